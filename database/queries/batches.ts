import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { BatchKind } from '../../domain/vocabulary/batch-kind.ts';
import type { BatchOutcome } from '../../domain/vocabulary/batch-outcome.ts';

/** A batch as whoever handed it in follows it; each row's input is still sealed. */
export interface BatchView {
  id: string;
  total: number;
  finishedAt: Instant | null;
  /** In the order given. */
  rows: BatchRowView[];
}

/** One row; without an outcome its turn has not come. */
export interface BatchRowView {
  inputEncrypted: string;
  outcome: BatchOutcome | null;
  /** Of the errors, where it was refused. */
  code: string | null;
  processId: string | null;
}

/** Whose batch: the unit's for which it was handed in, or the reviewer's own. */
export type BatchOwner = { employerId: string } | { actorAccountId: string };

/** A batch with all its rows, if it is of this kind and the owner's. */
export async function findBatch(
  knex: Knex,
  kind: BatchKind,
  { id, owner }: { id: string; owner: BatchOwner },
): Promise<BatchView | undefined> {
  const batch = await knex('batch')
    .where({ id, kind, ...owner })
    .first<Omit<BatchView, 'rows'> | undefined>('id', 'total', 'finishedAt');
  if (!batch) return undefined;
  const rows = await knex('batch_row')
    .where({ batchId: id })
    .orderBy('number')
    .select<BatchRowView[]>('inputEncrypted', 'outcome', 'code', 'processId');
  return { ...batch, rows };
}

/** A batch while it is gone through, what its rows share still sealed. */
export interface OpenBatch {
  id: string;
  kind: BatchKind;
  actorAccountId: string;
  apiTokenId: string | null;
  employerId: string | null;
  sharedEncrypted: string;
  requestId: string;
  clientAddress: string | null;
}

/** A batch that has not come to its end. */
export async function findOpenBatch(knex: Knex, id: string): Promise<OpenBatch | undefined> {
  return knex('batch')
    .where({ id, finishedAt: null })
    .first<OpenBatch | undefined>(
      ...(['id', 'kind', 'actorAccountId', 'apiTokenId', 'employerId', 'sharedEncrypted'] as const),
      ...(['requestId', 'clientAddress'] as const),
    );
}

/** The first rows without an outcome, in the order given. */
export async function listWaitingRows(
  knex: Knex,
  batchId: string,
  limit: number,
): Promise<{ number: number; inputEncrypted: string }[]> {
  return knex('batch_row')
    .where({ batchId, outcome: null })
    .orderBy('number')
    .limit(limit)
    .select('number', 'inputEncrypted');
}
