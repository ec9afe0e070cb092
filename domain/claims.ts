import type { Instant } from './calendar.ts';
import type { ErrorCode } from './errors.ts';
import type { VerificationStatus } from './vocabulary/verification-status.ts';

/** How long a reviewer keeps a case to themselves; whoever works on it prolongs it. Source: design.md §8. */
export const claimMinutes = 30;

/** Who holds a case, and until when. */
export interface Claim {
  accountId: string;
  until: Instant;
}

/** What decides whether a reviewer may take a case. */
export interface ClaimFacts {
  status: VerificationStatus;
  claim: Claim | null;
  reviewerIsPartial: boolean;
  now: Instant;
}

/** Whether somebody holds the case at this instant. */
export function holds(accountId: string, claim: Claim | null, now: Instant): boolean {
  return claim !== null && claim.accountId === accountId && claim.until > now;
}

/** The refusal of a claim, or null; one that is over is taken over, one's own is prolonged. */
export function claimRefusal(
  accountId: string,
  { status, claim, reviewerIsPartial, now }: ClaimFacts,
): ErrorCode | null {
  if (status !== 'AWAITING_REVIEW') return 'ACTION_NOT_ALLOWED';
  if (reviewerIsPartial) return 'REVIEWER_PARTIAL';
  return claim !== null && claim.until > now && claim.accountId !== accountId ? 'CLAIM_HELD' : null;
}
