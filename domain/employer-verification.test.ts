import { describe, expect, test } from '@jest/globals';
import {
  eventOf,
  inTime,
  justAfter,
  outcomeOf,
  submittedAt,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
  waits,
} from '../tests/support/verification-states.ts';
import { decide } from './employer-verification.ts';
import type { EmployerVerificationCommand, EmployerVerificationFacts } from './employer-verification-model.ts';
import { evolve, type EmployerVerificationState } from './employer-verification-state.ts';
import { verificationStatusCodes, type VerificationStatus } from './vocabulary/verification-status.ts';

type StatusOrNone = VerificationStatus | 'NOT_BEGUN';

const stateOf = (status: StatusOrNone) => (status === 'NOT_BEGUN' ? null : verificationIn(status));

/** A column is a command, and what of it or of the facts makes a difference. */
const columns: Record<string, [EmployerVerificationCommand, Partial<EmployerVerificationFacts>]> = {
  submit: [commands.submit, {}],
  'amount:right': [commands.amount, { amountMatches: true }],
  'amount:wrong': [commands.amount, { amountMatches: false }],
  'switch:MATERIALS': [commands.switchMethod, {}],
  'switch:REMITTANCE': [{ ...commands.switchMethod, method: 'REMITTANCE' }, {}],
  supplement: [commands.supplement, {}],
  withdraw: [commands.withdraw, {}],
  approve: [commands.approve, {}],
  requestSupplement: [commands.requestSupplement, {}],
  reject: [commands.reject, {}],
  settled: [commands.remittanceSettled, {}],
  'settled:older': [{ ...commands.remittanceSettled, attempt: 0 }, {}],
  returned: [commands.remittanceReturned, {}],
  'returned:older': [{ ...commands.remittanceReturned, attempt: 0 }, {}],
  rejectedByBank: [commands.remittanceRejected, {}],
  rivalVerified: [commands.rivalVerified, {}],
  unitDisabled: [commands.unitDisabled, {}],
  lapse: [commands.lapse, {}],
};

/** What happens to each open status; every command that is not named here is ACTION_NOT_ALLOWED, as all are in a closed one. */
const inTimeTable: { [Status in StatusOrNone]?: Record<string, string> | undefined } = {
  NOT_BEGUN: { submit: 'submitted' },
  SENDING: {
    'switch:MATERIALS': 'methodSwitched',
    withdraw: 'withdrawn',
    settled: 'remittanceSettled',
    returned: 'remittanceFailed',
    rejectedByBank: 'remittanceFailed',
    rivalVerified: 'rivalVerified',
    unitDisabled: 'unitDisabled',
  },
  AWAITING_AMOUNT: {
    'amount:right': 'amountMatched',
    'amount:wrong': 'amountMismatched+AMOUNT_MISMATCH',
    'switch:MATERIALS': 'methodSwitched',
    withdraw: 'withdrawn',
    returned: 'remittanceFailed',
    rejectedByBank: 'remittanceFailed',
    rivalVerified: 'rivalVerified',
    unitDisabled: 'unitDisabled',
  },
  BANK_FAILED: {
    'switch:MATERIALS': 'methodSwitched',
    'switch:REMITTANCE': 'methodSwitched',
    withdraw: 'withdrawn',
    settled: 'remittanceSettled',
    rivalVerified: 'rivalVerified',
    unitDisabled: 'unitDisabled',
  },
  AWAITING_REVIEW: {
    'switch:REMITTANCE': 'methodSwitched',
    withdraw: 'withdrawn',
    approve: 'approved',
    requestSupplement: 'supplementRequested',
    reject: 'rejected',
    rivalVerified: 'rivalVerified',
    unitDisabled: 'unitDisabled',
  },
  NEEDS_SUPPLEMENT: {
    'switch:REMITTANCE': 'methodSwitched',
    supplement: 'supplemented',
    withdraw: 'withdrawn',
    rivalVerified: 'rivalVerified',
    unitDisabled: 'unitDisabled',
  },
};
/** Long after every wait: silence has its say, and of what people and the bank say only what silence does not end remains. */
const lateTable: typeof inTimeTable = {
  NOT_BEGUN: inTimeTable.NOT_BEGUN,
  SENDING: { ...inTimeTable.SENDING, lapse: 'remittanceFailed' },
  AWAITING_AMOUNT: { lapse: 'lapsed' },
  BANK_FAILED: { lapse: 'lapsed' },
  AWAITING_REVIEW: inTimeTable.AWAITING_REVIEW,
  NEEDS_SUPPLEMENT: { lapse: 'lapsed' },
};
const longAfter = '2027-01-04T02:00:00.000Z';

describe.each([
  ['inside the wait', inTime, inTimeTable],
  ['long after it', longAfter, lateTable],
] as const)('every state and every command, %s', (_, now, table) => {
  const statuses: StatusOrNone[] = ['NOT_BEGUN', ...verificationStatusCodes];

  test('the columns are every command', () => {
    const types = Object.values(columns).map(([command]) => command.type);
    expect([...new Set(types)].sort()).toEqual(Object.keys(commands).sort());
  });

  test.each(
    statuses.flatMap((status) =>
      Object.entries(columns).map(
        ([column, [command, facts]]) =>
          [status, column, table[status]?.[column] ?? 'ACTION_NOT_ALLOWED', { command, facts }] as const,
      ),
    ),
  )('%s, %s → %s', (status, _column, expected, { command, facts }) => {
    expect(outcomeOf(decide(stateOf(status), command, factsWith({ now, ...facts })))).toBe(expected);
  });

  test.each(statuses)('%s: nobody who may no longer act moves it', (status) => {
    for (const command of Object.values(commands))
      expect(outcomeOf(decide(stateOf(status), command, factsWith({ now, actorStillMay: false })))).toBe(
        'ACTION_NOT_ALLOWED',
      );
  });
});

describe('a submission says what is waited for', () => {
  test('by remittance: the first send, expected on the third working day', () => {
    const decision = decide(null, commands.submit, factsWith({ now: submittedAt }));
    expect(decision).toEqual({
      event: {
        type: 'submitted',
        at: submittedAt,
        sandboxDeadlineSeconds: null,
        submission: {
          method: 'REMITTANCE',
          fileIds: ['letter'],
          send: {
            attempt: 1,
            expectedBy: '2026-10-15T02:00:00.000Z',
            calendarVersion: '2026-1',
            provisional: false,
          },
        },
      },
    });
  });

  test('by material: the review is due in two working days, over the weekend', () => {
    const friday = '2026-10-16T02:00:00.000Z';
    const command = { type: 'submit', method: 'MATERIALS', fileIds: ['licence', 'letter'] } as const;
    expect(eventOf(decide(null, command, factsWith({ now: friday })))).toMatchObject({
      submission: {
        method: 'MATERIALS',
        review: { openedAt: friday, remindAt: '2026-10-20T02:00:00.000Z', escalateAt: '2026-10-22T02:00:00.000Z' },
      },
    });
  });
});

describe('what stands in the way of a submission, the first of these being told', () => {
  const full = [submittedAt, submittedAt, submittedAt];
  const obstacles: [string, Partial<EmployerVerificationFacts>][] = [
    ['ACTION_NOT_ALLOWED', { verificationState: 'VERIFIED' }],
    ['EMPLOYER_EXISTS', { creditCodeTaken: true }],
    ['VERIFICATION_OPEN', { otherOpen: true }],
    ['PROFILE_INCOMPLETE', { profileComplete: false }],
    ['DISABLED_UNIT_HOLDS_CODE', { creditCodeOfDisabledUnit: true }],
    ['REMITTANCE_LIMIT_REACHED', { sends: { byCreditCode: full, byAccount: [] } }],
  ];
  test.each(obstacles)('%s by itself', (refusal, facts) => {
    expect(outcomeOf(decide(null, commands.submit, factsWith(facts)))).toBe(refusal);
  });
  test.each(obstacles.map(([refusal]) => refusal))('%s before all that come after it', (refusal) => {
    const from = obstacles.findIndex(([each]) => each === refusal);
    const facts = obstacles.slice(from).reduceRight((all, [, each]) => ({ ...all, ...each }), {});
    expect(outcomeOf(decide(null, commands.submit, factsWith(facts)))).toBe(refusal);
  });
  test('a disabled unit begins nothing; one that must verify again does', () => {
    const told = (verificationState: 'REVOKED' | 'REVERIFY_REQUIRED') =>
      outcomeOf(decide(null, commands.submit, factsWith({ verificationState })));
    expect([told('REVOKED'), told('REVERIFY_REQUIRED')]).toEqual(['ACTION_NOT_ALLOWED', 'submitted']);
  });
  test('material needs no room for a send', () => {
    const facts = factsWith({ sends: { byCreditCode: full, byAccount: full } });
    expect(outcomeOf(decide(null, { ...commands.submit, method: 'MATERIALS' }, facts))).toBe('submitted');
  });
});

describe('what stands in the way of everything that leads on to VERIFIED, the first of these being told', () => {
  const obstacles: [string, Partial<EmployerVerificationFacts>][] = [
    ['ACTION_NOT_ALLOWED', { verificationState: 'REVOKED', creditCodeTaken: true, unitAsSubmitted: false }],
    ['EMPLOYER_EXISTS', { creditCodeTaken: true, unitAsSubmitted: false }],
    ['UNIT_DATA_CHANGED', { unitAsSubmitted: false }],
  ];
  const steps: [VerificationStatus, EmployerVerificationCommand][] = [
    ['AWAITING_AMOUNT', commands.amount],
    ['BANK_FAILED', commands.switchMethod],
    ['NEEDS_SUPPLEMENT', commands.supplement],
    ['AWAITING_REVIEW', commands.approve],
  ];
  test.each(
    steps.flatMap(([status, command]) =>
      obstacles.map(([refusal, facts]) => [status, command.type, refusal, { command, facts }] as const),
    ),
  )('%s, %s → %s', (status, _type, refusal, { command, facts }) => {
    expect(decide(verificationIn(status), command, factsWith(facts))).toEqual({ refusal });
    // Nor does a wrong amount cost a try then.
    expect(decide(verificationIn(status), command, factsWith({ ...facts, amountMatches: false }))).toEqual({ refusal });
  });
  test('a disabled unit with this credit code stands in the way of money alone: of the amount, and of another send', () => {
    const facts = factsWith({ creditCodeOfDisabledUnit: true });
    const refusal = 'DISABLED_UNIT_HOLDS_CODE';
    for (const amountMatches of [true, false])
      expect(decide(verificationIn('AWAITING_AMOUNT'), commands.amount, { ...facts, amountMatches })).toEqual({
        refusal,
      });
    const to = (method: 'REMITTANCE' | 'MATERIALS') => ({ ...commands.switchMethod, method });
    expect(outcomeOf(decide(verificationIn('BANK_FAILED'), to('REMITTANCE'), facts))).toBe(refusal);
    expect(outcomeOf(decide(verificationIn('AWAITING_REVIEW'), to('REMITTANCE'), facts))).toBe(refusal);
    for (const status of ['BANK_FAILED', 'AWAITING_AMOUNT'] as const)
      expect(outcomeOf(decide(verificationIn(status), to('MATERIALS'), facts))).toBe('methodSwitched');
    expect(outcomeOf(decide(null, { ...commands.submit, method: 'MATERIALS' }, facts))).toBe('submitted');
    expect(outcomeOf(decide(verificationIn('AWAITING_REVIEW'), commands.approve, facts))).toBe('approved');
  });
  test('none of them keeps a unit from withdrawing, or staff from rejecting', () => {
    const [, facts = {}] = obstacles[0] ?? [];
    expect(outcomeOf(decide(verificationIn('AWAITING_REVIEW'), commands.withdraw, factsWith(facts)))).toBe('withdrawn');
    expect(outcomeOf(decide(verificationIn('AWAITING_REVIEW'), commands.reject, factsWith(facts)))).toBe('rejected');
  });
});

describe('each wait, answered and silent', () => {
  const lapse = (status: keyof typeof waits, now: string) =>
    outcomeOf(decide(verificationIn(status), commands.lapse, factsWith({ now })));

  test.each([
    ['SENDING', 'remittanceFailed'],
    ['AWAITING_AMOUNT', 'lapsed'],
    ['BANK_FAILED', 'lapsed'],
    ['NEEDS_SUPPLEMENT', 'lapsed'],
  ] as const)('%s: silence decides a millisecond after its end, not at it', (status, expected) => {
    expect([lapse(status, waits[status]), lapse(status, justAfter(waits[status]))]).toEqual([
      'ACTION_NOT_ALLOWED',
      expected,
    ]);
  });

  test.each([
    ['AWAITING_AMOUNT', commands.amount, 'amountMatched'],
    ['BANK_FAILED', commands.switchMethod, 'methodSwitched'],
    ['BANK_FAILED', commands.remittanceSettled, 'remittanceSettled'],
    ['NEEDS_SUPPLEMENT', commands.supplement, 'supplemented'],
  ] as const)('%s: what was received at its end counts, however late it is decided; later it does not', (...row) => {
    const [status, command, expected] = row;
    const told = (receivedAt: string) =>
      outcomeOf(decide(verificationIn(status), command, factsWith({ now: longAfter, receivedAt })));
    expect([told(waits[status]), told(justAfter(waits[status]))]).toEqual([expected, 'ACTION_NOT_ALLOWED']);
    const recorded = factsWith({ now: longAfter, receivedAt: justAfter(waits[status]) });
    expect(outcomeOf(decide(verificationIn('EXPIRED'), command, recorded))).toBe('ACTION_NOT_ALLOWED');
  });

  test('the bank may be late: what it says after the third working day counts, failure recorded or not', () => {
    const facts = factsWith({ now: justAfter(waits.SENDING) });
    for (const status of ['SENDING', 'BANK_FAILED'] as const)
      expect(eventOf(decide(verificationIn(status), commands.remittanceSettled, facts))).toMatchObject({
        until: '2026-10-22T15:59:59.000Z',
      });
  });

  test('years of silence never decide a review', () => {
    const facts = factsWith({ now: '2036-01-01T00:00:00.000Z' });
    expect(outcomeOf(decide(verificationIn('AWAITING_REVIEW'), commands.lapse, facts))).toBe('ACTION_NOT_ALLOWED');
  });
});

test('seconds given at the start replace every deadline of the case', () => {
  const seconds = 90;
  let state: EmployerVerificationState | null = null;
  const step = (command: EmployerVerificationCommand, now: string) => {
    state = evolve(state, eventOf(decide(state, command, factsWith({ now }))));
    return state;
  };
  expect(step({ ...commands.submit, sandboxDeadlineSeconds: seconds }, '2026-10-12T02:00:00.000Z')).toMatchObject({
    expectedBy: '2026-10-12T02:01:30.000Z',
  });
  expect(step(commands.remittanceReturned, '2026-10-12T02:00:10.000Z')).toMatchObject({
    until: '2026-10-12T02:01:40.000Z',
  });
  expect(step(commands.remittanceSettled, '2026-10-12T02:00:20.000Z')).toMatchObject({
    until: '2026-10-12T02:01:50.000Z',
  });
  expect(step(commands.switchMethod, '2026-10-12T02:00:30.000Z')).toMatchObject({
    review: { remindAt: '2026-10-12T02:01:15.000Z', escalateAt: '2026-10-12T02:02:00.000Z' },
  });
  expect(step(commands.requestSupplement, '2026-10-12T02:00:40.000Z')).toMatchObject({
    until: '2026-10-12T02:02:10.000Z',
  });
  expect(step(commands.supplement, '2026-10-12T02:00:50.000Z')).toMatchObject({
    review: { escalateAt: '2026-10-12T02:02:20.000Z' },
  });
});
