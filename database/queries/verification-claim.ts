import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import { holds, type Claim, type ClaimFacts } from '../../domain/claims.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import type { Clock } from '../clock.ts';
import { isPartial } from './partiality.ts';

/** How a reviewer stands to a verification. */
export interface ReviewerStand extends ClaimFacts {
  /** How colleagues read whoever holds the case. */
  holderName: string | null;
  claimHeldByActor: boolean;
}

interface Row {
  status: VerificationStatus;
  claimedBy: string | null;
  claimedUntil: Instant | null;
  holderName: string | null;
  reviewerIsPartial: boolean;
  now: Instant;
}

/** How a reviewer stands to a verification now; undefined where there is none. With a lock nobody else claims meanwhile. */
export async function findReviewerStand(
  { knex, clock }: { knex: Knex; clock: Clock },
  { verificationId, accountId }: { verificationId: string; accountId: string },
  lock: '' | 'for update of v' = '',
): Promise<ReviewerStand | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select v.status, v.claimed_by, v.claimed_until, ${await clock()} as now,
       (select a.name from account a where a.id = v.claimed_by) as holder_name,
       ${isPartial({ staff: ':accountId', employer: 'v.employer_id' })} as reviewer_is_partial
     from employer_verification v where v.id = :verificationId ${lock}`,
    { verificationId, accountId },
  );
  const [row] = rows;
  if (!row) return undefined;
  const { status, now, reviewerIsPartial } = row;
  const claim = claimOf(row, now);
  const holderName = claim === null ? null : row.holderName;
  return { status, now, reviewerIsPartial, claim, holderName, claimHeldByActor: holds(accountId, claim, now) };
}

/** The claim of a row, unless it is over. */
export function claimOf(
  { claimedBy, claimedUntil }: { claimedBy: string | null; claimedUntil: Instant | null },
  now: Instant,
): Claim | null {
  return claimedBy === null || claimedUntil === null || claimedUntil <= now
    ? null
    : { accountId: claimedBy, until: claimedUntil };
}

/** Locks the oldest case nobody holds and this reviewer may decide; those that others are just taking are passed over. */
export async function lockOldestFree(
  { knex, clock }: { knex: Knex; clock: Clock },
  accountId: string,
): Promise<string | undefined> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select v.id from employer_verification v
     where v.status = 'AWAITING_REVIEW' and (v.claimed_until is null or v.claimed_until <= ${await clock()})
       and not ${isPartial({ staff: ':accountId', employer: 'v.employer_id' })}
     order by v.status_at, v.id limit 1 for update of v skip locked`,
    { accountId },
  );
  return rows[0]?.id;
}
