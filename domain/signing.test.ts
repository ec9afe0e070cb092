import { describe, expect, test } from '@jest/globals';
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
import { plusSeconds } from './calendar.ts';
import type { ReviewChain } from './reviews.ts';
import { binds, decide, evolve, isFailed, isOpen, stageOf } from './signing.ts';
import type { SigningCommand, SigningDecision, SigningEvent, SigningFacts, SigningState } from './signing.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import { signingStatusCodes, type SigningStatus } from './vocabulary/signing-status.ts';

type StatusOrNone = SigningStatus | 'NOT_BEGUN';

const told = (decision: SigningDecision) => ('event' in decision ? decision.event.type : decision.refusal);
const eventOf = (decision: SigningDecision): SigningEvent => {
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal}`);
  return decision.event;
};
const stateOf = (status: StatusOrNone) => (status === 'NOT_BEGUN' ? null : signingIn(status));

/** Who asks: a college's or a school's reviewer (:C, :S), or somebody without a level. */
const levels: Record<string, ReviewStage | null> = { C: 'COLLEGE', S: 'SCHOOL', '-': null };
const columns =
  'invite accept decline withdraw approve:C approve:S approve:- reject:C reject:S reject:- invalidate lapse'.split(' ');

// Every state × every command. `.` is ACTION_NOT_ALLOWED, `over` RESPONSE_WINDOW_OVER, anything else the event.
const pairs = {
  'inside the window': {
    now: inWindow,
    table: `
      NOT_BEGUN          invited  .         .         .          .              .        .  .               .               .  .            .
      AWAITING_GRADUATE  .        accepted  declined  withdrawn  .              .        .  .               .               .  invalidated  .
      COLLEGE_REVIEW     .        .         .         .          stageApproved  .        .  reviewRejected  .               .  invalidated  .
      SCHOOL_REVIEW      .        .         .         .          .              signed   .  .               reviewRejected  .  invalidated  .
      SIGNED             .        .         .         .          .              .        .  .               .               .  .            .
      DECLINED           .        .         .         .          .              .        .  .               .               .  .            .
      RESPONSE_EXPIRED   .        over      over      .          .              .        .  .               .               .  .            .
      REVIEW_REJECTED    .        .         .         .          .              .        .  .               .               .  .            .
      WITHDRAWN          .        .         .         .          .              .        .  .               .               .  .            .
      TERMINATED         .        .         .         .          .              .        .  .               .               .  .            .
      INVALIDATED        .        .         .         .          .              .        .  .               .               .  .            .`,
  },
  'one millisecond after respondBy': {
    now: justLate,
    table: `
      NOT_BEGUN          invited  .         .         .          .              .        .  .               .               .  .            .
      AWAITING_GRADUATE  .        over      over      .          .              .        .  .               .               .  .            lapsed
      COLLEGE_REVIEW     .        .         .         .          stageApproved  .        .  reviewRejected  .               .  invalidated  .
      SCHOOL_REVIEW      .        .         .         .          .              signed   .  .               reviewRejected  .  invalidated  .
      SIGNED             .        .         .         .          .              .        .  .               .               .  .            .
      DECLINED           .        .         .         .          .              .        .  .               .               .  .            .
      RESPONSE_EXPIRED   .        over      over      .          .              .        .  .               .               .  .            .
      REVIEW_REJECTED    .        .         .         .          .              .        .  .               .               .  .            .
      WITHDRAWN          .        .         .         .          .              .        .  .               .               .  .            .
      TERMINATED         .        .         .         .          .              .        .  .               .               .  .            .
      INVALIDATED        .        .         .         .          .              .        .  .               .               .  .            .`,
  },
};

describe.each(Object.entries(pairs))('every state and every command, %s', (_, { now, table }) => {
  const words: Record<string, string> = { '.': 'ACTION_NOT_ALLOWED', over: 'RESPONSE_WINDOW_OVER' };
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

  test('the table names every state and has a cell for every command', () => {
    expect(rows.map(([status]) => status)).toEqual(['NOT_BEGUN', ...signingStatusCodes]);
    expect([...new Set(columns.map((column) => column.split(':')[0]))]).toEqual(Object.keys(commands));
    expect(rows.every((row) => row.length === columns.length + 1)).toBe(true);
  });

  test.each(
    rows.flatMap(([status = '', ...cells]) =>
      cells.map((cell, index) => [status, columns[index] ?? '', words[cell] ?? cell] as const),
    ),
  )('%s, %s → %s', (status, column, expected) => {
    const [type = '', level = '-'] = column.split(':');
    const command = commands[type as keyof typeof commands];
    const facts = factsWith({ now, actorLevel: levels[level] ?? null });
    expect(told(decide(stateOf(status as StatusOrNone), command, facts))).toBe(expected);
  });

  test.each(rows.map(([status = '']) => status))('%s: nobody who may no longer act moves it', (status) => {
    const facts = factsWith({ now, actorStillMay: false, actorLevel: 'COLLEGE' });
    for (const command of Object.values(commands))
      expect(told(decide(stateOf(status as StatusOrNone), command, facts))).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('an event says what it needs to be told later', () => {
  test('invited: from now to the end of the Nth day, with the chain of the school and the ordinary ladder', () => {
    const decision = decide(null, commands.invite, factsWith({ now: sentAt, schoolChain: ['SCHOOL'] }));
    expect(decision).toEqual({
      event: {
        type: 'invited',
        at: sentAt,
        respondBy: '2026-09-28T15:59:59.000Z',
        chain: ['SCHOOL'],
        ladder: { unit: 'WORKING_DAYS', remindAfter: 3, escalateAfter: 5 },
      },
    });
  });

  test.each([
    [1, '2026-09-22T15:59:59.000Z'],
    [2, '2026-09-23T15:59:59.000Z'],
    [15, '2026-10-06T15:59:59.000Z'],
  ])('invited: a window of %d days ends %s', (responseWindowDays, expected) => {
    const event = eventOf(decide(null, { ...commands.invite, responseWindowDays }, factsWith({ now: sentAt })));
    expect(event).toMatchObject({ respondBy: expected });
  });

  test('invited: a sandbox deadline of N seconds replaces every deadline; reviewers have N/2 and N', () => {
    const command: SigningCommand = { ...commands.invite, sandboxDeadlineSeconds: 90 };
    expect(eventOf(decide(null, command, factsWith({ now: sentAt })))).toMatchObject({
      respondBy: '2026-09-21T02:01:30.000Z',
      ladder: { unit: 'SECONDS', remindAfter: 45, escalateAfter: 90 },
    });
  });

  test('accepted: the first review opens now, reminded after 3 and escalated after 5 working days', () => {
    const event = eventOf(decide(signingIn('AWAITING_GRADUATE'), commands.accept, factsWith({ now: acceptedAt })));
    // 25 to 27 September are the days of Mid-Autumn.
    expect(event).toEqual({
      type: 'accepted',
      at: acceptedAt,
      review: {
        openedAt: acceptedAt,
        remindAt: '2026-09-28T02:00:00.000Z',
        escalateAt: '2026-09-30T02:00:00.000Z',
        calendarVersion: '2026-1',
        provisional: false,
      },
    });
  });

  test('declined: with the reason, or with none', () => {
    const declined = (command: SigningCommand) => decide(signingIn('AWAITING_GRADUATE'), command, factsWith());
    expect(declined(commands.decline)).toEqual({ event: { type: 'declined', at: inWindow, reason: '另有安排' } });
    expect(declined({ type: 'decline' })).toEqual({ event: { type: 'declined', at: inWindow } });
  });

  test('reviewRejected and invalidated: with their reasons', () => {
    const rejected = decide(signingIn('COLLEGE_REVIEW'), commands.reject, factsWith({ actorLevel: 'COLLEGE' }));
    expect(eventOf(rejected)).toEqual({
      type: 'reviewRejected',
      at: inWindow,
      stage: 'COLLEGE',
      inPlaceOfCollege: false,
      reasonCode: 'POSITION_MISMATCH',
      reason: '岗位与专业不符',
    });
    const invalidated = decide(signingIn('COLLEGE_REVIEW'), commands.invalidate, factsWith());
    expect(invalidated).toEqual({ event: { type: 'invalidated', at: inWindow, reason: 'EMPLOYER_DISABLED' } });
  });

  test('stageApproved: the next review opens with its own days', () => {
    const approved = decide(signingIn('COLLEGE_REVIEW'), commands.approve, factsWith({ actorLevel: 'COLLEGE' }));
    expect(eventOf(approved)).toMatchObject({ stage: 'COLLEGE', review: { openedAt: inWindow } });
  });
});

describe('what stands in the way of an invitation, the first of these being told', () => {
  const obstacles: [string, Partial<SigningFacts>][] = [
    ['ACTION_NOT_ALLOWED', { actorStillMay: false }],
    ['EMPLOYER_NOT_VERIFIED', { employerVerified: false }],
    ['ALREADY_SIGNED_WITH_YOU', { pair: { open: true, signed: true } }],
    ['INVITATION_ALREADY_OPEN', { pair: { open: true, signed: false } }],
    ['FAVORITE_OUTDATED', { favoriteCurrent: false }],
    ['COHORT_CLOSED', { cohortOpen: false }],
  ];
  test.each(obstacles)('%s by itself', (refusal, facts) => {
    expect(decide(null, commands.invite, factsWith(facts))).toEqual({ refusal });
  });
  test.each(obstacles.map(([refusal]) => refusal))('%s before all that come after it', (refusal) => {
    const from = obstacles.findIndex(([each]) => each === refusal);
    const facts = obstacles.slice(from).reduceRight((all, [, each]) => ({ ...all, ...each }), {});
    expect(decide(null, commands.invite, factsWith(facts))).toEqual({ refusal });
  });
  test('a graduate bound elsewhere, or who has not confirmed, may be invited all the same', () => {
    const facts = factsWith({ bindingReasons: ['SIGNED_ELSEWHERE', 'SCHOOL_LOCK'], profileConfirmed: false });
    expect(told(decide(null, commands.invite, facts))).toBe('invited');
  });
});

describe('what stands in the way of an answer, the first of these being told', () => {
  const obstacles: [string, Partial<SigningFacts>][] = [
    ['ACTION_NOT_ALLOWED', { actorStillMay: false }],
    ['RESPONSE_WINDOW_OVER', { receivedAt: justLate }],
    ['GRADUATE_LOCKED', { bindingReasons: ['ACCEPTED_ELSEWHERE', 'SCHOOL_LOCK'] }],
    ['GRADUATE_BOUND', { bindingReasons: ['ACCEPTED_ELSEWHERE'] }],
    ['PROFILE_NOT_CONFIRMED', { profileConfirmed: false }],
  ];
  const accept = (facts: Partial<SigningFacts>) =>
    decide(signingIn('AWAITING_GRADUATE'), commands.accept, factsWith(facts));

  test.each(obstacles)('%s by itself', (refusal, facts) => {
    expect(accept(facts)).toEqual({ refusal });
  });
  test.each(obstacles.map(([refusal]) => refusal))('%s before all that come after it', (refusal) => {
    const from = obstacles.findIndex(([each]) => each === refusal);
    expect(accept(obstacles.slice(from).reduceRight((all, [, each]) => ({ ...all, ...each }), {}))).toEqual({
      refusal,
    });
  });

  test.each([
    ['ACCEPTED_ELSEWHERE', 'GRADUATE_BOUND', 'GRADUATE_BOUND'],
    ['SIGNED_ELSEWHERE', 'GRADUATE_BOUND', 'GRADUATE_BOUND'],
    ['DIRECTED', 'GRADUATE_LOCKED', 'declined'],
    ['COMMISSIONED', 'GRADUATE_LOCKED', 'declined'],
    ['SCHOOL_LOCK', 'GRADUATE_LOCKED', 'declined'],
    ['OTHER_DESTINATION', 'GRADUATE_BOUND', 'declined'],
    ['OUT_OF_SCOPE', 'GRADUATE_BOUND', 'declined'],
  ] as const)('%s: to accept is %s, to decline %s', (reason, onAccept, onDecline) => {
    expect(told(accept({ bindingReasons: [reason] }))).toBe(onAccept);
    const decline = decide(signingIn('AWAITING_GRADUATE'), commands.decline, factsWith({ bindingReasons: [reason] }));
    expect(told(decline)).toBe(onDecline);
  });

  test('to decline needs no confirmed profile', () => {
    const facts = factsWith({ profileConfirmed: false });
    expect(told(decide(signingIn('AWAITING_GRADUATE'), commands.decline, facts))).toBe('declined');
  });
});

describe('receipt decides whether an answer is in time, not the moment of the decision', () => {
  const longAfter = plusSeconds(respondBy, 86_400);
  test.each(['accept', 'decline', 'withdraw'] as const)(
    '%s received at respondBy itself counts, however late',
    (type) => {
      const facts = factsWith({ now: longAfter, receivedAt: respondBy });
      const event = eventOf(decide(signingIn('AWAITING_GRADUATE'), commands[type], facts));
      expect(event.at).toBe(longAfter);
    },
  );
  test.each([
    ['accept', 'RESPONSE_WINDOW_OVER'],
    ['decline', 'RESPONSE_WINDOW_OVER'],
    ['withdraw', 'ACTION_NOT_ALLOWED'],
  ] as const)('%s received a millisecond later is refused, the lapse recorded or not', (type, refusal) => {
    const facts = factsWith({ now: longAfter, receivedAt: justLate });
    expect(decide(signingIn('AWAITING_GRADUATE'), commands[type], facts)).toEqual({ refusal });
    expect(decide(signingIn('RESPONSE_EXPIRED'), commands[type], facts)).toEqual({ refusal });
  });
  test('nothing lapses at respondBy itself, everything a millisecond later', () => {
    const lapse = (now: string) => told(decide(signingIn('AWAITING_GRADUATE'), commands.lapse, factsWith({ now })));
    expect([lapse(respondBy), lapse(justLate)]).toEqual(['ACTION_NOT_ALLOWED', 'lapsed']);
  });
  test('an act on a record that was withdrawn or declined says so, late or not', () => {
    const facts = factsWith({ now: longAfter, receivedAt: justLate });
    for (const status of ['WITHDRAWN', 'DECLINED', 'SIGNED', 'INVALIDATED', 'COLLEGE_REVIEW'] as const)
      expect(decide(signingIn(status), commands.accept, facts)).toEqual({ refusal: 'ACTION_NOT_ALLOWED' });
  });
});

describe('reviews', () => {
  const escalated = '2026-09-30T02:00:00.000Z';
  const review = (state: SigningState, type: 'approve' | 'reject', facts: Partial<SigningFacts>) =>
    decide(state, commands[type], factsWith(facts));

  test.each(['approve', 'reject'] as const)('%s: a record that has changed since is told first', (type) => {
    for (const status of signingStatusCodes)
      for (const seq of [2, 4])
        expect(review(signingIn(status), type, { actorLevel: 'COLLEGE', seq })).toEqual({ refusal: 'RECORD_CHANGED' });
  });

  test.each([
    [['COLLEGE'], 'COLLEGE_REVIEW', 'SIGNED'],
    [['SCHOOL'], 'SCHOOL_REVIEW', 'SIGNED'],
    [['COLLEGE', 'SCHOOL'], 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'],
  ] as [ReviewChain, SigningStatus, SigningStatus][])(
    'the chain %j begins with %s and goes on to %s',
    (chain, first, next) => {
      const invited = evolve(
        null,
        eventOf(decide(null, commands.invite, factsWith({ now: sentAt, schoolChain: chain }))),
      );
      const accepted = evolve(invited, eventOf(decide(invited, commands.accept, factsWith())));
      expect(accepted.status).toBe(first);
      const actorLevel = stageOf(accepted.status);
      expect(evolve(accepted, eventOf(decide(accepted, commands.approve, factsWith({ actorLevel })))).status).toBe(
        next,
      );
    },
  );

  test('a running case keeps the chain it began with', () => {
    const facts = { actorLevel: 'COLLEGE', schoolChain: ['COLLEGE'] } as const;
    expect(told(review(signingIn('COLLEGE_REVIEW'), 'approve', facts))).toBe('stageApproved');
  });

  test.each(['approve', 'reject'] as const)(
    '%s: the school acts for the college from the escalation on, marked so',
    (type) => {
      const before = { now: plusSeconds(escalated, -0.001), actorLevel: 'SCHOOL' } as const;
      expect(told(review(signingIn('COLLEGE_REVIEW'), type, before))).toBe('ACTION_NOT_ALLOWED');
      const after = review(signingIn('COLLEGE_REVIEW'), type, { ...before, now: escalated });
      expect(eventOf(after)).toMatchObject({ stage: 'COLLEGE', inPlaceOfCollege: true });
    },
  );

  test.each(['approve', 'reject'] as const)(
    '%s: the school acts at once where the college has no reviewer, marked so',
    (type) => {
      const facts = { actorLevel: 'SCHOOL', collegeHasReviewer: false } as const;
      const event = eventOf(review(signingIn('COLLEGE_REVIEW'), type, facts));
      expect(event).toMatchObject({ stage: 'COLLEGE', inPlaceOfCollege: true });
    },
  );

  test('nobody acts in place of the school', () => {
    const facts = { now: '2030-01-01T00:00:00.000Z', actorLevel: 'COLLEGE', collegeHasReviewer: false } as const;
    expect(told(review(signingIn('SCHOOL_REVIEW'), 'approve', facts))).toBe('ACTION_NOT_ALLOWED');
  });

  test('what each level decides at its own stage is not marked', () => {
    for (const [status, actorLevel] of [
      ['COLLEGE_REVIEW', 'COLLEGE'],
      ['SCHOOL_REVIEW', 'SCHOOL'],
    ] as const)
      expect(eventOf(review(signingIn(status), 'approve', { actorLevel }))).toMatchObject({ inPlaceOfCollege: false });
  });

  test('years of silence never decide a review', () => {
    for (const status of ['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)
      expect(told(decide(signingIn(status), commands.lapse, factsWith({ now: '2036-01-01T00:00:00.000Z' })))).toBe(
        'ACTION_NOT_ALLOWED',
      );
  });
});

test('an invitation that loses its ground at the very end of its window was still open', () => {
  expect(decide(signingIn('AWAITING_GRADUATE'), commands.invalidate, factsWith({ now: respondBy }))).toHaveProperty(
    'event',
  );
});

test('each event makes its state, with the moment of the event', () => {
  const review = { ...openReviewAt(inWindow) };
  const step = { at: inWindow, inPlaceOfCollege: false };
  const outcome = (from: SigningStatus, event: SigningEvent) => {
    const { status, statusAt, review: open } = evolve(signingIn(from), event);
    return [status, statusAt, open];
  };
  const table: [SigningStatus, SigningEvent, unknown[]][] = [
    ['AWAITING_GRADUATE', { type: 'accepted', at: inWindow, review }, ['COLLEGE_REVIEW', inWindow, review]],
    ['AWAITING_GRADUATE', { type: 'declined', at: inWindow }, ['DECLINED', inWindow, null]],
    ['AWAITING_GRADUATE', { type: 'lapsed', at: justLate }, ['RESPONSE_EXPIRED', justLate, null]],
    ['AWAITING_GRADUATE', { type: 'withdrawn', at: inWindow }, ['WITHDRAWN', inWindow, null]],
    [
      'COLLEGE_REVIEW',
      { type: 'stageApproved', stage: 'COLLEGE', review, ...step },
      ['SCHOOL_REVIEW', inWindow, review],
    ],
    ['SCHOOL_REVIEW', { type: 'signed', stage: 'SCHOOL', ...step }, ['SIGNED', inWindow, null]],
    [
      'COLLEGE_REVIEW',
      { type: 'reviewRejected', stage: 'COLLEGE', reasonCode: 'OTHER', reason: '', ...step },
      ['REVIEW_REJECTED', inWindow, null],
    ],
    ['SCHOOL_REVIEW', { type: 'invalidated', at: inWindow, reason: 'COHORT_CLOSED' }, ['INVALIDATED', inWindow, null]],
    ['SIGNED', { type: 'terminated', at: inWindow, terminationId: 't' }, ['TERMINATED', inWindow, null]],
  ];
  for (const [from, event, expected] of table) expect(outcome(from, event)).toEqual(expected);
  expect(() => evolve(null, { type: 'withdrawn', at: inWindow })).toThrow();
});

function openReviewAt(openedAt: string) {
  const event = eventOf(decide(signingIn('AWAITING_GRADUATE'), commands.accept, factsWith({ now: openedAt })));
  if (event.type !== 'accepted') throw new Error(event.type);
  return event.review;
}

test.each([
  ['isOpen', isOpen, ['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW']],
  ['isFailed', isFailed, ['DECLINED', 'RESPONSE_EXPIRED', 'REVIEW_REJECTED', 'WITHDRAWN']],
  ['binds', binds, ['COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED']],
] as const)('%s holds for exactly these statuses', (_, holds, expected) => {
  expect(signingStatusCodes.filter((status) => holds(status))).toEqual(expected);
});
