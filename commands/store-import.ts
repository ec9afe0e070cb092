import type { Knex } from 'knex';
import { Import } from '../database/models/import.ts';
import type { ImportOwner } from '../database/queries/imports.ts';
import type { Instant } from '../domain/calendar.ts';
import { reportOf } from '../domain/error-report.ts';
import type { ImportReason, SheetRow } from '../domain/sheets.ts';
import type { ImportKind } from '../domain/vocabulary/import-kind.ts';
import type { ImportOutcome } from '../domain/vocabulary/import-outcome.ts';
import type { CommandDependencies } from './dependencies.ts';
import { inSlices } from './in-slices.ts';

/** A row of a file with what it already came to, where that shows without asking anybody; `reasons` say why. */
export interface JudgedRow extends SheetRow {
  outcome: ImportOutcome | null;
  reasons: ImportReason[] | null;
}

/** Who imports, and where from. */
export interface ImportCall {
  accountId: string;
  requestId: string;
  clientAddress: string | null;
}

const batchSizeMax = 1_000;

/**
 * Stores a file as the rows of an import, all or none, and sets its workflow going; one that cannot be started now the
 * Schedule starts. Answers the import's id. Source: design.md §3.
 */
export async function storeImport(
  deps: CommandDependencies,
  { kind, owner, call }: { kind: ImportKind; owner: ImportOwner; call: ImportCall },
  rows: readonly JudgedRow[],
): Promise<string> {
  const { knex, clock } = deps;
  const importId = await knex.transaction(async (trx) => {
    const now = trx.raw(await clock()) as unknown as Instant;
    const { id } = await Import.query(trx)
      .insert({ kind, ...owner, ...call, total: rows.length, createdAt: now, movedAt: now })
      .returning('id');
    for (let from = 0; from < rows.length; from += batchSizeMax)
      await storeRows({ ...deps, knex: trx }, id, rows.slice(from, from + batchSizeMax));
    return id;
  });
  await startImport(deps, importId);
  return importId;
}

/** Sets an import going, or leaves it alone where it goes already. */
export async function startImport(
  { engine, log }: Pick<CommandDependencies, 'engine' | 'log'>,
  importId: string,
): Promise<void> {
  try {
    await engine.goThroughImport(importId);
  } catch (error) {
    log.warn({ importId, error: reportOf(error) }, 'the engine did not answer');
  }
}

async function storeRows(
  { knex: trx, personalData }: Pick<CommandDependencies, 'personalData'> & { knex: Knex.Transaction },
  importId: string,
  rows: readonly JudgedRow[],
): Promise<void> {
  const stored = await inSlices(rows, ({ row, cells, outcome, reasons }) => ({
    row_number: row,
    cells_encrypted: personalData.encrypt(JSON.stringify(cells)),
    outcome,
    reasons,
  }));
  await trx.raw(
    `insert into import_row (import_id, row_number, cells_encrypted, outcome, reasons)
     select :importId, r.row_number, r.cells_encrypted, r.outcome, nullif(r.reasons, 'null')
     from jsonb_to_recordset(:rows) as r (row_number integer, cells_encrypted text, outcome text, reasons jsonb)`,
    { importId, rows: JSON.stringify(stored) },
  );
}
