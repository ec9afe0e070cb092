import { findReviewerStand } from '../database/queries/verification-claim.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInVerification } from '../domain/permissions.ts';
import type { ClaimCall } from './claim-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordStaffAct } from './staff-audit.ts';

/** 放回: gives a case back to all; nothing to do for whoever does not hold it, or no longer. Throws NOT_FOUND. */
export async function releaseVerification(
  deps: Pick<CommandDependencies, 'knex' | 'clock'>,
  { actor: { accountId, role }, clientAddress }: ClaimCall,
  verificationId: string,
): Promise<void> {
  if (!mayInVerification(role, 'approve')) throw new DomainError('NOT_FOUND');
  await deps.knex.transaction(async (trx) => {
    const stand = await findReviewerStand({ ...deps, knex: trx }, { verificationId, accountId }, 'for update of v');
    if (!stand) throw new DomainError('NOT_FOUND');
    if (!stand.claimHeldByActor) return;
    await trx('employer_verification').where({ id: verificationId }).update({ claimedBy: null, claimedUntil: null });
    const thing = { kind: 'employer_verification', id: verificationId };
    await recordStaffAct(trx, 'VERIFICATION_RELEASED', { accountId, clientAddress }, thing);
  });
}
