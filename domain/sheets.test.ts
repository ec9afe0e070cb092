import { describe, expect, test } from '@jest/globals';
import { favoriteColumns, readFavoriteRow } from './favorite-import.ts';
import { graduateColumns, readGraduateRow, recordOf, type GraduateRow, type KnownGraduate } from './graduate-import.ts';
import { explain, headingOf, idNumberFlaw, isDamagedNumber, isHeading, textOf } from './sheets.ts';

const today = '2026-11-22';
/** A number of nobody that ends as a rounded one does. */
const endingInNoughts = '990100200401181000';

describe('a cell', () => {
  test.each([
    [' 示范大学 ', '示范大学'],
    [{ number: '99001' }, '99001'],
    [{ number: '99001.0' }, '99001'],
    [{ number: '1.39E+10' }, '13900000000'],
    [{ number: '9.9010020040101E+17' }, '9.9010020040101E+17'],
    [{ number: '0.5' }, '0.5'],
    [{ number: ' 0.5 ' }, '0.5'],
    [{ number: '999999999999999' }, '999999999999999'],
    [{ number: '1E+15' }, '1E+15'],
    [undefined, ''],
  ])('%j is read as %j', (cell, text) => {
    expect(textOf(cell)).toBe(text);
  });

  test.each([
    [{ number: '1.10101E+17' }, true],
    [{ number: '990100200401010017' }, true],
    [{ number: '1234567890123456' }, true],
    ['1.10101E+17', true],
    ['1.1e17', true],
    ['1.10101 E+17', true],
    ['990100200401010017', false],
    [{ number: '123456789012345' }, false],
    [{ number: '99001' }, false],
    ['E楼', false],
    [undefined, false],
  ])('%j has lost digits: %s', (cell, isDamaged) => {
    expect(isDamagedNumber(cell)).toBe(isDamaged);
  });

  test.each([
    ['990100200401010017', null],
    [' 9901002004-0101001７', null],
    ['99010020040323003x', null],
    ['990100200401010018', 'WRONG_CHECK_CHARACTER'],
    ['110101199003078000', 'NUMBER_DAMAGED'],
    [{ number: '9.9E+17' }, 'NUMBER_DAMAGED'],
    [{ number: '990100200401010017' }, null],
    [{ number: '990100200401010018' }, 'NUMBER_DAMAGED'],
    // What is left of another number, its check character right by chance: ending in three noughts, in two, in all its digits.
    [{ number: endingInNoughts }, 'NUMBER_DAMAGED'],
    [{ number: '990100200401011300' }, 'NUMBER_DAMAGED'],
    [{ number: '990100200401011968' }, 'NUMBER_DAMAGED'],
    [endingInNoughts, null],
    ['11010119900307', 'WRONG_ID_NUMBER'],
    ['E12345678', 'WRONG_ID_NUMBER'],
    ['1990100200401010017', 'WRONG_ID_NUMBER'],
    ['990100200401010017X', 'WRONG_ID_NUMBER'],
  ])('%j as an ID number: %s', (cell, flaw) => {
    expect(idNumberFlaw(cell, today)).toBe(flaw);
  });
});

test.each([
  [['学生姓名*', '证件号码*', '毕业院校*', '备注'], true],
  [['学生姓名', '证件号码', '毕业院校', '备注', '', ''], true],
  [['学生姓名＊', ' 证件 号码*', '毕业院校*', '备注', '导入结果', '原因'], true],
  [['学生姓名*', '证件号码*', '毕业院校*', '备注', '手机号'], false],
  [['证件号码*', '学生姓名*', '毕业院校*', '备注'], false],
  [['学生姓名*', '证件号码*', '毕业院校*'], false],
  [[], false],
])('%j are headings: %s', (cells, isOne) => {
  expect(isHeading(favoriteColumns, cells)).toBe(isOne);
});

test('a heading of a column that must be filled in has an asterisk', () => {
  expect(favoriteColumns.map(headingOf)).toEqual(['学生姓名*', '证件号码*', '毕业院校*', '备注']);
});

describe('a row of favorites', () => {
  test('has its three keys in the form they are compared in', () => {
    const { row } = readFavoriteRow(
      ['阿依古丽 • 买买提', ' 990100200401010017', { number: '99001' }, ' 第一\n批 '],
      today,
    );
    expect(row).toEqual({
      name: '阿依古丽·买买提',
      idNumber: '990100200401010017',
      school: '99001',
      remark: '第一 批',
    });
    expect(readFavoriteRow(['甲', '990100200401010017', '示范大学'], today).row?.remark).toBeNull();
    const longest = ['名'.repeat(100), '990100200401010017', '校'.repeat(100), '\r\n备注\t\t'];
    expect(readFavoriteRow(longest, today).row).toMatchObject({ name: longest[0], school: longest[2], remark: '备注' });
    const noNumber = readFavoriteRow(['甲', '', '示范大学'], today);
    expect(noNumber.reasons).toEqual([{ code: 'REQUIRED', column: '证件号码' }]);
  });

  test('names everything that is wrong with it', () => {
    const { reasons } = readFavoriteRow(['\u200B', '1', '校'.repeat(101), 'a\u0000'], today);
    expect(reasons).toEqual([
      { code: 'REQUIRED', column: '学生姓名' },
      { code: 'TOO_LONG', column: '毕业院校' },
      { code: 'UNREADABLE_TEXT', column: '备注' },
      { code: 'WRONG_ID_NUMBER', column: '证件号码' },
    ]);
    expect(explain(reasons ?? [])).toBe(
      '“学生姓名”未填写；“毕业院校”内容过长；“备注”含有无法识别的字符；“证件号码”应为 18 位居民身份证号码，请核对位数和字符',
    );
    expect([explain([]), explain([{ code: 'DUPLICATE_OF_ROW', row: 7 }], 'en')]).toEqual([null, 'The same as row 7']);
    expect(
      explain(
        [
          { code: 'REQUIRED', column: '甲' },
          { code: 'TOO_LONG', column: '乙' },
        ],
        'en',
      ),
    ).toMatch(/甲.*; .*乙/);
  });
});

describe('a row of graduates', () => {
  const cells = [
    '279901',
    '林晓雨',
    '990100200401010017',
    '计算机学院',
    '本科',
    '软件工程',
    '2027届',
    '+86 139 0000 0001',
  ];

  test('is read with labels, short forms and codes; what is left empty is not there', () => {
    const read = {
      examNo: '279901',
      name: '林晓雨',
      idNumber: '990100200401010017',
      college: '计算机学院',
      major: '软件工程',
    };
    const base = { ...read, educationLevel: '31', cohort: 2027, phone: '13900000001' };
    expect(readGraduateRow(cells, today)).toEqual({ row: base, reasons: null });
    const more = ['定向', '浙江杭州', '女', '汉族'];
    expect(readGraduateRow([...cells.with(4, '33').with(6, '2027'), ...more], today).row).toEqual({
      ...{ ...base, educationLevel: '33', trainingMode: 'DIRECTED' },
      ...{ homeRegion: '浙江杭州', sex: 'FEMALE', nation: '汉族' },
    });
  });

  test.each([
    [0, { number: '1.2E+16' }, 'NUMBER_DAMAGED', null],
    [2, '990100200401010018', 'WRONG_CHECK_CHARACTER', null],
    [4, '大学', 'NOT_IN_LIST', /^博士生毕业、博士生结业、.+、专科生结业$/],
    [6, '27届', 'NOT_IN_LIST', /2027/],
    [7, '123', 'WRONG_PHONE', null],
    [1, '', 'REQUIRED', null],
  ] as const)('with column %i = %j is %s', (index, cell, code, choices) => {
    const changed = cells.map((each, i) => (i === index ? cell : each));
    const column = graduateColumns[index].title;
    const told = choices === null ? {} : { choices: expect.stringMatching(choices) };
    expect(readGraduateRow(changed, today)).toEqual({ row: null, reasons: [{ code, column, ...told }] });
  });

  test.each([
    [8, '自费', 'NOT_IN_LIST', '非定向、定向、委培'],
    [10, '未知', 'NOT_IN_LIST', '男、女'],
    [9, '浙'.repeat(51), 'TOO_LONG', null],
  ] as const)('with optional column %i = %s is %s', (index, cell, code, choices) => {
    const changed = [...cells, '', '', '', ''].with(index, cell);
    const { reasons } = readGraduateRow(changed, today);
    expect(reasons).toMatchObject([
      { code, column: graduateColumns[index].title, ...(choices === null ? {} : { choices }) },
    ]);
    expect(explain(reasons ?? [])).not.toMatch(/[{}]/);
  });

  test('with nothing in it needs all eight columns and says nothing else of them', () => {
    const { reasons } = readGraduateRow(['', '', '', '', '', '', '', ''], today);
    expect(reasons).toEqual(graduateColumns.slice(0, 8).map(({ title }) => ({ code: 'REQUIRED', column: title })));
  });

  test('takes an exam number without the spaces somebody typed, and a cohort as a number', () => {
    const { row } = readGraduateRow(cells.with(0, ' 27 99 01 '), today);
    expect(row?.examNo).toBe('279901');
    expect(readGraduateRow([...cells.slice(0, 6), { number: '2027' }, '13900000001'], today).row?.cohort).toBe(2027);
    for (const year of ['12027', '2027届生', '1027'])
      expect(readGraduateRow(cells.with(6, year), today).reasons).toMatchObject([
        { code: 'NOT_IN_LIST', column: '届别' },
      ]);
  });

  const row = { examNo: 'E', cohort: 2027 } as GraduateRow;
  const known = (id: string, more: Partial<KnownGraduate> = {}): KnownGraduate => ({
    ...{ id, isRemoved: false, examNo: null, isSamePerson: false, cohortYear: 2027, ...more },
  });
  test.each([
    ['nobody is new', [], { id: null, conflict: null }],
    ['the exam number', [known('a', { examNo: 'E', cohortYear: 2026 })], { id: 'a', conflict: null }],
    ['the same person and cohort', [known('a', { isSamePerson: true })], { id: 'a', conflict: null }],
    ['both', [known('a', { isSamePerson: true, examNo: 'E' })], { id: 'a', conflict: null }],
    ['another cohort of the same person: new', [known('a', { cohortYear: 2024 })], { id: null, conflict: null }],
    [
      'one each',
      [known('a', { examNo: 'E' }), known('b', { isSamePerson: true })],
      { conflict: { code: 'TWO_RECORDS' } },
    ],
    [
      'an exam number of two',
      [known('a', { examNo: 'E' }), known('b', { examNo: 'E' })],
      { conflict: { code: 'TWO_RECORDS' } },
    ],
    ['one removed', [known('a', { isRemoved: true, examNo: 'E' })], { conflict: { code: 'RECORD_REMOVED' } }],
    [
      'one removed from another cohort: new',
      [known('a', { isRemoved: true, examNo: 'E', cohortYear: 2026 })],
      { id: null, conflict: null },
    ],
  ])('is about the record with %s', (_, records, found) => {
    expect(recordOf(row, records)).toEqual(found);
  });
});
