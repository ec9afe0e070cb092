import { describe, expect, test } from '@jest/globals';
import {
  eventOf,
  inTime,
  justAfter,
  outcomeOf,
  verificationCommands as commands,
  verificationFacts as factsWith,
  verificationIn,
  waits,
} from '../tests/support/verification-states.ts';
import { decide } from './employer-verification.ts';
import { workingCalendar } from './working-days.ts';
import { evolve, type EmployerVerificationState } from './employer-verification-state.ts';

const wrong = factsWith({ amountMatches: false });
const after = (state: EmployerVerificationState, ...[command, facts = factsWith()]: Step) =>
  evolve(state, eventOf(decide(state, command, facts)));
type Step = [Parameters<typeof decide>[1], Parameters<typeof decide>[2]?];

describe('the amount', () => {
  test('entered right verifies the unit', () => {
    const decision = decide(verificationIn('AWAITING_AMOUNT'), commands.amount, factsWith());
    expect(decision).toEqual({ event: { type: 'amountMatched', at: inTime, attempt: 1 } });
    expect(after(verificationIn('AWAITING_AMOUNT'), commands.amount)).toMatchObject({ status: 'VERIFIED' });
  });

  test('entered wrong is an event and a refusal at once, the third with no try left; then the case is closed', () => {
    const step = { at: inTime, attempt: 1 };
    const first = verificationIn('AWAITING_AMOUNT');
    expect(decide(first, commands.amount, wrong)).toEqual({
      event: { type: 'amountMismatched', ...step, triesLeft: 2 },
      refusal: 'AMOUNT_MISMATCH',
      extra: { triesLeft: 2 },
    });
    const second = after(first, commands.amount, wrong);
    expect(second).toEqual({ ...first, send: { attempt: 1, triesLeft: 2 } });
    const third = after(second, commands.amount, wrong);
    expect(decide(third, commands.amount, wrong)).toEqual({
      event: { type: 'amountFailed', ...step, failedSends: 1 },
      refusal: 'AMOUNT_MISMATCH',
      extra: { triesLeft: 0 },
    });
    const failed = after(third, commands.amount, wrong);
    expect(failed).toMatchObject({ status: 'AMOUNT_FAILED', send: { attempt: 1, triesLeft: 0 } });
    expect(outcomeOf(decide(failed, commands.amount, factsWith()))).toBe('ACTION_NOT_ALLOWED');
  });

  test('can be entered for seven days from the moment the bank said paid', () => {
    const settled = after(verificationIn('SENDING'), commands.remittanceSettled);
    expect(settled).toMatchObject({ status: 'AWAITING_AMOUNT', statusAt: inTime, until: '2026-10-21T15:59:59.000Z' });
  });

  test('is nowhere in what is stored', () => {
    for (const facts of [wrong, factsWith()]) {
      const { event } = decide(verificationIn('AWAITING_AMOUNT'), commands.amount, facts) as { event: object };
      expect(Object.keys(event)).not.toContain('amount');
    }
  });
});

describe('the bank', () => {
  test.each([
    [commands.remittanceReturned, 'RETURNED'],
    [commands.remittanceRejected, 'REJECTED'],
    [{ ...commands.remittanceRejected, holderMismatch: true }, 'HOLDER_MISMATCH'],
  ] as const)('%j: the case stays open for thirty days, with the reason %s', (command, reason) => {
    expect(eventOf(decide(verificationIn('SENDING'), command, factsWith({ failedSendsBefore: 1 })))).toEqual({
      type: 'remittanceFailed',
      at: inTime,
      attempt: 1,
      reason,
      until: '2026-11-13T15:59:59.000Z',
      failedSends: 2,
    });
  });

  test('silent for three working days: the same, with NO_CONFIRMATION', () => {
    const now = justAfter(waits.SENDING);
    expect(after(verificationIn('SENDING'), commands.lapse, factsWith({ now }))).toMatchObject({
      status: 'BANK_FAILED',
      failure: 'NO_CONFIRMATION',
      until: '2026-11-14T15:59:59.000Z',
    });
  });

  test('that takes back what it paid gives no new tries when it pays after all', () => {
    const tried = after(verificationIn('AWAITING_AMOUNT'), commands.amount, wrong);
    const again = after(after(tried, commands.remittanceReturned), commands.remittanceSettled);
    expect(again).toMatchObject({ status: 'AWAITING_AMOUNT', send: { attempt: 1, triesLeft: 2 } });
  });

  test('says nothing new by a repeat: no wait begins again', () => {
    expect(outcomeOf(decide(verificationIn('AWAITING_AMOUNT'), commands.remittanceSettled, factsWith()))).toBe(
      'ACTION_NOT_ALLOWED',
    );
    expect(outcomeOf(decide(verificationIn('BANK_FAILED'), commands.remittanceReturned, factsWith()))).toBe(
      'ACTION_NOT_ALLOWED',
    );
  });

  test('may speak of an older send, or of one after a switch to material: nothing happens', () => {
    const second = after(verificationIn('BANK_FAILED'), { ...commands.switchMethod, method: 'REMITTANCE' });
    expect(second).toMatchObject({ status: 'SENDING', send: { attempt: 2, triesLeft: 3 } });
    const material = after(verificationIn('BANK_FAILED'), commands.switchMethod);
    for (const state of [second, material])
      for (const command of [commands.remittanceSettled, commands.remittanceReturned, commands.remittanceRejected])
        expect(outcomeOf(decide(state, command, factsWith()))).toBe('ACTION_NOT_ALLOWED');
    const settled = { ...commands.remittanceSettled, attempt: 2 };
    expect(after(second, settled)).toMatchObject({ status: 'AWAITING_AMOUNT', send: { attempt: 2 } });
  });
});

test.each([
  [inTime, false],
  ['2026-12-30T02:00:00.000Z', true],
])(
  'a send of %s keeps the calendar that counted its days, and whether one of them may still change: %s',
  (now, provisional) => {
    const event = eventOf(decide(null, commands.submit, factsWith({ now })));
    const send = { calendarVersion: workingCalendar.version, provisional };
    expect(event).toMatchObject({ submission: { send } });
  },
);

describe('a further send', () => {
  const again = { ...commands.switchMethod, method: 'REMITTANCE' } as const;

  test('has its own number also when material came between', () => {
    const material = after(verificationIn('SENDING'), commands.switchMethod);
    expect(material).toMatchObject({ status: 'AWAITING_REVIEW', method: 'MATERIALS', send: { attempt: 1 } });
    expect(after(material, again)).toMatchObject({ status: 'SENDING', method: 'REMITTANCE', send: { attempt: 2 } });
  });

  test('is refused once the limits are full, with the moment it is possible again; material is not', () => {
    const sends = { byCreditCode: ['2026-10-12T02:00:00.000Z', inTime, inTime], byAccount: [] };
    expect(decide(verificationIn('BANK_FAILED'), again, factsWith({ sends }))).toEqual({
      refusal: 'REMITTANCE_LIMIT_REACHED',
      extra: { availableAt: '2026-10-19T02:00:00.000Z' },
    });
    expect(outcomeOf(decide(verificationIn('BANK_FAILED'), commands.switchMethod, factsWith({ sends })))).toBe(
      'methodSwitched',
    );
  });
});
