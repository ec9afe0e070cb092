import { listImportRows } from '../database/queries/imports.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { explain, headingOf, mendable, resultTitles, textOf, type Cell, type SheetColumn } from '../domain/sheets.ts';
import {
  favoriteImportOutcomes,
  graduateImportOutcomes,
  type ImportOutcome,
} from '../domain/vocabulary/import-outcome.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import { writeWorkbook } from '../integrations/spreadsheets/write-workbook.ts';
import type { CommandDependencies } from './dependencies.ts';
import { inSlices } from './in-slices.ts';

/** The media type of the sheets that are given out. */
export { workbookMediaType } from '../integrations/spreadsheets/write-workbook.ts';

const [columnWidth, outcomeWidth, reasonWidth] = [22, 14, 60];
const guideColumns = [
  { title: '列名', width: 14 },
  { title: '是否必填', width: 10 },
  { title: '填写要求', width: 66 },
];
const outcomeTerms = [...favoriteImportOutcomes, ...graduateImportOutcomes];

/** An empty sheet to be filled in and imported, and behind it one that tells what each column takes. */
export function writeTemplate(name: string, columns: readonly SheetColumn[]): Promise<Buffer> {
  const rows = columns.map(({ title, required, hint, choices }) => [
    ...[title, required ? '必填' : '选填', choices === undefined ? hint : `${hint}；请从下拉列表中选择`],
  ]);
  return writeWorkbook(
    { name, columns: columns.map(templateColumn), rows: [] },
    { name: '填写说明', columns: guideColumns, rows },
  );
}

/**
 * The rows of an import that came to none of the outcomes that are well, as the file had them, each with its outcome and the
 * reason: to be mended and imported as it is. A damaged number is left out: unmended it never passes.
 */
export async function writeImportResult(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  importId: string,
  { columns, well }: { columns: readonly SheetColumn[]; well: readonly ImportOutcome[] },
): Promise<Buffer> {
  const rows = await listImportRows(knex, importId, well);
  const [outcomeTitle, reasonTitle] = resultTitles;
  const behind = [
    { title: outcomeTitle, width: outcomeWidth },
    { title: reasonTitle, width: reasonWidth },
  ];
  const texts = await inSlices(rows, ({ cellsEncrypted, outcome, reasons }) => {
    const cells = cellsOf(personalData, cellsEncrypted);
    const texts = columns.map((_, index) => textOf(cells[index]));
    const own = mendable(columns, texts, reasons ?? []);
    return [...own, outcome === null ? '' : labelOf(outcomeTerms, outcome), explain(reasons ?? []) ?? ''];
  });
  return writeWorkbook({ name: '导入结果', columns: [...columns.map(templateColumn), ...behind], rows: texts });
}

/** The cells of a row as they are kept. */
export function cellsOf({ decrypt }: PersonalData, sealed: string): Cell[] {
  return JSON.parse(decrypt(sealed)) as Cell[];
}

function templateColumn(column: SheetColumn) {
  return { title: headingOf(column), width: columnWidth, choices: column.choices };
}
