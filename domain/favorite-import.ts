import { normaliseIdNumber, normaliseName } from './identifiers.ts';
import { idNumberFlaw, idNumberHint, readTexts, type Cell, type ImportReason, type SheetColumn } from './sheets.ts';

/** The columns of 收藏夹导入模板. Source: api.md §6. */
export const favoriteColumns = [
  { title: '学生姓名', required: true, charactersMax: 100, hint: '与学生身份证件上的姓名完全一致' },
  { title: '证件号码', required: true, charactersMax: 60, hint: idNumberHint },
  { title: '毕业院校', required: true, charactersMax: 100, hint: '学校全称，或五位学校代码' },
  { title: '备注', required: false, charactersMax: 200, hint: '仅本单位可见' },
] as const satisfies readonly SheetColumn[];

/** Rows of one file. */
export const favoriteRowsMax = 500;

/** Import rows of a unit in a day. Source: domain.md §5. */
export const favoriteRowsPerDayMax = 2_000;

/** The three keys of a row, in the form they are compared in; the school by name or code, as it was written. */
export interface FavoriteRow {
  name: string;
  idNumber: string;
  school: string;
  remark: string | null;
}

/** What a row says, or what is wrong with it. `onDate` is the day in Shanghai. */
export function readFavoriteRow(
  cells: readonly Cell[],
  onDate: string,
): { row: FavoriteRow; reasons: null } | { row: null; reasons: ImportReason[] } {
  const { texts, reasons } = readTexts(favoriteColumns, cells);
  const [name = '', idNumber = '', school = '', remark = ''] = texts;
  const flaw = idNumber === '' ? null : idNumberFlaw(cells[1], onDate);
  if (flaw) reasons.push({ code: flaw, column: favoriteColumns[1].title });
  if (reasons.length > 0) return { row: null, reasons };
  const keys = { name: normaliseName(name), idNumber: normaliseIdNumber(idNumber), school: normaliseName(school) };
  return { row: { ...keys, remark: remark || null }, reasons: null };
}
