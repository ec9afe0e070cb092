import { describe, expect, test } from '@jest/globals';
import {
  inTime,
  justAfter,
  statusAt,
  submittedAt,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
  waits,
} from '../tests/support/verification-states.ts';
import { decide } from './employer-verification.ts';
import type { EmployerVerificationCommand, EmployerVerificationFacts } from './employer-verification-model.ts';
import { deadline, isOpen, type EmployerVerificationState } from './employer-verification-state.ts';
import { allowedActions, refusalAtFirstLook, reminders } from './employer-verification-waits.ts';
import { waitingFor } from './employer-verification-waits.ts';
import type { EmployerVerificationAction, EmployerVerificationViewer } from './employer-verification-waits.ts';
import { mayInVerification, type VerificationRelation } from './permissions.ts';
import { staffRoleCodes } from './vocabulary/staff-role.ts';
import { verificationStatusCodes, type VerificationStatus } from './vocabulary/verification-status.ts';

const closed = verificationStatusCodes.filter((status) => !isOpen(status));
const decides = { is: 'STAFF', role: 'REVIEWER', isPartial: false, holdsClaim: true } as const;
const viewers: Record<string, EmployerVerificationViewer> = {
  member: { is: 'MEMBER' },
  reviewer: decides,
  withoutClaim: { ...decides, holdsClaim: false },
  partial: { ...decides, isPartial: true },
  supervisor: { ...decides, role: 'SUPERVISOR' },
  administrator: { ...decides, role: 'ADMINISTRATOR' },
};
const moments = [inTime, ...Object.values(waits), ...Object.values(waits).map(justAfter), '2027-09-30T02:00:00.000Z'];

describe('what is offered, to each viewer in each state', () => {
  type Offered = Partial<Record<string, EmployerVerificationAction[]>>;
  const open: [VerificationStatus, Offered][] = [
    ['SENDING', { member: ['switchMethod', 'withdraw'] }],
    ['AWAITING_AMOUNT', { member: ['amount', 'switchMethod', 'withdraw'] }],
    ['BANK_FAILED', { member: ['switchMethod', 'withdraw'] }],
    ['AWAITING_REVIEW', { member: ['switchMethod', 'withdraw'], reviewer: ['approve', 'requestSupplement', 'reject'] }],
    ['NEEDS_SUPPLEMENT', { member: ['supplement', 'switchMethod', 'withdraw'] }],
  ];
  test.each([...open, ...closed.map((status): [VerificationStatus, Offered] => [status, {}])])(
    '%s: %j',
    (status, offered) => {
      for (const [name, viewer] of Object.entries(viewers))
        expect([name, allowedActions(verificationIn(status), viewer, inTime)]).toEqual([name, offered[name] ?? []]);
    },
  );

  test.each(['AWAITING_AMOUNT', 'BANK_FAILED', 'NEEDS_SUPPLEMENT'] as const)(
    '%s: up to the last moment, and nothing after it',
    (status) => {
      const offered = (now: string) => allowedActions(verificationIn(status), { is: 'MEMBER' }, now).length;
      expect(offered(waits[status])).toBeGreaterThan(0);
      expect(offered(justAfter(waits[status]))).toBe(0);
    },
  );
});

describe('what is offered and what is decided are one rule', () => {
  const actions: EmployerVerificationAction[] = [
    ...(['amount', 'supplement', 'switchMethod', 'withdraw'] as const),
    ...(['approve', 'requestSupplement', 'reject'] as const),
  ];
  const relationOf = (viewer: EmployerVerificationViewer): VerificationRelation =>
    viewer.is === 'MEMBER' ? 'MEMBER' : viewer.role;
  const factsOf = (viewer: EmployerVerificationViewer, now: string): EmployerVerificationFacts =>
    viewer.is === 'MEMBER'
      ? factsWith({ now })
      : factsWith({ now, reviewerIsPartial: viewer.isPartial, claimHeldByActor: viewer.holdsClaim });
  const waysOf = (action: EmployerVerificationAction): EmployerVerificationCommand[] =>
    action === 'switchMethod'
      ? [commands.switchMethod, { ...commands.switchMethod, method: 'REMITTANCE' }]
      : [commands[action]];
  const succeeds = (state: EmployerVerificationState, viewer: EmployerVerificationViewer, now: string) =>
    actions.filter(
      (action) =>
        mayInVerification(relationOf(viewer), action) &&
        waysOf(action).some((command) => 'event' in decide(state, command, factsOf(viewer, now))),
    );

  test.each(verificationStatusCodes)('%s: an act is offered exactly when it would be carried out', (status) => {
    for (const viewer of Object.values(viewers))
      for (const now of moments) {
        const state = verificationIn(status);
        expect(allowedActions(state, viewer, now).sort()).toEqual(succeeds(state, viewer, now).sort());
      }
  });

  test('the first look refuses exactly what the decision would refuse on state and clock, and lets every amount pass', () => {
    for (const status of verificationStatusCodes)
      for (const now of moments)
        for (const seen of [{}, { seq: 4 }, { reviewerIsPartial: true }, { claimHeldByActor: false }])
          for (const command of Object.values(commands)) {
            const facts = factsWith({ now, ...seen });
            const decision = decide(verificationIn(status), command, facts);
            const refusal = 'refusal' in decision ? decision.refusal : null;
            expect(refusalAtFirstLook(verificationIn(status), command, facts)).toBe(refusal);
          }
    const wrong = factsWith({ amountMatches: false });
    expect(refusalAtFirstLook(verificationIn('AWAITING_AMOUNT'), commands.amount, wrong)).toBeNull();
  });
});

describe('whom a verification waits for', () => {
  test.each([
    ['SENDING', 'BANK', submittedAt, waits.SENDING],
    ['AWAITING_AMOUNT', 'EMPLOYER', statusAt, waits.AWAITING_AMOUNT],
    ['BANK_FAILED', 'EMPLOYER', statusAt, waits.BANK_FAILED],
    ['AWAITING_REVIEW', 'STAFF', statusAt, null],
    ['NEEDS_SUPPLEMENT', 'EMPLOYER', statusAt, waits.NEEDS_SUPPLEMENT],
  ] as const)('%s: %s since %s until %s', (status, who, since, until) => {
    expect(waitingFor(verificationIn(status))).toEqual({ who, since, until });
    expect(deadline(verificationIn(status))).toBe(until);
  });

  test.each(closed)('%s: nobody, and nothing is due any more', (status) => {
    const state = verificationIn(status);
    expect([waitingFor(state), deadline(state), reminders(state)]).toEqual([null, null, []]);
  });
});

describe('reminders', () => {
  test('go to staff after two and four working days of a review, and to nobody else', () => {
    expect(verificationStatusCodes.filter((status) => reminders(verificationIn(status)).length > 0)).toEqual([
      'AWAITING_REVIEW',
    ]);
    expect(reminders(verificationIn('AWAITING_REVIEW'))).toEqual([
      { kind: 'REVIEW_REMINDER', at: '2026-10-15T02:00:00.000Z' },
      { kind: 'REVIEW_ESCALATION', at: '2026-10-19T02:00:00.000Z' },
    ]);
  });
});

test('nobody but a reviewer is offered a decision', () => {
  const offered = staffRoleCodes.filter(
    (role) => allowedActions(verificationIn('AWAITING_REVIEW'), { ...decides, role }, inTime).length > 0,
  );
  expect(offered).toEqual(['REVIEWER']);
});
