import type { Knex } from 'knex';
import { reportOf } from '../domain/error-report.ts';
import { DomainError } from '../domain/errors.ts';
import type { Actor } from '../domain/permissions.ts';
import type { BatchKind } from '../domain/vocabulary/batch-kind.ts';
import { tokenOf, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { IdempotencyKey } from './inbox.ts';

/** What somebody hands in: what all rows share, and each row's own input, in the order given. */
export interface NewBatch {
  kind: BatchKind;
  /** The unit for which it is handed in; null for reviewers. */
  employerId: string | null;
  shared: object;
  rows: readonly object[];
}

/** A batch that is stored and will be gone through. */
export interface BatchReceipt {
  id: string;
  /** Whether an earlier request under the same key handed it in. */
  replayed: boolean;
}

/**
 * Stores a batch with all its rows and sets it going, once per key. Each row is done later, by whoever may do so then; what is
 * stored is gone through even if the engine cannot be reached now. Source: design.md §3.
 */
export async function handIn(deps: CommandDependencies, call: ActCall<Actor>, batch: NewBatch): Promise<BatchReceipt> {
  let id: string;
  try {
    id = await storeBatch(deps, call, batch);
  } catch (error) {
    const twin = isTwin(error) && (await recallBatch(deps.knex, call.actor.accountId, call.idempotency));
    if (!twin) throw error;
    return { id: twin, replayed: true };
  }
  await startBatch(deps, id);
  return { id, replayed: false };
}

/** The batch an account handed in under this key, if any. Throws IDEMPOTENCY_KEY_REUSED when it came from another request. */
export async function recallBatch(
  knex: Knex,
  accountId: string,
  { key, fingerprint }: IdempotencyKey,
): Promise<string | undefined> {
  const batch = await knex('batch')
    .where({ actorAccountId: accountId, idempotencyKey: key })
    .first<{ id: string; fingerprint: Buffer } | undefined>('id', 'fingerprint');
  if (batch && !batch.fingerprint.equals(fingerprint)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return batch?.id;
}

/** Sets a batch going, or joins it where it goes already; one that cannot be started now the Schedule starts. */
export async function startBatch(
  { engine, log }: Pick<CommandDependencies, 'engine' | 'log'>,
  batchId: string,
): Promise<void> {
  try {
    await engine.goThroughBatch(batchId);
  } catch (error) {
    log.warn({ batchId, error: reportOf(error) }, 'the engine did not answer');
  }
}

async function storeBatch(
  { knex, clock, personalData }: CommandDependencies,
  { actor, idempotency, requestId, clientAddress }: ActCall<Actor>,
  { kind, employerId, shared, rows }: NewBatch,
): Promise<string> {
  const sealed = (value: object) => personalData.encrypt(JSON.stringify(value));
  const now = await clock();
  const { rows: stored } = await knex.raw<{ rows: { id: string }[] }>(
    `with stored as (
       insert into batch (kind, actor_account_id, api_token_id, employer_id, shared_encrypted, total, idempotency_key,
         fingerprint, request_id, client_address, created_at, moved_at)
       values (:kind, :accountId, :apiTokenId, :employerId, :shared, :total, :key, :fingerprint, :requestId, :clientAddress,
         ${now}, ${now})
       returning id
     ), rows as (
       insert into batch_row (batch_id, number, input_encrypted)
       select stored.id, given.number, given.input
       from stored, jsonb_array_elements_text(:inputs) with ordinality as given (input, number)
     )
     select id from stored`,
    {
      ...{ kind, employerId, requestId, clientAddress, ...idempotency },
      accountId: actor.accountId,
      apiTokenId: tokenOf(actor) ?? null,
      shared: sealed(shared),
      total: rows.length,
      inputs: JSON.stringify(rows.map(sealed)),
    },
  );
  const [batch] = stored;
  if (!batch) throw new Error('NOT_STORED');
  return batch.id;
}

function isTwin(error: unknown): boolean {
  return (error as { constraint?: unknown } | null)?.constraint === 'batch_key_once_per_actor';
}
