import type { Knex } from 'knex';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { Import } from '../../database/models/import.ts';
import type { Cell, ImportReason } from '../../domain/sheets.ts';
import type { ImportOutcome } from '../../domain/vocabulary/import-outcome.ts';
import type { ImportProgress } from '../../workflows/imports.ports.ts';

/** What going through imports needs. */
export type ImportDependencies = CommandDependencies;

/** Goes through the next page of one import. */
export type GoThroughPage = (importId: string, progress: () => void) => Promise<ImportProgress>;

/** A row that has come to nothing yet. */
export interface WaitingRow {
  rowNumber: number;
  cells: Cell[];
}

/** What a row came to, and why. */
export interface RowOutcome {
  rowNumber: number;
  outcome: ImportOutcome;
  reasons?: ImportReason[];
}

/**
 * Holds an import and takes its next rows; null where it has ended, or ends now for want of any. A page that another try goes
 * through at the same time is waited for.
 */
export async function takePage(
  { knex: trx, clock, personalData }: Omit<ImportDependencies, 'knex'> & { knex: Knex.Transaction },
  importId: string,
  pageSizeMax: number,
): Promise<{ held: Import; rows: WaitingRow[] } | null> {
  const held = await Import.query(trx).findById(importId).forNoKeyUpdate().throwIfNotFound();
  if (held.finishedAt !== null) return null;
  const now = trx.raw(await clock());
  const waiting = await trx('import_row')
    .where({ importId, outcome: null })
    .orderBy('rowNumber')
    .limit(pageSizeMax)
    .select<{ rowNumber: number; cellsEncrypted: string }[]>('rowNumber', 'cellsEncrypted');
  const finished = waiting.length === 0 ? { finishedAt: now } : {};
  await trx('import')
    .where({ id: importId })
    .update({ movedAt: now, ...finished });
  if (waiting.length === 0) return null;
  const cellsOf = (sealed: string) => JSON.parse(personalData.decrypt(sealed)) as Cell[];
  const rows = waiting.map(({ rowNumber, cellsEncrypted }) => ({ rowNumber, cells: cellsOf(cellsEncrypted) }));
  return { held, rows };
}

/**
 * Writes what rows came to, in the transaction of what was done about them; what was written once stays. Answers whether none of
 * them was.
 */
export async function writeOutcomes(trx: Knex, importId: string, outcomes: readonly RowOutcome[]): Promise<boolean> {
  const rows = outcomes.map(({ rowNumber, outcome, reasons = null }) => ({ row_number: rowNumber, outcome, reasons }));
  const { rows: written } = await trx.raw<{ rows: unknown[] }>(
    `update import_row r set outcome = o.outcome, reasons = nullif(o.reasons, 'null')
     from jsonb_to_recordset(:rows) as o (row_number integer, outcome text, reasons jsonb)
     where r.import_id = :importId and r.row_number = o.row_number and r.outcome is null
     returning r.row_number`,
    { importId, rows: JSON.stringify(rows) },
  );
  return written.length === outcomes.length;
}
