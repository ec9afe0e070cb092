import { findReviewerStand, lockOldestFree } from '../database/queries/verification-claim.ts';
import type { Instant } from '../domain/calendar.ts';
import { claimMinutes, claimRefusal } from '../domain/claims.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInVerification, type StaffUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordStaffAct } from './staff-audit.ts';

type ClaimDependencies = Pick<CommandDependencies, 'knex' | 'clock'>;

/** Who takes a case, and from where. */
export interface ClaimCall {
  actor: StaffUser;
  clientAddress: string | null;
}

/** A case that is now the caller's, and until when. */
export interface ClaimedCase {
  verificationId: string;
  until: Instant;
}

/**
 * 领取: keeps a case for one reviewer, or prolongs what they hold. A lease on the read model and no step of the process: taking a
 * case up changes nothing for its unit. Throws NOT_FOUND, ACTION_NOT_ALLOWED, REVIEWER_PARTIAL, CLAIM_HELD.
 */
export async function claimVerification(
  deps: ClaimDependencies,
  call: ClaimCall,
  verificationId: string,
): Promise<ClaimedCase> {
  if (!mayInVerification(call.actor.role, 'approve')) throw new DomainError('NOT_FOUND');
  return deps.knex.transaction((trx) => take({ ...deps, knex: trx }, call, verificationId));
}

/** 领取下一件: the oldest case that nobody holds; undefined when there is none. Two at once get two. Throws NOT_FOUND. */
export async function claimNextVerification(
  deps: ClaimDependencies,
  call: ClaimCall,
): Promise<ClaimedCase | undefined> {
  if (!mayInVerification(call.actor.role, 'approve')) throw new DomainError('NOT_FOUND');
  return deps.knex.transaction(async (trx) => {
    const verificationId = await lockOldestFree({ ...deps, knex: trx }, call.actor.accountId);
    return verificationId === undefined ? undefined : take({ ...deps, knex: trx }, call, verificationId);
  });
}

async function take(
  deps: ClaimDependencies,
  { actor: { accountId }, clientAddress }: ClaimCall,
  verificationId: string,
): Promise<ClaimedCase> {
  const stand = await findReviewerStand(deps, { verificationId, accountId }, 'for update of v');
  if (!stand) throw new DomainError('NOT_FOUND');
  const refusal = claimRefusal(accountId, stand);
  if (refusal) throw new DomainError(refusal);
  const [row] = await deps
    .knex('employer_verification')
    .where({ id: verificationId })
    .update({
      claimedBy: accountId,
      claimedUntil: deps.knex.raw(`${await deps.clock()} + interval '${claimMinutes} minutes'`),
    })
    .returning<{ claimedUntil: Instant }[]>('claimedUntil');
  if (!row) throw new DomainError('NOT_FOUND');
  const thing = { kind: 'employer_verification', id: verificationId };
  // Working on is no act of its own.
  if (!stand.claimHeldByActor)
    await recordStaffAct(deps.knex, 'VERIFICATION_CLAIMED', { accountId, clientAddress }, thing);
  return { verificationId, until: row.claimedUntil };
}
