import { textOf } from '../../domain/sheets.ts';
import { readSheet } from '../../integrations/spreadsheets/read-sheet.ts';
import { openZip } from '../../integrations/spreadsheets/zip-reader.ts';
import { writeZip, type ZipPart } from '../../integrations/spreadsheets/zip-writer.ts';

/** A cell of a test's file: a text, or a number as a spreadsheet program writes it. */
export type GivenCell = string | number | { raw: string };

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a workbook as spreadsheet programs write it: texts shared, numbers bare. */
export function partsOf(rows: readonly (readonly GivenCell[])[], more: Record<string, string> = {}): ZipPart[] {
  const shared: string[] = [];
  const xml = rows.map((cells, r) => {
    const told = cells.map((cell, c) => {
      const at = `r="${String.fromCharCode(65 + c)}${r + 1}"`;
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
      if (typeof cell !== 'string') return `<c ${at}><v>${cell.raw}</v></c>`;
      if (cell === '') return `<c ${at} s="0"/>`;
      shared.push(cell);
      return `<c ${at} t="s"><v>${shared.length - 1}</v></c>`;
    });
    return `<row r="${r + 1}">${told.join('')}</row>`;
  });
  const strings = shared.map((text) => `<si><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></si>`);
  const parts: Record<string, string> = {
    '_rels/.rels': `${head}<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst ${main}>${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData>${xml.join('')}</sheetData></worksheet>`,
    ...more,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, text: [text] }));
}

/** An xlsx file of these rows. */
export function sheetOf(rows: readonly (readonly GivenCell[])[], more: Record<string, string> = {}): Promise<Buffer> {
  return writeZip(partsOf(rows, more));
}

/** The texts of one of an xlsx file's sheets, as we write them, row by row; and which cells offer what list. */
export async function writtenSheet(
  bytes: Buffer,
  number: number,
): Promise<{ rows: string[][]; offers: [string, string][] }> {
  const zip = await openZip(bytes, { entriesMax: 20, bytesMax: 2 ** 26 });
  const part = `xl/worksheets/sheet${number}.xml`;
  const rows: string[][] = [];
  for await (const { cells } of readSheet(zip.read(part), [])) rows.push(cells.map(textOf));
  const pieces: string[] = [];
  for await (const piece of zip.read(part)) pieces.push(String(piece));
  const offers = pieces.join('').matchAll(/sqref="([A-Z]+2):[A-Z]+\d+"><formula1>([^<]*)</g);
  return { rows, offers: [...offers].map(([, cell = '', list = '']) => [cell, list]) };
}
