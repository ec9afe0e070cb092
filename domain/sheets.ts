import { normaliseIdNumber, isIdNumber } from './identifiers.ts';
import { isBlank, isUnprintable } from './texts.ts';
import { importReasons, type ImportReasonCode } from './vocabulary/import-reason.ts';
import type { Language } from './vocabulary/term.ts';

/** A cell as a file holds it: a text, or what stands there of a number, which may be less than somebody typed. */
export type Cell = string | { number: string };

/** A row that is not blank, by its number in the file: the headings are row 1. */
export interface SheetRow {
  row: number;
  cells: Cell[];
}

/** A column of a template. */
export interface SheetColumn {
  title: string;
  required: boolean;
  charactersMax: number;
  /** What the template says of it. */
  hint: string;
  /** What the template offers to be chosen, where it is from a list. */
  choices?: readonly string[] | undefined;
}

/** One thing wrong with a row, or why it came to what it came to. */
export interface ImportReason {
  code: ImportReasonCode;
  /** The title of the column it is about. */
  column?: string;
  /** The row it is about besides. */
  row?: number;
  /** What could stand there, as it is told. */
  choices?: string;
}

/** What a result file puts behind the columns of its template; an import takes no notice of them. */
export const resultTitles = ['导入结果', '原因'] as const;

/** How a column stands in row 1 of a template. */
export function headingOf({ title, required }: SheetColumn): string {
  return required ? `${title}*` : title;
}

/** Whether row 1 is that of the template, with or without its asterisks, perhaps as a result file prolongs it. */
export function isHeading(columns: readonly SheetColumn[], cells: readonly Cell[]): boolean {
  const told = cells.map((cell) => textOf(cell).normalize('NFKC').replace(/[\s*]/g, ''));
  while (told.at(-1) === '') told.pop();
  const behind = told.slice(columns.length);
  return (
    columns.every(({ title }, index) => told[index] === title) &&
    behind.every((title) => title === '' || resultTitles.some((known) => known === title))
  );
}

// Beyond these a double no longer tells one number from the next, and spreadsheets keep no more digits.
const wholeDigitsMax = 15;
const inExponents = /^\d(?:\.\d+)?E\+?1\d$/i;

/** What stands in a cell, as people see it: a whole number without point and exponent. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined || typeof cell === 'string') return cell?.trim() ?? '';
  const value = Number(cell.number);
  const isExact = Number.isInteger(value) && Math.abs(value) < 10 ** wholeDigitsMax;
  return isExact ? String(value) : cell.number.trim();
}

/** The row as it can be handed in again: what a spreadsheet has damaged is empty, because it might pass for another's number by chance. */
export function mendable(
  columns: readonly SheetColumn[],
  texts: readonly string[],
  reasons: readonly ImportReason[],
): string[] {
  const damaged = reasons.flatMap(({ code, column }) => (code === 'NUMBER_DAMAGED' ? [column] : []));
  return texts.map((text, index) => (damaged.includes(columns[index]?.title) ? '' : text));
}

/** Whether a cell holds what a spreadsheet has left of a long number: written with an exponent, or as a number of too many digits. */
export function isDamagedNumber(cell: Cell | undefined): boolean {
  if (cell === undefined) return false;
  const text = textOf(cell);
  if (inExponents.test(text.replace(/\s/g, ''))) return true;
  return typeof cell !== 'string' && text.replace(/\D/g, '').length > wholeDigitsMax;
}

/** The text of each column by its title, and what is wrong with any of them as a text. A line end counts as a space. */
export function readTexts(columns: readonly SheetColumn[], cells: readonly Cell[]) {
  const reasons: ImportReason[] = [];
  const texts = columns.map(({ title, required, charactersMax }, index) => {
    const text = textOf(cells[index]).replace(/[\r\n\t]+/g, ' ');
    const isEmpty = isBlank(text);
    if (isEmpty && required) reasons.push({ code: 'REQUIRED', column: title });
    else if ([...text].length > charactersMax) reasons.push({ code: 'TOO_LONG', column: title });
    else if (isUnprintable(text)) reasons.push({ code: 'UNREADABLE_TEXT', column: title });
    return isEmpty ? '' : text;
  });
  return { texts, reasons };
}

/** What templates say of an ID number: most that come damaged were numbers to a spreadsheet. */
export const idNumberHint = '18 位居民身份证号码；请保持单元格为文本格式，否则末几位会变成 0';

/** What is wrong with the ID number of a cell that is not empty; `onDate` is the day in Shanghai. */
export function idNumberFlaw(cell: Cell | undefined, onDate: string): ImportReasonCode | null {
  const idNumber = normaliseIdNumber(textOf(cell));
  const isRight = isIdNumber(idNumber, onDate);
  // Not every program that writes numbers rounds them: with all its digits, and the right check character, nothing is lost.
  if (isDamagedNumber(cell) && (!isRight || mayBeRounded(idNumber))) return 'NUMBER_DAMAGED';
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'WRONG_ID_NUMBER';
  if (isRight) return null;
  // Three noughts and a wrong check character are what is left when a spreadsheet rounds, also where it stands as a text by now.
  return idNumber.endsWith('000') ? 'NUMBER_DAMAGED' : 'WRONG_CHECK_CHARACTER';
}

/** Whether a rounded number is written so, by one program or another: its check character is right one time in eleven by chance. */
function mayBeRounded(digits: string): boolean {
  return /^\d+$/.test(digits) && (String(Number(digits)) === digits || BigInt(Number(digits)) === BigInt(digits));
}

/** The reasons in plain words, as one line; null where there is none. */
export function explain(reasons: readonly ImportReason[], language: Language = 'zh'): string | null {
  if (reasons.length === 0) return null;
  const lines = reasons.map(({ code, column = '', row = '', choices = '' }) => {
    const text = importReasons.find((reason) => reason.code === code)?.[language] ?? code;
    return text.replace('{column}', column).replace('{row}', String(row)).replace('{choices}', choices);
  });
  return lines.join(language === 'zh' ? '；' : '; ');
}
