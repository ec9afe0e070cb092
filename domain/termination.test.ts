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
import { ordinaryLadder, shortLadder } from './reviews.ts';
import { decide } from './termination.ts';
import type { TerminationCommand, TerminationFacts, TerminationState } from './termination-model.ts';
import { openStageOf } from './termination-state.ts';
import { noTerminationRules } from './termination-rules.ts';
import { terminationStatusCodes, type TerminationStatus } from './vocabulary/termination-status.ts';

/** What came of a command, in one word: the event, or the refusal. */
const outcome = (
  state: TerminationState | null,
  command: TerminationCommand,
  facts: Partial<TerminationFacts> = {},
) => {
  const decision = decide(state, command, terminationFactsWith(facts));
  return 'event' in decision ? decision.event.type : decision.refusal;
};
const no = 'ACTION_NOT_ALLOWED';

describe('every pair of a state and a command, asked by whoever may ask for it', () => {
  /** What each command does in each status where it does something; everywhere else it is refused. */
  const table: Record<TerminationCommand['type'], Partial<Record<TerminationStatus | 'NONE', string>>> = {
    apply: { NONE: 'applied' },
    void: { NONE: 'voided' },
    agree: { AWAITING_COUNTERPARTY: 'agreed', COUNTERPARTY_EXPIRED: 'RESPONSE_WINDOW_OVER' },
    refuse: { AWAITING_COUNTERPARTY: 'refused', COUNTERPARTY_EXPIRED: 'RESPONSE_WINDOW_OVER' },
    withdraw: { AWAITING_COUNTERPARTY: 'withdrawn' },
    approve: { COLLEGE_REVIEW: 'stageApproved', SCHOOL_REVIEW: 'terminated' },
    reject: { COLLEGE_REVIEW: 'reviewRejected', SCHOOL_REVIEW: 'reviewRejected' },
    invalidate: { AWAITING_COUNTERPARTY: 'invalidated', COLLEGE_REVIEW: 'invalidated', SCHOOL_REVIEW: 'invalidated' },
    lapse: {},
  };
  const askedBy = (command: TerminationCommand, status: TerminationStatus | 'NONE'): Partial<TerminationFacts> => {
    const level = status === 'COLLEGE_REVIEW' ? 'COLLEGE' : 'SCHOOL';
    if (command.type === 'agree' || command.type === 'refuse') return { actorSide: 'GRADUATE' };
    if (command.type === 'apply' || command.type === 'withdraw') return { actorSide: 'EMPLOYER' };
    return command.type === 'approve' || command.type === 'reject' ? { actorLevel: level } : {};
  };
  const pairs = Object.values(commands).flatMap((command) =>
    ['NONE' as const, ...terminationStatusCodes].map((status) => [command.type, status, command] as const),
  );
  test.each(pairs)('%s on %s', (type, status, command) => {
    const state = status === 'NONE' ? null : terminationIn(status);
    expect(outcome(state, command, askedBy(command, status))).toBe(table[type][status] ?? no);
  });

  test('nothing is done for whoever may no longer act', () => {
    for (const [type, status, command] of pairs) {
      const state = status === 'NONE' ? null : terminationIn(status);
      const decision = outcome(state, command, { ...askedBy(command, status), actorStillMay: false });
      expect([type, status, decision]).toEqual([type, status, no]);
    }
  });
});

describe('an application', () => {
  const apply = (facts: Partial<TerminationFacts> = {}, more: object = {}) =>
    decide(
      null,
      { ...commands.apply, ...more },
      terminationFactsWith({ actorSide: 'GRADUATE', now: appliedAt, ...facts }),
    );

  test('is for the other side to answer until the end of the fifteenth day, and keeps the school’s chain', () => {
    expect(apply({ schoolChain: ['SCHOOL'] })).toMatchObject({
      event: { type: 'applied', applicant: 'GRADUATE', answerBy, chain: ['SCHOOL'], review: null, noticeUntil: null },
    });
    expect(apply()).toMatchObject({ event: { ladder: ordinaryLadder } });
  });

  test('is refused unless the agreement is in force, and while another is open', () => {
    expect(apply({ agreementInForce: false })).toEqual({ refusal: no });
    expect(apply({ otherOpen: true })).toEqual({ refusal: 'TERMINATION_ALREADY_OPEN' });
    expect(apply({ actorSide: null })).toEqual({ refusal: no });
  });

  test('with deadlines in seconds has every one of them in seconds', () => {
    const rules = { ...noTerminationRules, noticeDays: 7 };
    expect(apply({ rules }, { sandboxDeadlineSeconds: 30 })).toMatchObject({
      event: { answerBy: plusSeconds(appliedAt, 30), noticeUntil: plusSeconds(appliedAt, 30), ladder: shortLadder(30) },
    });
  });

  test.each([
    [{ from: '2026-09-22' }, 'PERIOD'],
    [{ from: '2026-09-21' }, null],
    [{ until: '2026-09-20' }, 'PERIOD'],
    [{ until: '2026-09-21' }, null],
    [{ from: '2026-09-01', until: '2026-09-30' }, null],
    [{ maxPerGraduate: 0 }, 'COUNT'],
    [{ maxPerGraduate: 1 }, 'COUNT'],
    [{ maxPerGraduate: 2 }, null],
    [{ letterRequired: true }, 'LETTER'],
  ])('is held against the rules of the school: %j → %s', (more, rule) => {
    const decision = apply({ rules: { ...noTerminationRules, ...more }, terminatedBefore: 1 });
    if (rule === null) expect(decision).toHaveProperty('event');
    else expect(decision).toEqual({ refusal: 'TERMINATION_NOT_ALLOWED_BY_SCHOOL', extra: { rule } });
  });

  test('is judged by the day it was received on in Shanghai, however late it is decided', () => {
    // In UTC it is still the day before.
    const firstMoment = '2026-09-20T16:00:00.000Z';
    const period = { ...noTerminationRules, from: '2026-09-21', until: '2026-09-21' };
    const received = (receivedAt: string) =>
      apply({ rules: period, receivedAt, now: plusSeconds(firstMoment, 3 * 86_400) });
    const refused = { refusal: 'TERMINATION_NOT_ALLOWED_BY_SCHOOL', extra: { rule: 'PERIOD' } };
    expect(received(plusSeconds(firstMoment, -0.001))).toEqual(refused);
    expect(received(firstMoment)).toHaveProperty('event');
    expect(received(plusSeconds(firstMoment, 86_400 - 0.001))).toHaveProperty('event');
    expect(received(plusSeconds(firstMoment, 86_400))).toEqual(refused);
  });

  test('with the letter that the school asks for is taken', () => {
    const rules = { ...noTerminationRules, letterRequired: true };
    expect(apply({ rules }, { fileIds: ['a'] })).toHaveProperty('event');
  });
});

describe('mediation', () => {
  const mediate = (facts: Partial<TerminationFacts>) =>
    decide(null, { ...commands.apply, kind: 'MEDIATION' }, terminationFactsWith({ actorSide: 'GRADUATE', ...facts }));
  const unansweredAt = '2026-09-01T16:00:00.000Z';

  test('goes straight to review: nobody else is asked, and the school decides', () => {
    expect(mediate({ unansweredAt })).toMatchObject({
      event: { kind: 'MEDIATION', answerBy: null, review: { openedAt: inTime } },
    });
  });

  test('is open for thirty days to the side that got no answer, and to nobody who never asked', () => {
    const lastMoment = endOfNthDay(unansweredAt, 30);
    expect(mediate({ unansweredAt, now: lastMoment })).toHaveProperty('event');
    expect(mediate({ unansweredAt, now: plusSeconds(lastMoment, 0.001) })).toEqual({ refusal: no });
    const late = { unansweredAt, now: plusSeconds(lastMoment, 3_600) };
    expect(mediate({ ...late, receivedAt: lastMoment })).toHaveProperty('event');
    expect(mediate({ ...late, receivedAt: plusSeconds(lastMoment, 0.001) })).toEqual({ refusal: no });
    expect(mediate({})).toEqual({ refusal: no });
  });

  test('is open at once against a unit that may no longer act, to the graduate alone', () => {
    expect(mediate({ employerDisabled: true })).toHaveProperty('event');
    expect(mediate({ employerDisabled: true, actorSide: 'EMPLOYER' })).toEqual({ refusal: no });
  });

  test('is not held against period and count, for whoever is silent must bind nobody; a letter is asked for all the same', () => {
    const strict = { ...noTerminationRules, until: '2026-01-01', maxPerGraduate: 0 };
    expect(mediate({ unansweredAt, rules: strict })).toHaveProperty('event');
    expect(mediate({ unansweredAt, rules: { ...strict, letterRequired: true } })).toMatchObject({
      extra: { rule: 'LETTER' },
    });
  });
});

describe('an answer', () => {
  const waiting = terminationIn('AWAITING_COUNTERPARTY');

  test('is the other side’s alone, and a withdrawal the applicant’s', () => {
    for (const [applicant, other] of [['EMPLOYER', 'GRADUATE'] as const, ['GRADUATE', 'EMPLOYER'] as const]) {
      const state = { ...waiting, applicant };
      expect(outcome(state, commands.agree, { actorSide: other })).toBe('agreed');
      expect(outcome(state, commands.agree, { actorSide: applicant })).toBe(no);
      expect(outcome(state, commands.refuse, { actorSide: applicant })).toBe(no);
      expect(outcome(state, commands.withdraw, { actorSide: applicant })).toBe('withdrawn');
      expect(outcome(state, commands.withdraw, { actorSide: other })).toBe(no);
    }
  });

  test('counts by its receipt: at the last moment it is in time, a millisecond later too late, recorded or not', () => {
    const late = { now: plusSeconds(answerBy, 3_600), actorSide: 'GRADUATE' as const };
    expect(outcome(waiting, commands.agree, { ...late, receivedAt: answerBy })).toBe('agreed');
    expect(outcome(waiting, commands.agree, { ...late, receivedAt: tooLate })).toBe('RESPONSE_WINDOW_OVER');
    expect(outcome(waiting, commands.withdraw, { ...late, actorSide: 'EMPLOYER', receivedAt: tooLate })).toBe(no);
    expect(outcome(waiting, commands.invalidate, { ...late, receivedAt: tooLate })).toBe(no);
  });

  test('that never comes is no consent: the try has failed', () => {
    expect(outcome(waiting, commands.lapse, { now: answerBy })).toBe(no);
    expect(outcome(waiting, commands.lapse, { now: tooLate })).toBe('lapsed');
  });

  test.each([
    [{ agreementInForce: false }, 'DESTINATION_VOIDED'],
    [{ agreementInForce: false, graduateRemoved: true }, 'GRADUATE_RECORD_REMOVED'],
    [{ graduateRemoved: true }, 'GRADUATE_RECORD_REMOVED'],
  ] as const)('that never comes leaves nothing in force where the agreement is gone: %j', (gone, reason) => {
    const decision = decide(waiting, commands.lapse, terminationFactsWith({ now: tooLate, ...gone }));
    expect(decision).toEqual({ event: { type: 'invalidated', at: tooLate, reason } });
  });

  test('once given ends that wait for good: silence decides nothing after it, and the review can still lose its ground', () => {
    for (const status of ['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const) {
      expect(outcome(terminationIn(status), commands.lapse, { now: tooLate })).toBe(no);
      expect(outcome(terminationIn(status), commands.invalidate, { now: tooLate })).toBe('invalidated');
      expect(outcome(terminationIn(status), commands.agree, { now: tooLate, actorSide: 'GRADUATE' })).toBe(no);
    }
  });

  test('of yes ends nothing where the agreement is gone', () => {
    expect(outcome(waiting, commands.agree, { actorSide: 'GRADUATE', agreementInForce: false })).toBe(no);
  });
});

describe('a review', () => {
  const atSchool = terminationIn('SCHOOL_REVIEW');

  test('is of the version that was seen', () => {
    expect(outcome(atSchool, { type: 'approve', expectedSeq: 2 }, { actorLevel: 'SCHOOL' })).toBe('RECORD_CHANGED');
  });

  test('is its own level’s; the school stands in for a college that is late or has nobody', () => {
    const atCollege = terminationIn('COLLEGE_REVIEW');
    expect(outcome(atSchool, commands.approve, { actorLevel: 'COLLEGE' })).toBe(no);
    expect(outcome(atCollege, commands.approve, { actorLevel: 'SCHOOL' })).toBe(no);
    expect(outcome(atCollege, commands.approve, { actorLevel: 'SCHOOL', collegeHasReviewer: false })).toBe(
      'stageApproved',
    );
    const escalated = '2026-10-30T02:00:00.000Z';
    expect(outcome(atCollege, commands.reject, { actorLevel: 'SCHOOL', now: escalated })).toBe('reviewRejected');
  });

  test('says when, of which stage, and whether in the college’s place', () => {
    const step = (status: 'COLLEGE_REVIEW' | 'SCHOOL_REVIEW', facts: Partial<TerminationFacts>) =>
      decide(terminationIn(status), commands.reject, terminationFactsWith(facts));
    expect(step('COLLEGE_REVIEW', { actorLevel: 'COLLEGE' })).toMatchObject({
      event: { at: inTime, stage: 'COLLEGE', inPlaceOfCollege: false },
    });
    expect(step('COLLEGE_REVIEW', { actorLevel: 'SCHOOL', collegeHasReviewer: false })).toMatchObject({
      event: { at: inTime, stage: 'COLLEGE', inPlaceOfCollege: true },
    });
    expect(step('SCHOOL_REVIEW', { actorLevel: 'SCHOOL' })).toMatchObject({
      event: { at: inTime, stage: 'SCHOOL', inPlaceOfCollege: false },
    });
  });

  test('of a mediation is approved with a reason, which the event keeps; every other without', () => {
    const mediated = terminationIn('SCHOOL_REVIEW', { kind: 'MEDIATION', answerBy: null });
    const approve = (state: TerminationState, reason?: string) =>
      decide(
        state,
        { ...commands.approve, ...(reason === undefined ? {} : { reason }) },
        terminationFactsWith({ actorLevel: openStageOf(state) }),
      );
    expect(approve(mediated)).toEqual({ refusal: 'VALIDATION_FAILED' });
    expect(approve(atSchool, '双方同意')).toEqual({ refusal: 'VALIDATION_FAILED' });
    for (const [more, type] of [
      [{}, 'terminated'],
      [{ status: 'COLLEGE_REVIEW' }, 'stageApproved'],
      [{ noticeUntil: endOfNthDay(appliedAt, 7) }, 'approved'],
    ] as const)
      expect(approve({ ...mediated, ...more }, '单位已停业')).toMatchObject({ event: { type, reason: '单位已停业' } });
    expect(approve(atSchool)).toEqual({
      event: { type: 'terminated', at: inTime, stage: 'SCHOOL', inPlaceOfCollege: false },
    });
  });

  test('ends nothing where the agreement ended meanwhile', () => {
    expect(outcome(atSchool, commands.approve, { actorLevel: 'SCHOOL', agreementInForce: false })).toBe(no);
  });
});

describe('the notice that a school asks for', () => {
  const noticeUntil = endOfNthDay(appliedAt, 7);
  const atSchool = terminationIn('SCHOOL_REVIEW', { noticeUntil });
  const approved = terminationIn('SCHOOL_REVIEW', { noticeUntil, review: null, effectiveAt: noticeUntil });
  const after = plusSeconds(noticeUntil, 0.001);

  test('holds what was approved until it is over, counted from the application', () => {
    const decision = decide(atSchool, commands.approve, terminationFactsWith({ actorLevel: 'SCHOOL', now: agreedAt }));
    expect(decision).toMatchObject({ event: { type: 'approved', effectiveAt: noticeUntil } });
    expect(outcome(atSchool, commands.approve, { actorLevel: 'SCHOOL', now: noticeUntil })).toBe('approved');
    expect(outcome(atSchool, commands.approve, { actorLevel: 'SCHOOL', now: after })).toBe('terminated');
  });

  test('ends by itself, and only then', () => {
    expect(outcome(approved, commands.lapse, { now: noticeUntil })).toBe(no);
    expect(decide(approved, commands.lapse, terminationFactsWith({ now: after }))).toEqual({
      event: { type: 'terminated', at: after, stage: null, inPlaceOfCollege: false },
    });
  });

  test('leaves nobody anything to decide but to invalidate', () => {
    expect(outcome(approved, commands.approve, { actorLevel: 'SCHOOL' })).toBe(no);
    expect(outcome(approved, commands.reject, { actorLevel: 'SCHOOL' })).toBe(no);
    expect(outcome(approved, commands.withdraw, { actorSide: 'EMPLOYER' })).toBe(no);
    expect(outcome(approved, commands.invalidate)).toBe('invalidated');
  });

  test('ends in nothing where the agreement ended meanwhile, and never waits for ever', () => {
    const gone = terminationFactsWith({ now: after, agreementInForce: false });
    expect(decide(approved, commands.lapse, gone)).toMatchObject({
      event: { type: 'invalidated', reason: 'DESTINATION_VOIDED' },
    });
  });
});

test('a void is of what is signed, whether or not a termination is open', () => {
  expect(outcome(null, commands.void, { otherOpen: true })).toBe('voided');
  expect(outcome(null, commands.void, { agreementInForce: false })).toBe(no);
});

describe('a graduate who was removed', () => {
  const removed = { graduateRemoved: true };

  test('has an agreement that only the void ends: nothing else begins, is answered or approved', () => {
    expect(outcome(null, commands.void, removed)).toBe('voided');
    expect(outcome(null, commands.apply, { ...removed, actorSide: 'EMPLOYER' })).toBe(no);
    const waiting = terminationIn('AWAITING_COUNTERPARTY');
    expect(outcome(waiting, commands.agree, { ...removed, actorSide: 'GRADUATE' })).toBe(no);
    expect(outcome(terminationIn('SCHOOL_REVIEW'), commands.approve, { ...removed, actorLevel: 'SCHOOL' })).toBe(no);
  });

  test('does not have a notice run out into a termination', () => {
    const state = terminationIn('SCHOOL_REVIEW', { review: null, effectiveAt: inTime });
    const decision = decide(state, commands.lapse, terminationFactsWith({ ...removed, now: plusSeconds(inTime, 1) }));
    expect(decision).toMatchObject({ event: { type: 'invalidated', reason: 'GRADUATE_RECORD_REMOVED' } });
  });
});

describe('a disabled unit', () => {
  const facts = { actorSide: 'EMPLOYER', employerDisabled: true } as const;
  const disabled = { type: 'invalidate', reason: 'EMPLOYER_DISABLED' } as const;
  const ofGraduate = terminationIn('AWAITING_COUNTERPARTY', { applicant: 'GRADUATE' });

  test('is not asked for its consent: the graduate’s application goes to the school, however it was received', () => {
    const plain: TerminationCommand = { ...commands.apply, kind: undefined };
    const byGraduate = { actorSide: 'GRADUATE', employerDisabled: true } as const;
    expect(decide(null, plain, terminationFactsWith(byGraduate))).toMatchObject({
      event: { kind: 'MEDIATION', answerBy: null, review: { openedAt: inTime } },
    });
    expect(outcome(null, commands.apply, byGraduate)).toBe(no);
    expect(outcome(null, commands.apply, { ...byGraduate, receivedAt: appliedAt })).toBe(no);
    const others = { ...byGraduate, employerDisabled: false };
    expect(decide(null, plain, terminationFactsWith(others))).toMatchObject({ event: { kind: 'CONSENT' } });
  });

  test('begins nothing and answers nothing', () => {
    expect(outcome(null, commands.apply, facts)).toBe(no);
    expect([outcome(ofGraduate, commands.agree, facts), outcome(ofGraduate, commands.refuse, facts)]).toEqual([no, no]);
  });

  test('keeps nobody waiting for its answer; what needs none from it goes on', () => {
    expect(outcome(ofGraduate, disabled)).toBe('invalidated');
    expect(outcome(terminationIn('AWAITING_COUNTERPARTY', { applicant: 'EMPLOYER' }), disabled)).toBe(no);
    expect(outcome(terminationIn('SCHOOL_REVIEW', { applicant: 'GRADUATE' }), disabled)).toBe(no);
  });
});
