import type { SigningEvent } from './signing.ts';
import type { AgreementState } from './vocabulary/agreement-state.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';

/** How the agreement of a signing that has one stands; an open termination leaves it in force. Source: domain.md §6.6, §7. */
export function agreementStateOf(status: SigningStatus): AgreementState {
  return status === 'TERMINATED' || status === 'INVALIDATED' ? status : 'IN_FORCE';
}

/** The effect that makes an agreement's document. */
export const agreementEffect = { kind: 'AGREEMENT', recipient: 'document' } as const;

/** What an event of a signing makes happen beside its messages: once signed, the document is made. Source: domain.md §6.2 row 8. */
export function effectsOf(event: SigningEvent): (typeof agreementEffect)[] {
  return event.type === 'signed' ? [agreementEffect] : [];
}

/** A check code as it is stored, from how people copy it off the paper: `3f2a 91bc 77d0` is `3F2A91BC77D0`. */
export function normaliseCheckCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** A check code as people read it: `3F2A 91BC 77D0`. */
export function spacedCheckCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}
