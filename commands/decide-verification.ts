import { findReviewerStand } from '../database/queries/verification-claim.ts';
import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { CommandOf } from '../domain/employer-verification-model.ts';
import { refusalAtFirstLook } from '../domain/employer-verification-waits.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInVerification, relationToVerification, type StaffUser } from '../domain/permissions.ts';
import { act, type ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What staff decide of a verification's material, as its rules read it. */
export type StaffDecision = CommandOf<'approve' | 'requestSupplement' | 'reject'>;

/**
 * Asks for a decision of staff on the path of every act: authorised, looked at once for a friendly refusal, then stored and
 * delivered; claim and impartiality are judged again under lock. Throws NOT_FOUND for whoever may not, and the refusal's code
 * when the first look already tells it; then nothing is stored.
 */
export async function decideVerification(
  deps: CommandDependencies,
  call: ActCall<StaffUser>,
  { verification, state, now, seq }: VerificationRecord,
  command: StaffDecision,
): Promise<ActAnswer> {
  const { type: kind, ...body } = command;
  if (!mayInVerification(relationToVerification(verification, call.actor), kind)) throw new DomainError('NOT_FOUND');
  const { accountId } = call.actor;
  const stand = await findReviewerStand(deps, { verificationId: verification.id, accountId });
  if (!stand) throw new DomainError('NOT_FOUND');
  const { reviewerIsPartial, claimHeldByActor } = stand;
  const refusal = refusalAtFirstLook(state, command, { now, seq, reviewerIsPartial, claimHeldByActor });
  if (refusal) throw new DomainError(refusal);
  return act(deps, {
    process: { id: verification.id, kind: 'EMPLOYER_VERIFICATION', cohortYear: null },
    kind,
    body,
    actorAccountId: accountId,
    actorRelation: 'STAFF',
    idempotency: call.idempotency,
    requestId: call.requestId,
    clientAddress: call.clientAddress,
  });
}
