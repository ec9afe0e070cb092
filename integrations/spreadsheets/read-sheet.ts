import type { Cell, SheetRow } from '../../domain/sheets.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { readXml, type Attributes } from './xml.ts';

/** Columns of a row that are looked at. */
const columnsMax = 64;
/** What a cell can hold. Source: Excel's limits. */
const cellCharactersMax = 32_767;

interface OpenCell {
  column: number;
  type: string;
  text: string;
}

/** The rows of a sheet that are not blank, as its part is read. `shared` are the workbook's texts. */
export async function* readSheet(pieces: AsyncIterable<Buffer>, shared: readonly string[]): AsyncGenerator<SheetRow> {
  const reader = new SheetReader(shared);
  for await (const { rows } of readXml(pieces, reader)) {
    yield* rows;
    reader.rows = [];
  }
}

/** Follows a sheet's elements and gathers its rows. */
class SheetReader {
  rows: SheetRow[] = [];
  readonly #shared: readonly string[];
  #row = 0;
  #cells: Cell[] = [];
  #cell: OpenCell | undefined;
  #lastColumn = -1;
  #isValue = false;
  #inPhonetics = false;

  constructor(shared: readonly string[]) {
    this.#shared = shared;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        return this.#beginRow(attributes['r']);
      case 'c':
        return this.#beginCell(attributes);
      case 'rPh':
        this.#inPhonetics = true;
        return;
      case 'v':
      case 't':
        this.#isValue = this.#cell !== undefined && !this.#inPhonetics;
    }
  }

  text(text: string): void {
    if (!this.#isValue || !this.#cell) return;
    this.#cell.text += text;
    if (this.#cell.text.length > cellCharactersMax) throw new UnreadableWorkbook('CELL_TOO_LONG');
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#isValue = false;
        return;
      case 'rPh':
        this.#inPhonetics = false;
        return;
      case 'c':
        return this.#endCell();
      case 'row':
        if (this.#cells.some((cell) => typeof cell !== 'string' || cell.trim() !== ''))
          this.rows.push({ row: this.#row, cells: this.#cells });
        this.#cells = [];
    }
  }

  #beginRow(number: string | undefined): void {
    const row = number === undefined ? this.#row + 1 : Number(number);
    if (!Number.isInteger(row) || row <= this.#row || row > 1_048_576) throw new UnreadableWorkbook('WRONG_ROW');
    [this.#row, this.#cells, this.#lastColumn] = [row, [], -1];
  }

  #beginCell({ r: reference, t: type = 'n' }: Attributes): void {
    const column = reference === undefined ? this.#lastColumn + 1 : columnOf(reference);
    if (column <= this.#lastColumn) throw new UnreadableWorkbook('WRONG_CELL');
    this.#lastColumn = column;
    this.#cell = { column, type, text: '' };
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (!cell || cell.column >= columnsMax || cell.text === '') return;
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = this.#valueOf(cell);
  }

  #valueOf({ type, text }: OpenCell): Cell {
    if (type === 'n') return { number: text };
    if (type !== 's') return plain(text);
    const told = this.#shared[Number(text)];
    if (told === undefined) throw new UnreadableWorkbook('NO_SUCH_STRING');
    return plain(told);
  }
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) throw new UnreadableWorkbook('WRONG_CELL');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A character that XML cannot hold is written by its number: `_x000D_`. */
function plain(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
