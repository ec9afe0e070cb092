import { cellsOf } from '../../commands/import-sheets.ts';
import type { ImportRow, ImportSummary } from '../../database/queries/imports.ts';
import { maskIdNumber, normaliseIdNumber } from '../../domain/identifiers.ts';
import { explain, textOf, type Cell } from '../../domain/sheets.ts';
import type { FavoriteImportOutcome, GraduateImportOutcome } from '../../domain/vocabulary/import-outcome.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { Unsealing } from './signing-row.ts';

/** How far an import has come. */
export function presentProgress({ id, total, done, finishedAt }: ImportSummary) {
  return { id, status: finishedAt === null ? ('RUNNING' as const) : ('DONE' as const), total, done };
}

/**
 * A row of a file of favorites; `schools` are names by code, for a school that was given by its code, `favorites` ids by the row's
 * number.
 */
export function presentFavoriteRow(
  row: ImportRow,
  { personalData }: Unsealing,
  {
    schools,
    favorites,
    language,
  }: { schools: ReadonlyMap<string, string>; favorites: ReadonlyMap<number, string>; language: Language },
) {
  const [name, idNumber, school] = cellsOf(personalData, row.cellsEncrypted);
  const written = textOf(school);
  return {
    ...presentPerson(row, { name, idNumber }),
    schoolName: schools.get(written) ?? written,
    favoriteId: favorites.get(row.rowNumber) ?? null,
    // The kind of the import says which list it is of.
    outcome: row.outcome as FavoriteImportOutcome | null,
    detail: explain(row.reasons ?? [], language),
  };
}

/** Who a row is about. */
export function presentPerson(
  { rowNumber }: ImportRow,
  { name, idNumber }: { name: Cell | undefined; idNumber: Cell | undefined },
) {
  const idNumberMasked = maskIdNumber(normaliseIdNumber(textOf(idNumber)));
  return { row: rowNumber, graduateName: textOf(name), idNumberMasked };
}

/** A row of a file of graduates. */
export function presentGraduateRow(row: ImportRow, { personalData }: Unsealing, language: Language) {
  const [, name, idNumber] = cellsOf(personalData, row.cellsEncrypted);
  return {
    ...presentPerson(row, { name, idNumber }),
    outcome: row.outcome as GraduateImportOutcome | null,
    detail: explain(row.reasons ?? [], language),
  };
}
