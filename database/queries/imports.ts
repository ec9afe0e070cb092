import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ImportReason } from '../../domain/sheets.ts';
import type { ImportOutcome } from '../../domain/vocabulary/import-outcome.ts';
import { Import } from '../models/import.ts';

/** Whose import is asked for: a unit's or a school's. */
export type ImportOwner = { employerId: string } | { schoolCode: string };

/** An import and how far it has come. */
export interface ImportSummary {
  id: string;
  total: number;
  done: number;
  finishedAt: Instant | null;
}

/** A row of an import; `cellsEncrypted` is JSON, the cells as the file held them. */
export interface ImportRow {
  rowNumber: number;
  cellsEncrypted: string;
  outcome: ImportOutcome | null;
  reasons: ImportReason[] | null;
}

/** An import of this owner; undefined for one of somebody else, as for a missing one. */
export async function findImport(knex: Knex, owner: ImportOwner, importId: string): Promise<ImportSummary | undefined> {
  const done = knex('import_row as r').whereRaw('r.import_id = i.id').whereNotNull('r.outcome').count();
  const row = await Import.query(knex)
    .alias('i')
    .findOne({ 'i.id': importId, ...owner })
    .select('i.id', 'i.total', 'i.finishedAt', { done });
  if (!row) return undefined;
  const { id, total, finishedAt } = row;
  return { id, total, finishedAt, done: Number((row as unknown as { done: string }).done) };
}

/** Its rows in the order of the file; those that came to none of these outcomes where some are to be left out. */
export async function listImportRows(
  knex: Knex,
  importId: string,
  without: readonly ImportOutcome[] = [],
): Promise<ImportRow[]> {
  const rows = knex('import_row').where({ importId }).orderBy('rowNumber');
  if (without.length > 0) void rows.whereNotIn('outcome', without);
  return rows.select<ImportRow[]>('rowNumber', 'cellsEncrypted', 'outcome', 'reasons');
}

/** How many rows came to each outcome. */
export async function countOutcomes(knex: Knex, importId: string): Promise<Map<ImportOutcome, number>> {
  const counted = await knex('import_row')
    .where({ importId })
    .whereNotNull('outcome')
    .groupBy('outcome')
    .select<{ outcome: ImportOutcome; rows: string }[]>('outcome', knex.raw('count(*) as rows'));
  return new Map(counted.map(({ outcome, rows }) => [outcome, Number(rows)]));
}
