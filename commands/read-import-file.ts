import { DomainError } from '../domain/errors.ts';
import type { FieldErrorCode } from '../domain/field-errors.ts';
import { isHeading, textOf, type SheetColumn, type SheetRow } from '../domain/sheets.ts';
import { filesUnavailable } from '../integrations/files/files.ts';
import { readFirstSheet } from '../integrations/spreadsheets/read-workbook.ts';
import { UnreadableWorkbook } from '../integrations/spreadsheets/unreadable.ts';
import { inTurns, NoRoom } from './turns.ts';

/** What a file of an import must be. */
export interface ImportFormat {
  columns: readonly SheetColumn[];
  rowsMax: number;
  /** What the file may unpack to. */
  unpackedBytesMax: number;
}

// Unpacking and parsing take a processor; people's acts on this server need one too.
const inTurn = inTurns({ atOnceMax: 2, waitingMax: 16 });

/**
 * The rows of an xlsx file below the headings of its template, without those that are blank in its columns. Throws
 * UNSUPPORTED_FILE for what is no xlsx or grows too large, VALIDATION_FAILED at /file for other headings, no row, too many.
 */
export async function readImportFile(bytes: Buffer, format: ImportFormat): Promise<SheetRow[]> {
  try {
    return await inTurn(() => gather(bytes, format));
  } catch (error) {
    if (error instanceof NoRoom) return filesUnavailable(error);
    if (error instanceof UnreadableWorkbook) throw new DomainError('UNSUPPORTED_FILE');
    throw error;
  }
}

async function gather(bytes: Buffer, { columns, rowsMax, unpackedBytesMax }: ImportFormat): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let hasHeading = false;
  for await (const { row, cells } of readFirstSheet(bytes, unpackedBytesMax)) {
    if (!hasHeading) {
      if (row !== 1 || !isHeading(columns, cells)) throw wrongFile('WRONG_HEADINGS');
      hasHeading = true;
    } else {
      const own = cells.slice(0, columns.length);
      if (own.some((cell) => textOf(cell) !== '')) rows.push({ row, cells: own });
      if (rows.length > rowsMax) throw wrongFile('TOO_MANY_ROWS');
    }
  }
  if (!hasHeading) throw wrongFile('WRONG_HEADINGS');
  if (rows.length === 0) throw wrongFile('NO_ROWS');
  return rows;
}

function wrongFile(code: FieldErrorCode): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer: '/file', code }] });
}
