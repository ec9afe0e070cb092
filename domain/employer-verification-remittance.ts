import { addWorkingDays, plusSeconds } from './calendar.ts';
import { deadlineAfter } from './deadlines.ts';
import { happened, refuse, type Refusal } from './decision.ts';
import type {
  CommandOf,
  EmployerVerificationDecision,
  EmployerVerificationEvent,
  EmployerVerificationFacts,
  Submission,
} from './employer-verification-model.ts';
import { groundRefusal, remittanceRefusal } from './employer-verification-ground.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';
import { nextSendAt } from './remittance-sends.ts';
import type { BankFailureReason } from './vocabulary/bank-failure-reason.ts';

/** How long the bank, the amount and new bank data are waited for. Source: domain.md §3.3. */
const bankWorkingDays = 3;
const amountDays = 7;
const bankFailedDays = 30;

type Send = Extract<Submission, { method: 'REMITTANCE' }>['send'];

/**
 * A new send, expected within three working days, or the refusal with the moment from which it is allowed. Source: domain.md
 * §3.3.
 */
export function openSend(
  attempt: number,
  sandboxDeadlineSeconds: number | null,
  facts: EmployerVerificationFacts,
): Send | Refusal {
  const refusal = remittanceRefusal(facts);
  if (refusal) return refuse(refusal);
  const { sends, now, calendar } = facts;
  const availableAt = nextSendAt(sends, now);
  if (availableAt !== null) return refuse('REMITTANCE_LIMIT_REACHED', { availableAt });
  const expected =
    sandboxDeadlineSeconds === null
      ? addWorkingDays(now, bankWorkingDays, calendar)
      : { at: plusSeconds(now, sandboxDeadlineSeconds), provisional: false };
  const { at: expectedBy, provisional } = expected;
  return { attempt, expectedBy, calendarVersion: calendar.version, provisional };
}

/**
 * The bank paid: the amount can be entered for seven days. A bank that failed before may still have paid. Source: domain.md
 * §3.3.
 */
export function settleRemittance(
  state: EmployerVerificationState,
  { attempt }: CommandOf<'remittanceSettled'>,
  { now }: EmployerVerificationFacts,
): EmployerVerificationDecision {
  const waitsForBank = state.status === 'SENDING' || state.status === 'BANK_FAILED';
  if (!waitsForBank || state.send.attempt !== attempt) return refuse('ACTION_NOT_ALLOWED');
  const until = deadlineAfter(now, amountDays, state.sandboxDeadlineSeconds);
  return happened({ type: 'remittanceSettled', at: now, attempt, until });
}

/** The bank did not pay, or took back what it had paid. What concerns an older send changes nothing. Source: domain.md §3.3. */
export function failRemittance(
  state: EmployerVerificationState,
  command: CommandOf<'remittanceReturned' | 'remittanceRejected'>,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  const isUnderWay = state.status === 'SENDING' || state.status === 'AWAITING_AMOUNT';
  if (!isUnderWay || state.send.attempt !== command.attempt) return refuse('ACTION_NOT_ALLOWED');
  const reason = command.type === 'remittanceReturned' ? 'RETURNED' : 'REJECTED';
  return happened(remittanceFailed(state, command.holderMismatch === true ? 'HOLDER_MISMATCH' : reason, facts));
}

/**
 * A remittance that failed, by what the bank said or by its silence; the case stays open for 30 days. Source: domain.md
 * §3.3.
 */
export function remittanceFailed(
  state: Extract<EmployerVerificationState, { status: 'SENDING' | 'AWAITING_AMOUNT' }>,
  reason: BankFailureReason,
  { now, failedSendsBefore }: EmployerVerificationFacts,
): EmployerVerificationEvent {
  return {
    type: 'remittanceFailed',
    at: now,
    attempt: state.send.attempt,
    reason,
    until: deadlineAfter(now, bankFailedDays, state.sandboxDeadlineSeconds),
    failedSends: failedSendsBefore + 1,
  };
}

/**
 * An amount was entered: right verifies the unit, wrong costs a try and is refused, the third wrong one ends the case.
 * Source: domain.md §3.3.
 */
export function enterAmount(
  state: EmployerVerificationState,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  if (state.status !== 'AWAITING_AMOUNT') return refuse('ACTION_NOT_ALLOWED');
  const refusal = groundRefusal(facts) ?? remittanceRefusal(facts);
  if (refusal) return refuse(refusal);
  const step = { at: facts.now, attempt: state.send.attempt };
  if (facts.amountMatches) return happened({ type: 'amountMatched', ...step });
  const triesLeft = state.send.triesLeft - 1;
  const mismatch = refuse('AMOUNT_MISMATCH', { triesLeft });
  if (triesLeft > 0) return { ...happened({ type: 'amountMismatched', ...step, triesLeft }), ...mismatch };
  const failedSends = facts.failedSendsBefore + 1;
  return { ...happened({ type: 'amountFailed', ...step, failedSends }), ...mismatch };
}
