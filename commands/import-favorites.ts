import { readSchoolDirectory, type SchoolDirectory } from '../database/queries/school-directory.ts';
import { presentInstant } from '../database/queries/present-instant.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { favoriteColumns, favoriteRowsMax, readFavoriteRow } from '../domain/favorite-import.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import type { SheetRow } from '../domain/sheets.ts';
import type { CommandDependencies } from './dependencies.ts';
import { readImportFile } from './read-import-file.ts';
import { countImportRows } from './search-limits.ts';
import { storeImport, type JudgedRow } from './store-import.ts';
import { verifiedUnitOf } from './verified-unit.ts';

/** 500 rows of the longest texts, and what a spreadsheet program puts around them. */
const format = { columns: favoriteColumns, rowsMax: favoriteRowsMax, unpackedBytesMax: 32 * 1_048_576 };

/**
 * 导入学生收藏夹: stores the rows of a file, to be looked for one page after the other. Answers the import's id. Throws what
 * `readImportFile` throws, and AllowanceUsedUp where the rows are more than the unit may still look for today.
 */
export async function importFavorites(
  deps: CommandDependencies,
  actor: EmployerUser,
  { bytes, ...origin }: { bytes: Buffer; requestId: string; clientAddress: string | null },
): Promise<string> {
  const employerId = verifiedUnitOf(actor);
  const rows = await readImportFile(bytes, format);
  const schools = await readSchoolDirectory(deps.knex);
  const judged = judge(rows, { schools, onDate: shanghaiDate(await presentInstant(deps.knex, deps.clock)) });
  await countImportRows(deps.knex, employerId, rows.length);
  const call = { accountId: actor.accountId, ...origin };
  return storeImport(deps, { kind: 'FAVORITES', owner: { employerId }, call }, judged);
}

/** What shows in the file alone: rows that say nothing to look for, and those whose three keys stand in a row before. */
function judge(
  rows: readonly SheetRow[],
  { schools, onDate }: { schools: SchoolDirectory; onDate: string },
): JudgedRow[] {
  const firstWith = new Map<string, number>();
  return rows.map((given) => {
    const { row: read, reasons } = readFavoriteRow(given.cells, onDate);
    if (read === null) return { ...given, outcome: 'INVALID', reasons };
    const codes = schools(read.school);
    const keys = JSON.stringify([read.name, read.idNumber, codes.length > 0 ? codes : read.school]);
    const first = firstWith.get(keys);
    if (first !== undefined)
      return { ...given, outcome: 'DUPLICATE_IN_FILE', reasons: [{ code: 'DUPLICATE_OF_ROW', row: first }] };
    firstWith.set(keys, given.row);
    return { ...given, outcome: null, reasons: null };
  });
}
