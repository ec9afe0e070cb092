import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { favoriteColumns, favoriteRowsMax, favoriteRowsPerDayMax } from '../../domain/favorite-import.ts';
import pino from 'pino';
import { apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import {
  idNumberNo,
  buildColleague,
  buildEmployer,
  buildSchool,
  signedInAs,
  type BuiltEmployer,
} from '../support/factories.ts';
import { buildImport, imports, textsIn, textsOf, uploadRows, uploadTo, workbookOf } from '../support/import-cast.ts';
import { sheetOf, writtenSheet } from '../support/sheets.ts';

let api: TestApi;
let unit: BuiltEmployer;
let by: SignedIn;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  unit = await buildEmployer(api);
  by = await signedInAs(api, unit.accountId);
});

const { path, headings } = imports.favorites;
const template = '/api/v1/employer/favorites/import-template';
const row = ['林晓雨', '990100200401010017', '示范大学'];
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const stored = async () => api.knex('import').where({ employerId: unit.employerId });

test('the template holds the headings and nothing else on its first sheet, and tells on the second what they take', async () => {
  const bytes = await workbookOf(by('get', template));
  expect(await textsIn(bytes)).toEqual([[...headings]]);
  const { rows } = await writtenSheet(bytes, 2);
  expect(rows).toEqual([
    ['列名', '是否必填', '填写要求'],
    ...favoriteColumns.map(({ title, required, hint }) => [title, required ? '必填' : '选填', hint]),
  ]);
  const { headers } = await by('get', template);
  expect(headers['content-disposition']).toMatch(
    /^attachment; filename="favorites-template\.xlsx"; filename\*=UTF-8''%/,
  );
});

describe('a file', () => {
  test('is stored and answered 202 though the engine is away, and runs until somebody has gone through it', async () => {
    const begun = await uploadRows(by, 'favorites', [row, ['', '', '']]);
    expect([begun.status, begun.body]).toEqual([202, { id: expect.any(String) }]);
    const { body } = await by('get', `${path}/${begun.body.id}`);
    expect(body).toEqual({
      ...{ id: begun.body.id, status: 'RUNNING', total: 1, done: 0 },
      rows: [
        {
          row: 2,
          graduateName: '林晓雨',
          idNumberMasked: '990100********0017',
          schoolName: '示范大学',
          favoriteId: null,
          outcome: null,
          detail: null,
        },
      ],
    });
    expect(codeOf(await by('get', `${path}/${begun.body.id}/result`))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const sealed = JSON.stringify(await api.knex('import_row').where({ importId: begun.body.id }));
    expect(sealed).not.toMatch(/林晓雨|990100200401010017/);
  });

  test.each([
    ['without the asterisks', ['学生姓名', '证件号码', '毕业院校', '备注']],
    ['with wide asterisks and spaces', ['学生姓名 ＊', ' 证件号码*', '毕业院校＊', '备注 ']],
    ['as a result file has them', [...headings, '导入结果', '原因']],
  ])('is taken with its headings %s', async (_, given) => {
    expect((await uploadTo(by, path, await sheetOf([given, row]))).status).toBe(202);
  });

  test.each([
    ['in another order', ['证件号码*', '学生姓名*', '毕业院校*', '备注']],
    ['short of one', ['学生姓名*', '证件号码*', '毕业院校*']],
    ['with one more', [...headings, '手机号']],
    ['of another language', ['name', 'idNumber', 'school', 'remark']],
  ])('is refused with its headings %s', async (_, given) => {
    const answer = await uploadTo(by, path, await sheetOf([given, row]));
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/file', code: 'WRONG_HEADINGS' }]);
    expect(await stored()).toEqual([]);
  });

  test('is refused with its headings in the second row, with no row below them, or with too many', async () => {
    const many = Array.from({ length: favoriteRowsMax + 1 }, () => row);
    const files = [[[], headings, row], [headings], [headings, [], ['', ' ', '']], [headings, ...many], []];
    const codes = ['WRONG_HEADINGS', 'NO_ROWS', 'NO_ROWS', 'TOO_MANY_ROWS', 'WRONG_HEADINGS'];
    for (const [i, rows] of files.entries()) {
      const answer = await uploadTo(by, path, await sheetOf(rows));
      expect(answer.body.errors).toMatchObject([{ pointer: '/file', code: codes[i] }]);
    }
    expect((await uploadTo(by, path, await sheetOf([headings, ...many.slice(1)]))).status).toBe(202);
  });

  test('that is no xlsx is UNSUPPORTED_FILE, one of more than 5 MB is FILE_TOO_LARGE', async () => {
    const bomb = await sheetOf([headings, row], { 'xl/sharedStrings.xml': `<sst>${' '.repeat(33 * 1_048_576)}</sst>` });
    expect(bomb.length).toBeLessThan(100_000);
    const files = [Buffer.from('学生姓名,证件号码\n'), Buffer.from('d0cf11e0a1b11ae1', 'hex'), bomb];
    for (const bytes of files) expect(codeOf(await uploadTo(by, path, bytes))).toEqual([415, 'UNSUPPORTED_FILE']);
    expect(codeOf(await uploadTo(by, path, Buffer.alloc(5_300_000)))).toEqual([413, 'FILE_TOO_LARGE']);
    expect(await stored()).toEqual([]);
  });

  test('counts its rows for the unit’s day; one that no longer fits is refused whole and counts nothing', async () => {
    const key = `import-rows-of-unit:${unit.employerId}`;
    const points = favoriteRowsPerDayMax - 2;
    await api.knex('rate_limit').insert({ key, points, expire: Date.now() + 3_600_000 });
    const rows = [1, 2, 3].map((n) => ['无人', idNumberNo(n), '示范大学']);
    const refused = await uploadRows(by, 'favorites', rows);
    expect(codeOf(refused)).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(refused.headers['ratelimit']).toContain('"import-rows-of-unit";r=2');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(await api.knex('rate_limit').where({ key }).first('points')).toEqual({ points });
    const colleague = await signedInAs(api, (await buildColleague(api, unit.employerId)).accountId);
    expect((await uploadRows(colleague, 'favorites', rows.slice(1))).status).toBe(202);
    expect(codeOf(await uploadRows(by, 'favorites', rows.slice(2)))).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(await stored()).toHaveLength(1);
  });

  test('needs a verified unit; what was imported stays readable to all of it, and to nobody else', async () => {
    const importId = await buildImport(api, { kind: 'FAVORITES', ...unit });
    await api.knex('employer').where({ id: unit.employerId }).update({ verificationState: 'REVERIFY_REQUIRED' });
    expect(codeOf(await uploadRows(by, 'favorites', [row]))).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
    const colleague = await signedInAs(api, (await buildColleague(api, unit.employerId)).accountId);
    expect((await colleague('get', `${path}/${importId}`)).status).toBe(200);
    expect(await textsOf(colleague('get', `${path}/${importId}/result`))).toHaveLength(2);
    const stranger = await signedInAs(api, (await buildEmployer(api)).accountId);
    for (const place of ['', '/result'])
      expect(codeOf(await stranger('get', `${path}/${importId}${place}`))).toEqual([404, 'NOT_FOUND']);
  });

  test.each(['favorites', 'graduates'] as const)('has its result, with whole ID numbers, logged: %s', async (kind) => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const logging = apiOf({ ...api, log });
    await logging.listening;
    const school = await buildSchool(api);
    const [importId, accountId] =
      kind === 'favorites'
        ? [await buildImport(api, { kind: 'FAVORITES', ...unit }), unit.accountId]
        : [
            await buildImport(api, { kind: 'GRADUATES', ...school, accountId: school.schoolReviewer }),
            school.schoolReviewer,
          ];
    const reader = await signedInAs(logging, accountId);
    await textsOf(reader('get', `${imports[kind].path}/${importId}/result`));
    const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => /ID numbers shown in full/.test(msg));
    expect(told).toMatchObject([{ accountId, importId }]);
  });

  test('has its reasons told in the language that is asked for', async () => {
    const importId = await buildImport(api, { kind: 'FAVORITES', ...unit });
    const { body } = await by('get', `${path}/${importId}`).set('accept-language', 'en');
    expect(body.rows[0].detail).toBe('“姓名” is empty');
  });
});
