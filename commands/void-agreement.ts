import type { Knex } from 'knex';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';
import { newId, storeCommand } from './inbox.ts';
import type { VoidBody } from './termination-bodies.ts';

/** What a void says beside the signing that it ends. */
export type VoidCause = Omit<VoidBody, 'signingId'>;

/**
 * Stores the platform's own void of a signed agreement, in the transaction that takes its ground: the termination is there from
 * the commit on, and is decided once it is woken. The caller holds the signing. Source: domain.md §8.
 */
export async function storeVoid(
  deps: Pick<CommandDependencies, 'clock' | 'personalData'> & { knex: Knex.Transaction },
  agreement: { id: string; cohortYear: number },
  { cause, ...why }: VoidCause & { cause: string },
): Promise<ProcessRef> {
  const process = { id: await newId(deps.knex), kind: 'TERMINATION', cohortYear: agreement.cohortYear } as const;
  const body: VoidBody = { signingId: agreement.id, ...why };
  const byTheSystem = {
    actorAccountId: null,
    actorRelation: 'SYSTEM',
    idempotency: null,
    clientAddress: null,
  } as const;
  await storeCommand(deps, { process, kind: 'void', body, ...byTheSystem, requestId: `ground-change:${cause}` }, true);
  return process;
}
