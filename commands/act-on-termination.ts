import type { TerminationRecord } from '../database/queries/termination-record.ts';
import { DomainError } from '../domain/errors.ts';
import { mayInTermination, relationToTermination, sideOf } from '../domain/permissions.ts';
import type { TerminationCommand } from '../domain/termination-model.ts';
import { refusalAtFirstLook } from '../domain/termination-waits.ts';
import { act, type ActAnswer } from './act.ts';
import { tokenOf, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** A command on a termination that is already there and is asked for by a person. */
export type PersonsTerminationCommand = Exclude<
  TerminationCommand,
  { type: 'apply' | 'void' | 'lapse' | 'invalidate' }
>;

/**
 * Asks something of a termination: authorised, looked at once for a friendly refusal, then stored and delivered. Throws
 * NOT_FOUND for whoever may not, and the refusal's code when the first look already tells it; then nothing is stored.
 */
export async function actOnTermination(
  deps: CommandDependencies,
  call: ActCall,
  record: TerminationRecord,
  command: PersonsTerminationCommand,
): Promise<ActAnswer> {
  const relation = relationToTermination(record.parties, call.actor);
  if (!mayInTermination(relation, command.type)) throw new DomainError('NOT_FOUND');
  const { termination, state, now, seq, collegeHasReviewer } = record;
  const actorLevel = relation === 'COLLEGE' || relation === 'SCHOOL' ? relation : null;
  const actorSide = sideOf(relation);
  const refusal = refusalAtFirstLook(state, command, { now, seq, actorSide, actorLevel, collegeHasReviewer });
  if (refusal) throw new DomainError(refusal);
  const { type: kind, ...body } = command;
  return act(deps, {
    process: { id: termination.id, kind: 'TERMINATION', cohortYear: termination.cohortYear },
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
