import type { EmployerVerificationFacts } from './employer-verification-model.ts';
import { isOpen } from './employer-verification-state.ts';
import type { ErrorCode } from './errors.ts';
import type { VerificationState } from './vocabulary/verification-state.ts';
import type { VerificationStatus } from './vocabulary/verification-status.ts';

/**
 * Why a unit cannot begin a verification, or null; an unverified entry with the same credit code is in nobody's way. Source:
 * domain.md §3.3, api.md §1.
 */
export function submitRefusal(facts: EmployerVerificationFacts): ErrorCode | null {
  // What is verified as it stands, or was disabled, has nothing to be verified.
  if (facts.verificationState === 'VERIFIED' || facts.verificationState === 'REVOKED') return 'ACTION_NOT_ALLOWED';
  if (facts.creditCodeTaken) return 'EMPLOYER_EXISTS';
  if (facts.otherOpen) return 'VERIFICATION_OPEN';
  return facts.profileComplete ? null : 'PROFILE_INCOMPLETE';
}

/**
 * Why a unit that is being verified cannot get further on its way to VERIFIED, or null: it was disabled, another unit has its
 * credit code by now, or it is no longer the one that was submitted. Source: domain.md §3.3, §3.5.
 */
export function groundRefusal(facts: EmployerVerificationFacts): ErrorCode | null {
  if (facts.verificationState === 'REVOKED') return 'ACTION_NOT_ALLOWED';
  if (facts.creditCodeTaken) return 'EMPLOYER_EXISTS';
  return facts.unitAsSubmitted ? null : 'UNIT_DATA_CHANGED';
}

/** Why money cannot verify a unit, or null: the credit code is that of a disabled one, and staff have to see who comes now. */
export function remittanceRefusal(facts: EmployerVerificationFacts): ErrorCode | null {
  return facts.creditCodeOfDisabledUnit ? 'DISABLED_UNIT_HOLDS_CODE' : null;
}

/**
 * Where the unit stands once its verification has a status. The old verification of a unit that must verify again stays what it
 * is until the new one succeeds: running records go on, and its credit code stays taken. Source: domain.md §3.5, api.md §3.
 */
export function verificationStateAfter(before: VerificationState, status: VerificationStatus): VerificationState {
  if (before === 'REVOKED') return before;
  if (status === 'VERIFIED') return 'VERIFIED';
  if (before === 'VERIFIED' || before === 'REVERIFY_REQUIRED') return before;
  return isOpen(status) ? 'IN_PROGRESS' : 'UNVERIFIED';
}
