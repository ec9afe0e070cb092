import { happened, refuse, type Refusal } from './decision.ts';
import type {
  CommandOf,
  EmployerVerificationCommand,
  EmployerVerificationDecision,
  EmployerVerificationFacts,
  Submission,
} from './employer-verification-model.ts';
import { groundRefusal, submitRefusal } from './employer-verification-ground.ts';
import {
  enterAmount,
  failRemittance,
  openSend,
  remittanceFailed,
  settleRemittance,
} from './employer-verification-remittance.ts';
import { openMaterialReview, review, supplement } from './employer-verification-review.ts';
import { deadline, isOpen, lastChance, type EmployerVerificationState } from './employer-verification-state.ts';

/** The version of these rules, stored with every event they decide. */
export const employerVerificationRuleVersion = '2026-11';

/** Decides one command on one state from the facts; the same input always gives the same answer. Source: domain.md §3.3–3.5. */
export function decide(
  state: EmployerVerificationState | null,
  command: EmployerVerificationCommand,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  if (!facts.actorStillMay) return refuse('ACTION_NOT_ALLOWED');
  if (state === null) return command.type === 'submit' ? submit(command, facts) : refuse('ACTION_NOT_ALLOWED');
  if (command.type === 'lapse') return lapse(state, facts);
  if ('expectedSeq' in command && command.expectedSeq !== facts.seq) return refuse('RECORD_CHANGED');
  // Receipt decides, not whether the lapse was recorded yet: what comes after the last chance finds the case closed.
  const closesAt = lastChance(state);
  if (!isOpen(state.status) || (closesAt !== null && facts.receivedAt > closesAt)) return refuse('ACTION_NOT_ALLOWED');
  switch (command.type) {
    case 'submit':
      return refuse('ACTION_NOT_ALLOWED');
    case 'amount':
      return enterAmount(state, facts);
    case 'switchMethod':
      return switchMethod(state, command, facts);
    case 'supplement':
      return supplement(state, command, facts);
    case 'withdraw':
      return happened({ type: 'withdrawn', at: facts.now });
    case 'approve':
    case 'requestSupplement':
    case 'reject':
      return review(state, command, facts);
    case 'remittanceSettled':
      return settleRemittance(state, command, facts);
    case 'remittanceReturned':
    case 'remittanceRejected':
      return failRemittance(state, command, facts);
    case 'rivalVerified':
    case 'unitDisabled':
      return happened({ type: command.type, at: facts.now });
    default:
      return unreachable(command);
  }
}

function submit(command: CommandOf<'submit'>, facts: EmployerVerificationFacts): EmployerVerificationDecision {
  const refusal = submitRefusal(facts);
  if (refusal) return refuse(refusal);
  const sandboxDeadlineSeconds = command.sandboxDeadlineSeconds ?? null;
  const submission = submissionOf(command, { attempt: 1, sandboxDeadlineSeconds }, facts);
  if ('refusal' in submission) return submission;
  return happened({ type: 'submitted', at: facts.now, submission, sandboxDeadlineSeconds });
}

/**
 * To the other method at any time; to a new send only after one that failed, because the account is final. Source: api.md
 * §5.
 */
function switchMethod(
  state: EmployerVerificationState,
  command: CommandOf<'switchMethod'>,
  facts: EmployerVerificationFacts,
): EmployerVerificationDecision {
  const sendsAgain = state.status === 'BANK_FAILED' && command.method === 'REMITTANCE';
  if (command.method === state.method && !sendsAgain) return refuse('ACTION_NOT_ALLOWED');
  const refusal = groundRefusal(facts);
  if (refusal) return refuse(refusal);
  const { sandboxDeadlineSeconds } = state;
  const attempt = (state.send?.attempt ?? 0) + 1;
  const submission = submissionOf(command, { attempt, sandboxDeadlineSeconds }, facts);
  return 'refusal' in submission ? submission : happened({ type: 'methodSwitched', at: facts.now, submission });
}

function submissionOf(
  { method, fileIds }: CommandOf<'submit' | 'switchMethod'>,
  { attempt, sandboxDeadlineSeconds }: { attempt: number; sandboxDeadlineSeconds: number | null },
  facts: EmployerVerificationFacts,
): Submission | Refusal {
  if (method === 'MATERIALS')
    return { method, fileIds, review: openMaterialReview(facts.now, sandboxDeadlineSeconds, facts.calendar) };
  const send = openSend(attempt, sandboxDeadlineSeconds, facts);
  return 'refusal' in send ? send : { method, fileIds, send };
}

function lapse(state: EmployerVerificationState, facts: EmployerVerificationFacts): EmployerVerificationDecision {
  const silentSince = deadline(state);
  if (silentSince === null || facts.now <= silentSince) return refuse('ACTION_NOT_ALLOWED');
  switch (state.status) {
    case 'SENDING':
      return happened(remittanceFailed(state, 'NO_CONFIRMATION', facts));
    case 'AWAITING_AMOUNT':
    case 'BANK_FAILED':
    case 'NEEDS_SUPPLEMENT':
      return happened({ type: 'lapsed', at: facts.now, waitedIn: state.status });
    default:
      return refuse('ACTION_NOT_ALLOWED');
  }
}

function unreachable(value: never): never {
  throw new Error(`Not a command of the verification: ${JSON.stringify(value)}`);
}
