import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../../domain/sheets.ts';
import { partsOf, sheetOf, writtenSheet } from '../../tests/support/sheets.ts';
import { readFirstSheet } from './read-workbook.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { writeWorkbook } from './write-workbook.ts';
import { writeZip } from './zip-writer.ts';

const mebibyte = 1_048_576;
async function rowsIn(bytes: Buffer, bytesMax = 8 * mebibyte): Promise<[number, Cell[]][]> {
  const rows: [number, Cell[]][] = [];
  for await (const { row, cells } of readFirstSheet(bytes, bytesMax)) rows.push([row, cells]);
  return rows;
}
const sheet = (data: string) => ({
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="x">${data}</worksheet>`,
});
const cellsOf = async (data: string) =>
  (await rowsIn(await sheetOf([], sheet(`<sheetData>${data}</sheetData>`))))[0]?.[1];

describe('reading', () => {
  test('keeps texts and the digits of numbers as the file has them, and tells a row by its own number', async () => {
    const bytes = await sheetOf([['姓名', '号码'], [], ['王䶮', { raw: '1.10101199003078E+17' }], ['', 5]]);
    expect(await rowsIn(bytes)).toEqual([
      [1, ['姓名', '号码']],
      [3, ['王䶮', { number: '1.10101199003078E+17' }]],
      [4, ['', { number: '5' }]],
    ]);
  });

  test.each([
    [
      'a text in runs, without how it is pronounced',
      '<c r="A1" t="inlineStr"><is><r><t>林</t></r><r><t>晓雨</t></r><rPh><t>lin</t></rPh></is></c>',
      ['林晓雨'],
    ],
    ['what a formula came to', '<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', ['ab']],
    ['an error as its text', '<c r="A1" t="e"><v>#N/A</v></c>', ['#N/A']],
    ['cells that are left out', '<c r="C1" t="str"><v>x</v></c>', ['', '', 'x']],
    ['cells without a place, one after the other', '<c t="str"><v>a</v></c><c t="str"><v>b</v></c>', ['a', 'b']],
    [
      'columns beyond Z, up to the sixty-fourth',
      '<c r="AA1" t="str"><v>a</v></c><c r="ZZ1" t="str"><v>b</v></c>',
      [...Array<string>(26).fill(''), 'a'],
    ],
    ['a character written by its number', '<c r="A1" t="str"><v>a_x000A_b</v></c>', ['a\nb']],
    [
      'names with a prefix',
      '</row></sheetData><x:sheetData xmlns:x="y"><x:row r="2"><x:c r="A2" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData><sheetData><row>',
      ['a'],
    ],
  ])('takes %s', async (_, cells, expected) => {
    expect(await cellsOf(`<row r="1">${cells}</row>`)).toEqual(expected);
  });

  const bomb = (bytes: number) =>
    sheet(`<sheetData><row r="1"><c t="str"><v>${' '.repeat(bytes)}</v></c></row></sheetData>`);
  const lying = async () => {
    const bytes = await sheetOf([], bomb(4 * mebibyte));
    // The size that the directory tells, of the last part: 4 MB said to be 40 bytes.
    bytes.writeUInt32LE(40, bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24);
    return bytes;
  };
  const encrypted = async () => {
    const bytes = await sheetOf([['a']]);
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes.writeUInt16LE(1, at + 8);
    return bytes;
  };
  const strings = (count: number) => ({ 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(count)}</sst>` });
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('姓名,号码\n')],
    ['half a file', async () => (await sheetOf([['a']])).subarray(0, 400)],
    ['another zip file', () => writeZip([{ name: 'a.txt', text: ['a'] }])],
    ['a document', () => sheetOf([], { 'xl/workbook.xml': '<document/>' })],
    ['an encrypted one', encrypted],
    ['a part of 9 MB', () => sheetOf([], bomb(9 * mebibyte))],
    ['a part that says it is small', lying],
    [
      'two parts that are too much together',
      () => sheetOf([], { ...bomb(5 * mebibyte), 'xl/sharedStrings.xml': `<sst>${' '.repeat(4 * mebibyte)}</sst>` }),
    ],
    ['too many shared texts', () => sheetOf([], strings(400_001))],
    [
      '501 parts',
      () => writeZip([...partsOf([['a']]), ...Array.from({ length: 496 }, (_, i) => ({ name: `x${i}`, text: [''] }))]),
    ],
    ['a part that is there twice', () => writeZip([...partsOf([['a']]), ...partsOf([['b']])])],
    ['a document type', () => sheetOf([], { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' })],
    ['broken XML', () => sheetOf([], sheet('<sheetData>'))],
    ['elements in elements without end', () => sheetOf([], sheet('<a>'.repeat(65) + '</a>'.repeat(65)))],
    [
      'a workbook whose sheet is not there',
      () => writeZip([...partsOf([], { 'xl/worksheets/sheet1.xml': '' }).slice(0, -1)]),
    ],
    [
      'a shared text that is not there',
      () => sheetOf([], sheet('<sheetData><row><c t="s"><v>9</v></c></row></sheetData>')),
    ],
    ['rows out of order', () => sheetOf([], sheet('<sheetData><row r="2"/><row r="1"/></sheetData>'))],
    [
      'a cell of 33,000 characters',
      () => sheetOf([], sheet(`<sheetData><row><c t="str"><v>${'a'.repeat(33_000)}</v></c></row></sheetData>`)),
    ],
  ])('refuses %s', async (_, make) => {
    await expect(rowsIn(await make())).rejects.toThrow(UnreadableWorkbook);
  });
});

describe('writing', () => {
  test('gives back every text, whatever characters it is of', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((each) => each.trim() !== '' && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(each));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), async (rows) => {
        const bytes = await writeWorkbook({ name: '表', columns: [{ title: '列', width: 10 }], rows });
        expect(await rowsIn(bytes)).toEqual([['列'], ...rows].map((cells, i) => [i + 1, cells]));
      }),
      { numRuns: 60 },
    );
  });

  test('offers what a column takes to the cells below its heading, from a sheet of lists', async () => {
    const columns = [
      { title: '甲', width: 10 },
      { title: '乙', width: 10, choices: ['一', '二', '三'] },
      { title: '丙', width: 10, choices: ['x'] },
      { title: '丁', width: 10, choices: [] },
    ];
    const bytes = await writeWorkbook(
      ...[
        { name: '表', columns, rows: [['1']] },
        { name: '说明', columns: [{ title: '列', width: 10 }], rows: [] },
      ],
    );
    expect(await rowsIn(bytes)).toEqual([
      [1, ['甲', '乙', '丙', '丁']],
      [2, ['1']],
    ]);
    expect((await writtenSheet(bytes, 1)).offers).toEqual([
      ['B2', "'可选内容'!$A$2:$A$4"],
      ['C2', "'可选内容'!$B$2:$B$2"],
    ]);
    expect(await writtenSheet(bytes, 3)).toEqual({ rows: [['乙', '丙'], ['一', 'x'], ['二'], ['三']], offers: [] });
  });

  test('writes what begins like a formula, and long numbers, as texts that stay texts', async () => {
    const risky = ['=1+1', '+1', '-1', '@a', '990100200401010017', '_x0041_', 'a<b&"c"'];
    const bytes = await writeWorkbook({
      name: '表',
      columns: risky.map((title) => ({ title, width: 10 })),
      rows: [risky],
    });
    expect(await rowsIn(bytes)).toEqual([
      [1, risky],
      [2, risky],
    ]);
    const xml: string[] = [];
    const { openZip } = await import('./zip-reader.ts');
    const zip = await openZip(bytes, { entriesMax: 10, bytesMax: mebibyte });
    for await (const piece of zip.read('xl/worksheets/sheet1.xml')) xml.push(String(piece));
    expect(xml.join('')).not.toContain('<f>');
    expect(
      xml
        .join('')
        .match(/<c [^>]*>/g)
        ?.every((cell) => cell.includes('t="inlineStr"')),
    ).toBe(true);
    expect(xml.join('').match(/s="3"/g)).toHaveLength(4);
  });
});
