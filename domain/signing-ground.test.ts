import { describe, expect, test } from '@jest/globals';
import {
  factsWith,
  justLate,
  respondBy,
  signingCommands as commands,
  signingIn,
} from '../tests/support/signing-states.ts';
import { decide, stageOf, type SigningCommand, type SigningFacts, type SigningState } from './signing.ts';

const outcome = (state: SigningState, command: SigningCommand, facts: Partial<SigningFacts> = {}) => {
  const decision = decide(state, command, factsWith(facts));
  return 'event' in decision ? decision.event.type : decision.refusal;
};
const waiting = signingIn('AWAITING_GRADUATE');

describe('while an invalidation waits in the inbox', () => {
  const facts = { invalidationWaits: true } as const;

  test('nothing is accepted: late is still late, lost ground is told first, whoever is bound elsewhere is told only after', () => {
    expect(outcome(waiting, commands.accept, facts)).toBe('ACTION_NOT_ALLOWED');
    expect(outcome(waiting, commands.accept, { ...facts, receivedAt: justLate })).toBe('RESPONSE_WINDOW_OVER');
    expect(outcome(waiting, commands.accept, { ...facts, groundLoss: 'COHORT_CLOSED' })).toBe('COHORT_CLOSED');
    const bound = { ...facts, bindingReasons: ['ACCEPTED_ELSEWHERE'] } as const;
    expect(outcome(waiting, commands.accept, bound)).toBe('ACTION_NOT_ALLOWED');
  });

  test.each(['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)(
    '%s: nothing is approved, and it ends the signing',
    (status) => {
      const seen = { ...facts, actorLevel: stageOf(status) };
      expect(outcome(signingIn(status), commands.approve, seen)).toBe('ACTION_NOT_ALLOWED');
      expect(outcome(signingIn(status), commands.invalidate, seen)).toBe('invalidated');
    },
  );

  test('what ends the signing anyway is done: declined, withdrawn, rejected', () => {
    expect(outcome(waiting, commands.decline, facts)).toBe('declined');
    expect(outcome(waiting, commands.withdraw, facts)).toBe('withdrawn');
    const seen = { ...facts, actorLevel: 'SCHOOL' } as const;
    expect(outcome(signingIn('SCHOOL_REVIEW'), commands.reject, seen)).toBe('reviewRejected');
  });
});

test.each(['EMPLOYER_DISABLED', 'GRADUATE_RECORD_REMOVED', 'COHORT_CLOSED'] as const)(
  'an invitation that nobody answered and that has lost its ground ends for that reason: %s',
  (groundLoss) => {
    const at = (now: string) => decide(waiting, commands.lapse, factsWith({ now, groundLoss }));
    expect(at(justLate)).toEqual({ event: { type: 'invalidated', at: justLate, reason: groundLoss } });
    expect(at(respondBy)).toEqual({ refusal: 'ACTION_NOT_ALLOWED' });
  },
);

describe.each(['COLLEGE_REVIEW', 'SCHOOL_REVIEW'] as const)('what has come since the acceptance, in %s', (status) => {
  test.each([
    ['OTHER_DESTINATION', 'GRADUATE_BOUND'],
    ['SCHOOL_LOCK', 'GRADUATE_LOCKED'],
    ['DIRECTED', 'GRADUATE_LOCKED'],
    ['COMMISSIONED', 'GRADUATE_LOCKED'],
  ] as const)('%s keeps it from being approved, not from being rejected', (reason, refusal) => {
    const facts = { actorLevel: stageOf(status), bindingReasons: [reason] };
    expect(outcome(signingIn(status), commands.approve, facts)).toBe(refusal);
    expect(outcome(signingIn(status), commands.reject, facts)).toBe('reviewRejected');
  });
});
