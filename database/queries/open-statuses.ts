import { isOpen as isOpenVerification } from '../../domain/employer-verification-state.ts';
import { isOpen as isOpenSigning } from '../../domain/signing.ts';
import { isOpen as isOpenTermination } from '../../domain/termination-state.ts';
import { signingStatusCodes, type SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import { terminationStatusCodes, type TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import { verificationStatusCodes, type VerificationStatus } from '../../domain/vocabulary/verification-status.ts';

/** The statuses of a signing that waits for somebody, as its rules have it; likewise below. */
export const openSigning: readonly SigningStatus[] = signingStatusCodes.filter(isOpenSigning);

/** Those of a signing that takes its pair: open, or an agreement. */
export const openOrSigned: readonly SigningStatus[] = [...openSigning, 'SIGNED'];

/** Those of an open termination. */
export const openTermination: readonly TerminationStatus[] = terminationStatusCodes.filter(isOpenTermination);

/** Those of an open verification. */
export const openVerification: readonly VerificationStatus[] = verificationStatusCodes.filter(isOpenVerification);

/**
 * A condition that a column holds one of these statuses. Written out, not bound: only then does the planner know that the index of
 * these very statuses answers it.
 */
export function statusIn(column: string, statuses: readonly string[]): string {
  return `${column} in (${statuses.map((status) => `'${status}'`).join(', ')})`;
}
