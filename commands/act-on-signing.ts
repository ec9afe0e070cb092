import type { SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import { may, relationTo, type Actor, type StaffUser } from '../domain/permissions.ts';
import type { SigningCommand } from '../domain/signing.ts';
import { refusalAtFirstLook } from '../domain/signing-waits.ts';
import { act, type ActAnswer } from './act.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { IdempotencyKey } from './inbox.ts';

/** Who calls, under which key, and where the request came from. */
export interface ActCall<A extends Actor | StaffUser = Actor> {
  actor: A;
  idempotency: IdempotencyKey;
  requestId: string;
  clientAddress: string | null;
}

/** The token a unit's system acts with, if that is who acts. */
export function tokenOf(actor: Actor): string | undefined {
  return actor.userType === 'EMPLOYER' ? actor.apiTokenId : undefined;
}

/** A command on a signing that is already there and is asked for by a person. */
export type PersonsSigningCommand = Exclude<SigningCommand, { type: 'invite' | 'lapse' | 'invalidate' }>;

/**
 * Asks something of a signing: authorised, looked at once for a friendly refusal, then stored and delivered. Throws NOT_FOUND
 * for whoever may not, and the refusal's code when the first look already tells it; then nothing is stored.
 */
export async function actOnSigning(
  deps: CommandDependencies,
  call: ActCall,
  record: SigningRecord,
  command: PersonsSigningCommand,
): Promise<ActAnswer> {
  const relation = relationTo(record.parties, call.actor);
  if (!may(relation, command.type)) throw new DomainError('NOT_FOUND');
  const { now, seq, collegeHasReviewer } = record;
  const actorLevel = relation === 'COLLEGE' || relation === 'SCHOOL' ? relation : null;
  const refusal = refusalAtFirstLook(record.state, command, { now, seq, actorLevel, collegeHasReviewer });
  if (refusal) throw new DomainError(refusal);
  const { type: kind, ...body } = command;
  return act(deps, {
    process: { id: record.signing.id, kind: 'SIGNING', cohortYear: record.signing.cohortYear },
    kind,
    body,
    actorAccountId: call.actor.accountId,
    apiTokenId: tokenOf(call.actor),
    actorRelation: relation,
    idempotency: call.idempotency,
    requestId: call.requestId,
    clientAddress: call.clientAddress,
  });
}
