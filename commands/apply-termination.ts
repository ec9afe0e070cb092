import type { SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import { may, relationTo } from '../domain/permissions.ts';
import { act, type ActAnswer } from './act.ts';
import { tokenOf, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import { newId } from './inbox.ts';
import type { ApplyBody } from './termination-bodies.ts';

/** What one side asks for when it wants to end the agreement. */
export type Application = Omit<ApplyBody, 'signingId'>;

/** 申请解约: starts a termination of a signed agreement, by either side. Refusals: domain.md §7. */
export async function applyTermination(
  deps: CommandDependencies,
  call: ActCall,
  record: SigningRecord,
  application: Application,
): Promise<ActAnswer> {
  const relation = relationTo(record.parties, call.actor);
  if (!may(relation, 'terminate')) throw new DomainError('NOT_FOUND');
  if (record.signing.status !== 'SIGNED') throw new DomainError('ACTION_NOT_ALLOWED');
  const { id: signingId, cohortYear } = record.signing;
  const body: ApplyBody = { signingId, ...application };
  return act(
    deps,
    {
      process: { id: await newId(deps.knex), kind: 'TERMINATION', cohortYear },
      kind: 'apply',
      body,
      actorAccountId: call.actor.accountId,
      apiTokenId: tokenOf(call.actor),
      actorRelation: relation,
      idempotency: call.idempotency,
      requestId: call.requestId,
      clientAddress: call.clientAddress,
    },
    true,
  );
}
