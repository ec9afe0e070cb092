import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  acceptedAt,
  factsWith,
  inWindow,
  justLate,
  respondBy,
  sentAt,
  signingCommands as commands,
  signingIn,
} from '../tests/support/signing-states.ts';
import { terminationCommands, terminationFactsWith } from '../tests/support/termination-states.ts';
import { endOfNthDay, plusSeconds, type Instant } from './calendar.ts';
import { groundLoss, type InvitationGround } from './ground.ts';
import { may, sideOf, type ActorRelation } from './permissions.ts';
import { shortLadder } from './reviews.ts';
import { decide, isFailed, type SigningFacts, type SigningState } from './signing.ts';
import { smsInstant } from './reminders.ts';
import { allowedActions, deadline, refusalAtFirstLook, reminders, waitingFor } from './signing-waits.ts';
import type { SigningAction, SigningViewer } from './signing-waits.ts';
import { decide as decideTermination } from './termination.ts';
import { bindingReasonCodes } from './vocabulary/binding-reason.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const escalated = '2026-09-30T02:00:00.000Z';
const ground: InvitationGround = {
  ...{ employerState: 'VERIFIED', graduateRemoved: false, favoriteCurrent: true, cohortOpen: true, cohortOver: false },
};
const inviter = { is: 'INVITER', ground, pairTaken: false, terminationOpen: false } as const;
const invitee = { is: 'INVITEE', ground, bindingReasons: [], profileConfirmed: true, terminationOpen: false } as const;
const school = { is: 'REVIEWER', ground, level: 'SCHOOL', collegeHasReviewer: true } as const;
const viewers = {
  inviter,
  inviterAgain: { ...inviter, pairTaken: true, terminationOpen: true },
  invitee,
  unconfirmed: { ...invitee, profileConfirmed: false, terminationOpen: true },
  boundElsewhere: { ...invitee, bindingReasons: ['ACCEPTED_ELSEWHERE'] },
  signedElsewhere: { ...invitee, bindingReasons: ['SIGNED_ELSEWHERE', 'DIRECTED'] },
  locked: { ...invitee, bindingReasons: ['SCHOOL_LOCK'] },
  college: { ...school, level: 'COLLEGE' },
  school,
  schoolAlone: { ...school, collegeHasReviewer: false },
} as const satisfies Record<string, SigningViewer>;

describe('what is offered, to each viewer in each state', () => {
  const answering = (
    now: Instant,
    late: boolean,
  ): [SigningStatus, Instant, Partial<Record<keyof typeof viewers, SigningAction[]>>] => [
    'AWAITING_GRADUATE',
    now,
    late
      ? {}
      : {
          inviter: ['withdraw'],
          inviterAgain: ['withdraw'],
          invitee: ['accept', 'decline'],
          unconfirmed: ['decline'],
          locked: ['decline'],
        },
  ];
  const decided: SigningAction[] = ['approve', 'reject'];
  const terminate: SigningAction[] = ['terminate'];
  const signedOffers = {
    ...{
      inviter: terminate,
      invitee: terminate,
      boundElsewhere: terminate,
      signedElsewhere: terminate,
      locked: terminate,
    },
    ...{ school: ['void'], schoolAlone: ['void'] },
  };
  const again: [Instant, { inviter: SigningAction[] }] = [justLate, { inviter: ['reinvite'] }];
  test.each([
    answering(inWindow, false),
    answering(respondBy, false),
    answering(justLate, true),
    ['COLLEGE_REVIEW', inWindow, { college: decided, schoolAlone: decided }],
    ['COLLEGE_REVIEW', escalated, { college: decided, school: decided, schoolAlone: decided }],
    ['SCHOOL_REVIEW', inWindow, { school: decided, schoolAlone: decided }],
    ['SIGNED', justLate, signedOffers],
    ['DECLINED', ...again],
    ['RESPONSE_EXPIRED', ...again],
    ['REVIEW_REJECTED', ...again],
    ['WITHDRAWN', ...again],
    ['TERMINATED', justLate, {}],
    ['INVALIDATED', justLate, {}],
  ] as [SigningStatus, Instant, Partial<Record<keyof typeof viewers, SigningAction[]>>][])(
    '%s at %s: %j',
    (status, now, offered) => {
      for (const [name, viewer] of Object.entries(viewers))
        expect([name, allowedActions(signingIn(status), viewer, now)]).toEqual([
          name,
          offered[name as keyof typeof viewers] ?? [],
        ]);
    },
  );
});

test('a failed signing offers to invite again only while no other of the pair is open or signed', () => {
  for (const status of signingStatusCodes.filter(isFailed))
    expect([
      allowedActions(signingIn(status), viewers.inviter, justLate),
      allowedActions(signingIn(status), viewers.inviterAgain, justLate),
    ]).toEqual([['reinvite'], []]);
});

describe('ground that is gone takes back what stood on it', () => {
  const disabled = { ...ground, employerState: 'REVOKED' } as const;
  const removed = { ...ground, graduateRemoved: true };
  const over = { ...ground, cohortOpen: false, cohortOver: true };
  const offered = (status: SigningStatus, changed: InvitationGround) =>
    [inviter, invitee, { ...school, collegeHasReviewer: false }].map((viewer) =>
      allowedActions(signingIn(status), { ...viewer, ground: changed }, inWindow),
    );

  test('a disabled unit ends no agreement and invites nobody again; the other two go on', () => {
    expect(offered('SIGNED', disabled)).toEqual([[], ['terminate'], ['void']]);
    expect(offered('DECLINED', disabled)).toEqual([[], [], []]);
    expect(offered('AWAITING_GRADUATE', disabled)).toEqual([['withdraw'], ['decline'], []]);
    expect(offered('COLLEGE_REVIEW', disabled)).toEqual([[], [], ['reject']]);
  });

  test('a unit that has to be verified again invites nobody, and ends what it has signed', () => {
    const again = { ...ground, employerState: 'REVERIFY_REQUIRED' } as const;
    expect(offered('DECLINED', again)).toEqual([[], [], []]);
    expect(offered('SIGNED', again)).toEqual([['terminate'], ['terminate'], ['void']]);
  });

  test('a graduate taken out of the cohort is invited by nobody, and asks for nothing', () => {
    expect(offered('DECLINED', removed)).toEqual([[], [], []]);
    expect(offered('SIGNED', removed)).toEqual([[], [], ['void']]);
    expect(offered('AWAITING_GRADUATE', removed)).toEqual([['withdraw'], [], []]);
  });

  test('a favorite that is outdated, or a cohort that is over, is invited again by nobody', () => {
    expect(offered('DECLINED', { ...ground, favoriteCurrent: false })).toEqual([[], [], []]);
    expect(offered('DECLINED', { ...ground, cohortOpen: false })).toEqual([[], [], []]);
    expect(offered('AWAITING_GRADUATE', over)).toEqual([['withdraw'], ['decline'], []]);
    expect(offered('SIGNED', over)).toEqual([['terminate'], ['terminate'], ['void']]);
  });
});

describe('what is offered and what is decided are one rule', () => {
  const moments = [inWindow, respondBy, justLate, escalated, '2027-09-30T02:00:00.000Z'];
  const actions: SigningAction[] = [
    'accept',
    'decline',
    'withdraw',
    'reinvite',
    'terminate',
    'approve',
    'reject',
    'void',
  ];
  const grounds: fc.Arbitrary<InvitationGround> = fc.record({
    employerState: fc.constantFrom(...verificationStateCodes),
    ...{
      graduateRemoved: fc.boolean(),
      favoriteCurrent: fc.boolean(),
      cohortOpen: fc.boolean(),
      cohortOver: fc.boolean(),
    },
  });
  const viewerArb: fc.Arbitrary<SigningViewer> = fc.oneof(
    fc.record({
      is: fc.constant('INVITER' as const),
      ground: grounds,
      pairTaken: fc.boolean(),
      terminationOpen: fc.boolean(),
    }),
    fc.record({
      is: fc.constant('INVITEE' as const),
      ground: grounds,
      bindingReasons: fc.subarray([...bindingReasonCodes]),
      profileConfirmed: fc.boolean(),
      terminationOpen: fc.boolean(),
    }),
    fc.record({
      is: fc.constant('REVIEWER' as const),
      ground: grounds,
      level: fc.constantFrom('COLLEGE', 'SCHOOL'),
      collegeHasReviewer: fc.boolean(),
    }),
  );
  const relationOf = (viewer: SigningViewer): ActorRelation => (viewer.is === 'REVIEWER' ? viewer.level : viewer.is);
  const factsOf = (viewer: SigningViewer, now: Instant): SigningFacts => ({
    ...factsWith({ now }),
    employerVerified: viewer.ground.employerState === 'VERIFIED',
    favoriteCurrent: viewer.ground.favoriteCurrent && !viewer.ground.graduateRemoved,
    cohortOpen: viewer.ground.cohortOpen,
    groundLoss: groundLoss(viewer.ground),
    actorStillMay: viewer.is !== 'INVITEE' || !viewer.ground.graduateRemoved,
    ...(viewer.is === 'INVITER' ? { pair: { open: viewer.pairTaken, signed: false } } : {}),
    ...(viewer.is === 'INVITEE'
      ? { bindingReasons: viewer.bindingReasons, profileConfirmed: viewer.profileConfirmed }
      : {}),
    ...(viewer.is === 'REVIEWER' ? { actorLevel: viewer.level, collegeHasReviewer: viewer.collegeHasReviewer } : {}),
  });
  /** Whether somebody who stands so could carry it through now, as commands/ and the decision together say. */
  const succeeds = (state: SigningState, viewer: SigningViewer, action: SigningAction, now: Instant): boolean => {
    if (!may(relationOf(viewer), action)) return false;
    if (action === 'reinvite')
      return isFailed(state.status) && 'event' in decide(null, commands.invite, factsOf(viewer, now));
    if (action === 'terminate' || action === 'void') return ends(state, viewer, action);
    return 'event' in decide(state, commands[action], factsOf(viewer, now));
  };
  const ends = (state: SigningState, viewer: SigningViewer, action: 'terminate' | 'void'): boolean => {
    const facts = terminationFactsWith({
      agreementInForce: state.status === 'SIGNED',
      otherOpen: viewer.is !== 'REVIEWER' && viewer.terminationOpen,
      actorSide: sideOf(relationOf(viewer)),
      actorStillMay: viewer.is !== 'INVITEE' || !viewer.ground.graduateRemoved,
      graduateRemoved: viewer.ground.graduateRemoved,
      employerDisabled: viewer.ground.employerState === 'REVOKED',
    });
    return 'event' in decideTermination(null, terminationCommands[action === 'void' ? 'void' : 'apply'], facts);
  };

  test('an act is offered exactly when it would be carried out, for every state, viewer and moment', () => {
    fc.assert(
      fc.property(viewerArb, fc.constantFrom(...moments), (viewer, now) => {
        for (const status of signingStatusCodes) {
          const state = signingIn(status);
          expect([status, allowedActions(state, viewer, now)]).toEqual([
            status,
            actions.filter((action) => succeeds(state, viewer, action, now)),
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the first look refuses exactly what the decision would refuse on state, level and clock alone', () => {
    for (const status of signingStatusCodes)
      for (const now of moments)
        for (const actorLevel of ['COLLEGE', 'SCHOOL', null] as const)
          for (const seq of [3, 4])
            for (const command of Object.values(commands)) {
              const seen = { now, seq, actorLevel, collegeHasReviewer: true };
              const decision = decide(signingIn(status), command, factsWith(seen));
              const refusal = 'refusal' in decision ? decision.refusal : null;
              expect(refusalAtFirstLook(signingIn(status), command, seen)).toBe(refusal);
            }
  });
});

describe('whom a signing waits for', () => {
  test.each([
    ['AWAITING_GRADUATE', { who: 'GRADUATE', since: sentAt, until: respondBy }, respondBy],
    ['COLLEGE_REVIEW', { who: 'COLLEGE', since: acceptedAt, until: null }, null],
    ['SCHOOL_REVIEW', { who: 'SCHOOL', since: acceptedAt, until: null }, null],
  ] as const)('%s: %j; silence decides at %s', (status, expected, silenceAt) => {
    expect(waitingFor(signingIn(status))).toEqual(expected);
    expect(deadline(signingIn(status))).toBe(silenceAt);
  });

  test('a closed one waits for nobody, and nothing is due any more', () => {
    for (const status of signingStatusCodes.slice(3)) {
      const state = signingIn(status);
      expect([waitingFor(state), deadline(state), reminders(state)]).toEqual([null, null, []]);
    }
  });
});

describe('reminders to the graduate', () => {
  const window = (sent: Instant, until: Instant) => signingIn('AWAITING_GRADUATE', { sentAt: sent, respondBy: until });
  const kinds = (state: SigningState) => reminders(state).map(({ kind, at }) => `${kind} ${at}`);

  test('seven days: at half time, a day and two hours before the end', () => {
    expect(kinds(signingIn('AWAITING_GRADUATE'))).toEqual([
      'HALF_TIME 2026-09-24T20:59:59.500Z',
      'LAST_DAY 2026-09-27T15:59:59.000Z',
      'LAST_HOURS 2026-09-28T13:59:59.000Z',
    ]);
  });

  test('one day: the last day begins before half time, and the order is that of time', () => {
    expect(kinds(window(sentAt, endOfNthDay(sentAt, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:59:59.000Z',
    ]);
    const lateInTheDay = '2026-09-21T15:00:00.000Z';
    expect(kinds(window(lateInTheDay, endOfNthDay(lateInTheDay, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:59:59.000Z',
    ]);
  });

  test('two whose SMS would wait for the same morning are one', () => {
    const afternoon = '2026-09-21T05:00:00.000Z'; // 13:00: the last day begins at night, half time comes before eight
    expect(kinds(window(afternoon, endOfNthDay(afternoon, 1)))).toEqual([
      'LAST_DAY 2026-09-21T15:59:59.000Z',
      'LAST_HOURS 2026-09-22T13:59:59.000Z',
    ]);
  });

  test.each([
    [90, ['HALF_TIME 2026-09-21T02:00:45.000Z']],
    [2 * 3_600, ['HALF_TIME 2026-09-21T03:00:00.000Z']],
    [4 * 3_600, ['HALF_TIME 2026-09-21T04:00:00.000Z']],
    [16 * 3_600, ['HALF_TIME 2026-09-21T10:00:00.000Z', 'LAST_HOURS 2026-09-21T16:00:00.000Z']],
    [24 * 3_600, ['HALF_TIME 2026-09-21T14:00:00.000Z']],
  ])('a sandbox deadline of %d s leaves out what lies before the invitation or too near: %j', (seconds, expected) => {
    expect(kinds(window(sentAt, plusSeconds(sentAt, seconds)))).toEqual(expected);
  });

  const instants = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00.000Z'), max: Date.parse('2028-12-31T00:00:00.000Z') })
    .map((ms) => new Date(ms).toISOString());
  const states = fc.oneof(
    fc.tuple(instants, fc.integer({ min: 1, max: 15 })).map(([sent, days]) => window(sent, endOfNthDay(sent, days))),
    fc
      .tuple(instants, fc.integer({ min: 1, max: 86_400 }))
      .map(([sent, seconds]) => window(sent, plusSeconds(sent, seconds))),
  );
  const hoursBetween = (from: Instant, to: Instant) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

  test('are in order, after the invitation, before its end, at least six hours apart, each at most once', () => {
    fc.assert(
      fc.property(states, (state) => {
        const list = reminders(state);
        expect(new Set(list.map(({ kind }) => kind)).size).toBe(list.length);
        for (const [index, { at }] of list.entries()) {
          expect(at > state.sentAt && at < state.respondBy).toBe(true);
          const before = list[index - 1];
          if (!before) continue;
          expect(hoursBetween(before.at, at)).toBeGreaterThanOrEqual(6);
          const [sms, smsBefore] = [smsInstant(at, state.respondBy), smsInstant(before.at, state.respondBy)];
          expect(hoursBetween(smsBefore, sms)).toBeGreaterThanOrEqual(6);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('leave out only what is too near to the one before: the first always goes', () => {
    fc.assert(
      fc.property(states, (state) => {
        const hours = hoursBetween(state.sentAt, state.respondBy);
        const planned = [hours / 2, hours - 24, hours - 2].filter((after) => after > 0.000_001).sort((a, b) => a - b);
        const [first] = reminders(state);
        expect(hoursBetween(state.sentAt, first?.at ?? '')).toBeCloseTo(planned[0] ?? Number.NaN, 3);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the SMS of a reminder', () => {
  const night = '2026-09-21T15:59:59.000Z'; // 23:59:59 in Shanghai
  const morning = '2026-09-22T00:00:00.000Z';
  test.each([
    ['goes at once by day', '2026-09-21T02:00:00.000Z', respondBy, '2026-09-21T02:00:00.000Z'],
    ['waits at night until 08:00', night, respondBy, morning],
    ['waits where nothing ends by silence', night, null, morning],
    ['goes at night when the deadline comes before the morning', night, '2026-09-21T17:00:00.000Z', night],
    ['goes at night when the deadline comes with the morning', night, morning, night],
  ])('%s', (_, at, until, expected) => {
    expect(smsInstant(at, until)).toBe(expected);
  });
});

describe('reminders to the reviewers', () => {
  test.each(['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)('%s: after three and five working days', (status) => {
    expect(reminders(signingIn(status))).toEqual([
      { kind: 'REVIEW_REMINDER', at: '2026-09-28T02:00:00.000Z' },
      { kind: 'REVIEW_ESCALATION', at: escalated },
    ]);
  });

  test('a sandbox case: after N/2 and N seconds', () => {
    const waiting = signingIn('AWAITING_GRADUATE', { ladder: shortLadder(60) });
    const decision = decide(waiting, commands.accept, factsWith());
    expect(decision).toMatchObject({
      event: { review: { remindAt: plusSeconds(inWindow, 30), escalateAt: plusSeconds(inWindow, 60) } },
    });
  });
});
