import type { EmployerVerificationEvent } from './employer-verification-model.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';

/**
 * What a step does outside the house beside sending messages: money is sent, once for each attempt. Source: design.md §3,
 * §6.
 */
export type EmployerVerificationEffect = { kind: 'REMIT'; attempt: number };

/** Every so many sends that came to nothing, staff look at the credit code. Source: domain.md §3.3. */
const failedSendsPerTask = 3;

/** What an event makes happen outside, in order; its messages are noticesOf. Source: design.md §3. */
export function effectsOf(event: EmployerVerificationEvent): EmployerVerificationEffect[] {
  if (event.type !== 'submitted' && event.type !== 'methodSwitched') return [];
  const { submission } = event;
  return submission.method === 'REMITTANCE' ? [{ kind: 'REMIT', attempt: submission.send.attempt }] : [];
}

/**
 * Whether money may still leave: not once the send was withdrawn, switched away from, followed by another or failed. Source:
 * design.md §6.
 */
export function effectIsApt(effect: EmployerVerificationEffect, state: EmployerVerificationState): boolean {
  return state.status === 'SENDING' && state.send.attempt === effect.attempt;
}

/**
 * Whether a case still wants to know what became of a send: while it waits for the bank, and after the bank was silent for too
 * long. Source: domain.md §3.3.
 */
export function outcomeIsAwaited(effect: EmployerVerificationEffect, state: EmployerVerificationState): boolean {
  const wasSilent = state.status === 'BANK_FAILED' && state.failure === 'NO_CONFIRMATION';
  return (state.status === 'SENDING' || wasSilent) && state.send.attempt === effect.attempt;
}

/** Whether an event makes another three failed sends for its credit code, which staff look into. Source: domain.md §3.3. */
export function opensSendsTask(event: EmployerVerificationEvent): boolean {
  return 'failedSends' in event && event.failedSends % failedSendsPerTask === 0;
}
