import { presentInstant } from '../database/queries/present-instant.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import { graduateColumns, graduateRowsMax, readGraduateRow, type GraduateRow } from '../domain/graduate-import.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { SheetRow } from '../domain/sheets.ts';
import type { CommandDependencies } from './dependencies.ts';
import { inSlices } from './in-slices.ts';
import { readImportFile } from './read-import-file.ts';
import { storeImport, type JudgedRow } from './store-import.ts';
import { unprintableFields } from './unprintable-fields.ts';

/** 20,000 rows of twelve cells, and what a spreadsheet program puts around them. */
const format = { columns: graduateColumns, rowsMax: graduateRowsMax, unpackedBytesMax: 96 * 1_048_576 };

/**
 * 导入生源信息: stores the rows of a file, to be gone through one page after the other. By a school reviewer alone. Answers the
 * import's id. Throws NOT_FOUND for a college reviewer, and what `readImportFile` throws.
 */
export async function importGraduates(
  deps: CommandDependencies,
  actor: ReviewerUser,
  { bytes, ...origin }: { bytes: Buffer; requestId: string; clientAddress: string | null },
): Promise<string> {
  const { accountId, level, schoolCode } = actor;
  if (level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const rows = await readImportFile(bytes, format);
  const judged = await judge(rows, shanghaiDate(await presentInstant(deps.knex, deps.clock)));
  return storeImport(deps, { kind: 'GRADUATES', owner: { schoolCode }, call: { accountId, ...origin } }, judged);
}

/** What shows in the file alone: rows that are not valid, those that no agreement could show, and those about a graduate whom a row before is about. */
async function judge(rows: readonly SheetRow[], onDate: string): Promise<JudgedRow[]> {
  const firstAbout = new Map<string, number>();
  return inSlices(rows, (given): JudgedRow => {
    const { row: read, reasons } = readGraduateRow(given.cells, onDate);
    if (read === null) return { ...given, outcome: 'INVALID', reasons };
    const hidden = unprintableFields({ 姓名: read.name, 专业: read.major });
    if (hidden.length > 0)
      return { ...given, outcome: 'INVALID', reasons: hidden.map((column) => ({ code: 'NOT_PRINTABLE', column })) };
    const keys = keysOf(read);
    const first = keys.map((key) => firstAbout.get(key)).find((row) => row !== undefined);
    if (first !== undefined)
      return { ...given, outcome: 'INVALID', reasons: [{ code: 'DUPLICATE_OF_ROW', row: first }] };
    for (const key of keys) firstAbout.set(key, given.row);
    return { ...given, outcome: null, reasons: null };
  });
}

function keysOf({ examNo, idNumber, cohort }: GraduateRow): string[] {
  return [`exam ${examNo}`, `person ${idNumber} ${cohort}`];
}
