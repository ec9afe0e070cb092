import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { CommandOf } from '../domain/employer-verification-model.ts';
import { refusalAtFirstLook } from '../domain/employer-verification-waits.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInVerification, relationToVerification } from '../domain/permissions.ts';
import { act, type ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What a member of the unit asks of a verification that is already there, and what of it stands in the inbox. */
export interface MembersAct {
  command: CommandOf<'amount' | 'switchMethod' | 'supplement' | 'withdraw'>;
  body: object;
}

/**
 * Asks something of a verification: authorised, looked at once for a friendly refusal, then stored and delivered. Throws
 * NOT_FOUND for whoever may not, and the refusal's code when the first look already tells it; then nothing is stored.
 */
export async function actOnVerification(
  deps: CommandDependencies,
  call: ActCall,
  record: VerificationRecord,
  { command, body }: MembersAct,
): Promise<ActAnswer> {
  const { verification, state, now, seq } = record;
  if (!mayInVerification(relationToVerification(verification, call.actor), command.type))
    throw new DomainError('NOT_FOUND');
  const refusal = refusalAtFirstLook(state, command, { now, seq, reviewerIsPartial: false, claimHeldByActor: false });
  if (refusal) throw new DomainError(refusal);
  return act(deps, {
    process: { id: verification.id, kind: 'EMPLOYER_VERIFICATION', cohortYear: null },
    kind: command.type,
    body,
    actorAccountId: call.actor.accountId,
    actorRelation: 'MEMBER',
    idempotency: call.idempotency,
    requestId: call.requestId,
    clientAddress: call.clientAddress,
  });
}
