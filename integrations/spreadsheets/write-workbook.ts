import { writeZip } from './zip-writer.ts';

/** A column of a sheet that is written. */
export interface WrittenColumn {
  title: string;
  /** In characters. */
  width: number;
  /** What its cells offer to be chosen; something else may be typed. */
  choices?: readonly string[] | undefined;
}

/** Texts row by row, perhaps as they are read. */
export type Rows = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** One sheet: its headings in row 1 and texts below. */
export interface WrittenSheet {
  name: string;
  columns: readonly WrittenColumn[];
  rows: Rows;
}

/** The media type of a workbook. */
export const workbookMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const choicesSheet = '可选内容';
/** Of any sheet, by the format. */
const rowsMax = 1_048_576;

/**
 * An xlsx file of these sheets, and of one with what its columns offer, in which every cell is a text, and stays one when somebody
 * edits it: long numbers keep their digits, and what begins like a formula (= + - @) is none.
 */
export function writeWorkbook(...sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const offering = sheets.flatMap(({ columns }) => columns).filter(({ choices = [] }) => choices.length > 0);
  const all = offering.length === 0 ? sheets : [...sheets, sheetOfChoices(offering)];
  return writeZip([
    { name: '[Content_Types].xml', text: [contentTypes(all.length)] },
    { name: '_rels/.rels', text: [relationships(['officeDocument', 'xl/workbook.xml'])] },
    { name: 'xl/workbook.xml', text: [workbook(all)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [relationships(...all.map((_, i) => ['worksheet', pathOf(i)] as const), ['styles', 'styles.xml'])],
    },
    { name: 'xl/styles.xml', text: [styles] },
    ...all.map((one, i) => ({ name: `xl/${pathOf(i)}`, text: sheet(one, offering) })),
  ]);
}

/** What each column offers, under its title. */
function sheetOfChoices(offering: readonly WrittenColumn[]): WrittenSheet {
  const lists = offering.map(({ choices = [] }) => choices);
  const longest = Math.max(...lists.map((list) => list.length));
  const rows = Array.from({ length: longest }, (_, i) => lists.map((list) => list[i] ?? ''));
  return { name: choicesSheet, columns: offering.map(({ title, width }) => ({ title, width })), rows };
}

function pathOf(index: number): string {
  return `worksheets/sheet${index + 1}.xml`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The places in `styles`: a heading, a text, a text that would be taken for a formula. */
const style = { heading: 1, text: 2, guarded: 3 } as const;

function contentTypes(sheets: number): string {
  const override = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="${types}.${kind}+xml"/>`;
  const worksheets = Array.from({ length: sheets }, (_, i) => override(pathOf(i), 'worksheet'));
  return `${head}<Types xmlns="${packages}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
${override('workbook.xml', 'sheet.main')}${worksheets.join('')}${override('styles.xml', 'styles')}</Types>`;
}

// Format 49 is text; quotePrefix is the apostrophe that people put before a text that is no formula.
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font>\
<font><b/><sz val="11"/><name val="等线"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>\
<xf xfId="0" fontId="1" applyFont="1" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/>\
<xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function relationships(...related: (readonly [type: string, target: string])[]): string {
  const listed = related.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${listed.join('')}</Relationships>`;
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`;
}

async function* sheet({ columns, rows }: WrittenSheet, offering: readonly WrittenColumn[]): AsyncGenerator<string> {
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${style.text}" customWidth="1"/>`,
  );
  yield `${head}<worksheet xmlns="${main}">${frozen}<cols>${widths.join('')}</cols><sheetData>`;
  const titles = columns.map(({ title }) => title);
  yield row(1, titles, () => style.heading);
  let number = 1;
  for await (const texts of rows) {
    number += 1;
    yield row(number, texts, (text) => (/^[=+\-@]/.test(text) ? style.guarded : style.text));
  }
  yield `</sheetData>${validations(columns, offering)}</worksheet>`;
}

/** The lists that cells below the headings offer: where each stands on the sheet of choices. */
function validations(columns: readonly WrittenColumn[], offering: readonly WrittenColumn[]): string {
  const offers = columns.flatMap((column, i) => {
    const place = offering.indexOf(column);
    if (place < 0) return [];
    const [cells, list] = [lettersOf(i), lettersOf(place)];
    const range = `'${choicesSheet}'!$${list}$2:$${list}$${1 + (column.choices ?? []).length}`;
    return [
      `<dataValidation type="list" allowBlank="1" sqref="${cells}2:${cells}${rowsMax}"><formula1>${range}</formula1></dataValidation>`,
    ];
  });
  return offers.length === 0 ? '' : `<dataValidations count="${offers.length}">${offers.join('')}</dataValidations>`;
}

function row(number: number, texts: readonly string[], styleOf: (text: string) => number): string {
  const cells = texts.map((text, i) =>
    text === ''
      ? ''
      : `<c r="${lettersOf(i)}${number}" s="${styleOf(text)}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** 27 → `AB`. */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// What XML cannot hold: control characters, halves of a pair, and two that are no characters.
const impossible = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;

function escaped(text: string): string {
  return text
    .replace(impossible, '\uFFFD')
    .replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
