import { describe, expect, test } from '@jest/globals';
import {
  agreedAt,
  answerBy,
  appliedAt,
  inTime,
  terminationCommands as commands,
  terminationFactsWith,
  terminationIn,
  tooLate,
} from '../tests/support/termination-states.ts';
import { endOfNthDay, plusSeconds } from './calendar.ts';
import { mayInTermination, sideOf, type ActorRelation } from './permissions.ts';
import { shortLadder } from './reviews.ts';
import { decide } from './termination.ts';
import { deadline } from './termination-state.ts';
import { allowedActions, refusalAtFirstLook, reminders, waitingFor } from './termination-waits.ts';
import type { AgreementGround, TerminationAction, TerminationViewer } from './termination-waits.ts';
import { terminationStatusCodes } from './vocabulary/termination-status.ts';

const escalated = '2026-09-30T02:00:00.000Z';
const moments = [inTime, answerBy, tooLate, escalated];

describe('what is offered and what is decided are one rule', () => {
  const viewersOn = (ground: AgreementGround): [ActorRelation, TerminationViewer][] => [
    ['INVITER', { is: 'PARTY', ground, side: 'EMPLOYER' }],
    ['INVITEE', { is: 'PARTY', ground, side: 'GRADUATE' }],
    ['COLLEGE', { is: 'REVIEWER', ground, level: 'COLLEGE', collegeHasReviewer: true }],
    ['SCHOOL', { is: 'REVIEWER', ground, level: 'SCHOOL', collegeHasReviewer: true }],
    ['SCHOOL', { is: 'REVIEWER', ground, level: 'SCHOOL', collegeHasReviewer: false }],
  ];
  const yesAndNo = [true, false];
  const grounds = yesAndNo.flatMap((agreementInForce) =>
    yesAndNo.flatMap((graduateRemoved) =>
      yesAndNo.map((employerDisabled) => ({ agreementInForce, graduateRemoved, employerDisabled })),
    ),
  );
  const actions: TerminationAction[] = ['agree', 'refuse', 'withdraw', 'approve', 'reject'];

  test('an act is offered exactly when it would be carried out, for every state, viewer, applicant and moment', () => {
    for (const status of terminationStatusCodes)
      for (const applicant of ['EMPLOYER', 'GRADUATE'] as const)
        for (const now of moments)
          for (const [relation, viewer] of grounds.flatMap(viewersOn)) {
            const state = terminationIn(status, { applicant });
            const facts = terminationFactsWith({
              ...{ now, actorSide: sideOf(relation), ...viewer.ground },
              actorStillMay: relation !== 'INVITEE' || !viewer.ground.graduateRemoved,
              actorLevel: viewer.is === 'REVIEWER' ? viewer.level : null,
              collegeHasReviewer: viewer.is === 'REVIEWER' ? viewer.collegeHasReviewer : true,
            });
            const succeeds = (action: TerminationAction) =>
              mayInTermination(relation, action) && 'event' in decide(state, commands[action], facts);
            const offered = allowedActions(state, viewer, now);
            expect([status, relation, now, offered]).toEqual([status, relation, now, actions.filter(succeeds)]);
          }
  });

  test('a disabled unit answers nothing, takes back what it asked for, and holds up nobody else', () => {
    const ground = { agreementInForce: true, graduateRemoved: false, employerDisabled: true };
    const offered = (applicant: 'EMPLOYER' | 'GRADUATE', side: 'EMPLOYER' | 'GRADUATE') =>
      allowedActions(terminationIn('AWAITING_COUNTERPARTY', { applicant }), { is: 'PARTY', ground, side }, inTime);
    expect(offered('GRADUATE', 'EMPLOYER')).toEqual([]);
    expect(offered('EMPLOYER', 'EMPLOYER')).toEqual(['withdraw']);
    expect(offered('EMPLOYER', 'GRADUATE')).toEqual(['agree', 'refuse']);
    expect(offered('GRADUATE', 'GRADUATE')).toEqual(['withdraw']);
    const reviewer = { is: 'REVIEWER', ground, level: 'COLLEGE', collegeHasReviewer: true } as const;
    expect(allowedActions(terminationIn('COLLEGE_REVIEW'), reviewer, inTime)).toEqual(['approve', 'reject']);
  });

  test('where the agreement is gone already nobody agrees or approves any more', () => {
    const ground = { agreementInForce: false, graduateRemoved: false, employerDisabled: false };
    const awaiting = terminationIn('AWAITING_COUNTERPARTY');
    expect(allowedActions(awaiting, { is: 'PARTY', ground, side: 'GRADUATE' }, inTime)).toEqual(['refuse']);
    const reviewer = { is: 'REVIEWER', ground, level: 'COLLEGE', collegeHasReviewer: true } as const;
    expect(allowedActions(terminationIn('COLLEGE_REVIEW'), reviewer, inTime)).toEqual(['reject']);
  });

  test('the first look refuses exactly what the decision would refuse on state, side, level and clock alone', () => {
    for (const status of terminationStatusCodes)
      for (const now of moments)
        for (const actorSide of ['EMPLOYER', 'GRADUATE', null] as const)
          for (const command of Object.values(commands)) {
            const seen = { now, seq: 3, actorSide, actorLevel: 'SCHOOL', collegeHasReviewer: true } as const;
            const decision = decide(terminationIn(status), command, terminationFactsWith(seen));
            const refusal = 'refusal' in decision ? decision.refusal : null;
            expect(refusalAtFirstLook(terminationIn(status), command, seen)).toBe(refusal);
          }
  });
});

describe('whom a termination waits for, and until when', () => {
  const onNotice = terminationIn('SCHOOL_REVIEW', { review: null, effectiveAt: answerBy });
  test.each([
    [terminationIn('AWAITING_COUNTERPARTY'), { who: 'GRADUATE', since: appliedAt, until: answerBy }],
    [terminationIn('AWAITING_COUNTERPARTY', { applicant: 'GRADUATE' }), { who: 'EMPLOYER', until: answerBy }],
    [terminationIn('COLLEGE_REVIEW'), { who: 'COLLEGE', since: agreedAt, until: null }],
    [terminationIn('SCHOOL_REVIEW'), { who: 'SCHOOL', since: agreedAt, until: null }],
    [onNotice, { who: 'NOTICE', until: answerBy }],
  ])('%#', (state, expected) => {
    expect(waitingFor(state)).toMatchObject(expected);
    expect(deadline(state)).toBe(expected.until);
  });
});

describe('reminders', () => {
  test('of the other side come after 5, 10 and 14 days', () => {
    expect(reminders(terminationIn('AWAITING_COUNTERPARTY'))).toEqual([
      { kind: 'DAY_5', at: plusSeconds(appliedAt, 5 * 86_400) },
      { kind: 'DAY_10', at: plusSeconds(appliedAt, 10 * 86_400) },
      { kind: 'DAY_14', at: plusSeconds(appliedAt, 14 * 86_400) },
    ]);
  });

  test('keep their proportion where the deadlines are seconds, and their distance of six hours', () => {
    const short = (seconds: number) => {
      const ladder = shortLadder(seconds);
      return reminders(terminationIn('AWAITING_COUNTERPARTY', { ladder, answerBy: plusSeconds(appliedAt, seconds) }));
    };
    expect(short(30)).toEqual([{ kind: 'DAY_5', at: plusSeconds(appliedAt, 10) }]);
    expect(short(86_400).map(({ kind }) => kind)).toEqual(['DAY_5', 'DAY_10']);
  });

  test('of a review climb the ladder of the case, and end with it', () => {
    expect(reminders(terminationIn('SCHOOL_REVIEW')).map(({ kind }) => kind)).toEqual([
      'REVIEW_REMINDER',
      'REVIEW_ESCALATION',
    ]);
    expect(reminders(terminationIn('SCHOOL_REVIEW', { review: null, effectiveAt: endOfNthDay(appliedAt, 7) }))).toEqual(
      [],
    );
    expect(reminders(terminationIn('WITHDRAWN'))).toEqual([]);
  });
});
