import type { ErrorCode } from './errors.ts';
import type { VerificationState } from './vocabulary/verification-state.ts';

/** What a verification is about: nobody may change it without proving it anew. */
export interface VerifiedFacts {
  name: string;
  uscc: string;
  unitType: string;
}

/** A unit as it stands when somebody changes its data. */
export interface UnitStanding extends VerifiedFacts {
  verificationState: VerificationState;
  /** The name and the code that were verified, while others are told. */
  verifiedName: string | null;
  verifiedUscc: string | null;
}

/** Where a unit stands after a change. */
export type UnitChange =
  | { refusal: ErrorCode }
  | { verificationState: VerificationState; verifiedName: string | null; verifiedUscc: string | null };

/**
 * What a change of a unit's data means: while a verification is open its facts stay; of a verified unit a change of them asks for a
 * new one, and the name and the code that were verified stay in force until then. Everything else is free; but who was never verified
 * tells no code that another unit has proved to be its own since. Source: domain.md §3.5, api.md §3.
 */
export function changeUnit(
  before: UnitStanding,
  after: VerifiedFacts,
  { creditCodeTaken, verificationOpen }: { creditCodeTaken: boolean; verificationOpen: boolean },
): UnitChange {
  const { verificationState, verifiedName, verifiedUscc } = before;
  const same = before.name === after.name && before.uscc === after.uscc && before.unitType === after.unitType;
  const wasNeverVerified = verificationState === 'UNVERIFIED' || verificationState === 'IN_PROGRESS';
  if (same && creditCodeTaken && wasNeverVerified) return { refusal: 'EMPLOYER_EXISTS' };
  if (same) return { verificationState, verifiedName, verifiedUscc };
  if (verificationOpen) return { refusal: 'VERIFICATION_OPEN' };
  // A unit that was disabled does not slip away under another name.
  if (verificationState === 'REVOKED') return { refusal: 'ACTION_NOT_ALLOWED' };
  if (creditCodeTaken) return { refusal: 'EMPLOYER_EXISTS' };
  if (verificationState !== 'VERIFIED' && verificationState !== 'REVERIFY_REQUIRED')
    return { verificationState, verifiedName: null, verifiedUscc: null };
  return {
    verificationState: 'REVERIFY_REQUIRED',
    verifiedName: heldBeside(after.name, verifiedName ?? before.name),
    verifiedUscc: heldBeside(after.uscc, verifiedUscc ?? before.uscc),
  };
}

function heldBeside(told: string, verified: string): string | null {
  return told === verified ? null : verified;
}
