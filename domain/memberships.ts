import type { ErrorCode } from './errors.ts';
import type { StaffRole } from './vocabulary/staff-role.ts';
import { staffMay } from './staff-permissions.ts';
import type { MembershipStatus } from './vocabulary/membership-status.ts';
import type { VerificationState } from './vocabulary/verification-state.ts';

/** Who decides on a membership: the platform's staff, or a user who may belong to the unit. */
export type MembershipDecider =
  | { is: 'STAFF'; role: StaffRole; isPartial: boolean }
  | { is: 'USER'; isJoiner: boolean; membership: 'PENDING' | 'APPROVED' | null };

/** What is known of a membership when it is decided. */
export interface MembershipFacts {
  status: MembershipStatus;
  verificationState: VerificationState;
  /** Whether the joiner's account may still be used. */
  accountActive: boolean;
}

/** Units that somebody can ask to join: by their credit code, which is theirs alone. Source: domain.md §3.2. */
export const joinableStates: readonly VerificationState[] = ['VERIFIED', 'REVERIFY_REQUIRED'];

/**
 * Why somebody may not decide on a joining now, or null. A colleague of a verified unit and the staff may; the joiner may not,
 * nor a member of the staff who is a user of the unit too. A unit to be verified again gets no new member until it is. Source:
 * api.md §3, domain.md §3.2, §3.5.
 */
export function membershipRefusal(
  decision: 'APPROVE' | 'DECLINE',
  decider: MembershipDecider,
  { status, verificationState, accountActive }: MembershipFacts,
): ErrorCode | null {
  switch (decider.is) {
    case 'STAFF':
      if (!staffMay(decider.role, 'MEMBERSHIP_APPROVED')) return 'NOT_FOUND';
      if (decider.isPartial) return 'REVIEWER_PARTIAL';
      break;
    case 'USER':
      if (decider.isJoiner && decider.membership === 'PENDING') return 'MEMBERSHIP_PENDING';
      if (decider.membership !== 'APPROVED') return 'NOT_FOUND';
      if (verificationState !== 'VERIFIED') return 'EMPLOYER_NOT_VERIFIED';
  }
  if (status !== 'PENDING') return 'ACTION_NOT_ALLOWED';
  if (decision === 'DECLINE') return null;
  if (verificationState !== 'VERIFIED') return 'EMPLOYER_NOT_VERIFIED';
  return accountActive ? null : 'ACTION_NOT_ALLOWED';
}

/** What is known of a membership when it is to end. */
export interface EndingFacts {
  status: MembershipStatus;
  /** Other members who may still act. */
  othersActive: number;
  /** Signings, terminations and verifications of the unit that are open. */
  casesOpen: boolean;
}

/**
 * Why a membership may not end now, or null: somebody must be left for open cases. A joiner may take a request back; staff
 * remove who was approved. Source: domain.md §10, api.md §3.
 */
export function endingRefusal(by: 'STAFF' | 'SELF', facts: EndingFacts): ErrorCode | null {
  if (facts.status === 'PENDING' && by === 'SELF') return null;
  if (facts.status !== 'APPROVED') return 'ACTION_NOT_ALLOWED';
  return facts.casesOpen && facts.othersActive === 0 ? 'LAST_MEMBER' : null;
}

/**
 * Why somebody who belongs to a unit cannot ask to join another one, or null: a unit that nobody verified is given up by asking,
 * any other is left first. Source: domain.md §3.2.
 */
export function joiningRefusal(
  present: { status: 'PENDING' | 'APPROVED'; verificationState: VerificationState } | undefined,
): ErrorCode | null {
  if (!present) return null;
  if (present.status === 'APPROVED' && present.verificationState === 'IN_PROGRESS') return 'VERIFICATION_OPEN';
  const isGivenUp = present.status === 'APPROVED' && present.verificationState === 'UNVERIFIED';
  return isGivenUp ? null : 'ACTION_NOT_ALLOWED';
}
