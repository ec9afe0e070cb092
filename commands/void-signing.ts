import type { SigningRecord } from '../database/queries/signing-record.ts';
import { DomainError } from '../domain/errors.ts';
import { may, relationTo, type ReviewerUser } from '../domain/permissions.ts';
import type { VoidReason } from '../domain/vocabulary/void-reason.ts';
import { act, type ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import { newId } from './inbox.ts';
import type { VoidBody } from './termination-bodies.ts';

/** 作废: a school reviewer voids a signed agreement for a data error; both parties are told. Source: domain.md §8. */
export async function voidSigning(
  deps: CommandDependencies,
  call: ActCall<ReviewerUser>,
  record: SigningRecord,
  why: { voidReason: VoidReason; detail: string },
): Promise<ActAnswer> {
  const relation = relationTo(record.parties, call.actor);
  if (!may(relation, 'void')) throw new DomainError('NOT_FOUND');
  if (record.signing.status !== 'SIGNED') throw new DomainError('ACTION_NOT_ALLOWED');
  const { id: signingId, cohortYear } = record.signing;
  const body: VoidBody = { signingId, outcome: 'DESTINATION_VOIDED', ...why };
  return act(
    deps,
    {
      process: { id: await newId(deps.knex), kind: 'TERMINATION', cohortYear },
      kind: 'void',
      body,
      actorAccountId: call.actor.accountId,
      actorRelation: relation,
      idempotency: call.idempotency,
      requestId: call.requestId,
      clientAddress: call.clientAddress,
    },
    true,
  );
}
