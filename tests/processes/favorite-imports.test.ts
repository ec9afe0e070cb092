import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { searchesPerDayMax } from '../../commands/search-limits.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  idNumberNo,
  buildColleague,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  buildSchool,
  signedInAs,
  type BuiltEmployer,
  type BuiltGraduate,
  type BuiltSchool,
} from '../support/factories.ts';
import {
  buildGraduates,
  doneImport,
  imports,
  textsOf,
  uploadRows,
  uploadTo,
  withoutImports,
  type AnsweredImport,
} from '../support/import-cast.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { sheetOf, type GivenCell } from '../support/sheets.ts';

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let unit: BuiltEmployer;
let by: SignedIn;
let school: BuiltSchool;
beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  await api.listening;
  school = await buildSchool(platform);
}, 60_000);
afterAll(() => platform.stop(), 60_000);
beforeEach(async () => {
  unit = await buildEmployer(platform);
  by = await signedInAs(api, unit.accountId);
});

const { path, headings } = imports.favorites;
const rowOf = ({ name, idNumber, school: { name: at } }: BuiltGraduate, remark = '') => [name, idNumber, at, remark];
const importOf = async (rows: GivenCell[][], as = by): Promise<AnsweredImport> =>
  doneImport(as, 'favorites', await uploadRows(as, 'favorites', rows));
const outcomes = ({ rows }: AnsweredImport) => rows.map(({ outcome }) => outcome);
const details = ({ rows }: AnsweredImport) => rows.map(({ detail }) => detail ?? '');
const favorites = async () =>
  platform.knex('favorite').where({ employerId: unit.employerId }).whereNull('removedAt').orderBy('id');

describe('a file of favorites', () => {
  test('has each row come to its outcome, in the order of the file, however the keys are written', async () => {
    const [lin, chen] = [
      await buildGraduate(platform, { school, name: '阿依古丽·买买提' }),
      await buildGraduate(platform, { school }),
    ];
    const known = await buildGraduate(platform, { school });
    await buildFavorite(platform, unit, known);
    const done = await importOf([
      [' 阿依古丽•买买提', ` ${lin.idNumber.toLowerCase()} `, school.schoolCode, '重点'],
      rowOf(chen),
      ['', '', ''],
      rowOf(known),
      [chen.name, chen.idNumber, Number(school.schoolCode)],
      [chen.name, lin.idNumber, school.name],
      [chen.name, chen.idNumber, '没有的大学'],
      ['', '990100200401010018', '', ''],
    ]);
    expect(done).toMatchObject({ status: 'DONE', total: 7, done: 7 });
    expect(done.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      ...[
        [2, 'ADDED'],
        [3, 'ADDED'],
        [5, 'ALREADY_ADDED'],
        [6, 'DUPLICATE_IN_FILE'],
      ],
      ...[
        [7, 'NOT_MATCHED'],
        [8, 'NOT_MATCHED'],
        [9, 'INVALID'],
      ],
    ]);
    expect(done.rows[0]).toEqual({
      ...{ row: 2, graduateName: '阿依古丽•买买提', idNumberMasked: `990100********${lin.idNumber.slice(-4)}` },
      ...{ schoolName: school.name, favoriteId: expect.any(String), outcome: 'ADDED', detail: null },
    });
    const [knownId, linId, chenId] = (await favorites()).map(({ id }) => id as string);
    expect(done.rows.map(({ favoriteId }) => favoriteId)).toEqual([linId, chenId, knownId, null, null, null, null]);
    expect(done.rows[3]?.detail).toBe('与第 3 行重复');
    expect(done.rows[4]?.detail).toBe(done.rows[5]?.detail);
    expect(done.rows[6]?.detail).toBe('“学生姓名”未填写；“毕业院校”未填写；“证件号码”有误，请逐位核对');
    const added = await favorites();
    expect(
      added.map(({ graduateId, remark, addedBy, graduateRevision }) => ({
        graduateId,
        remark,
        addedBy,
        graduateRevision,
      })),
    ).toEqual([
      { graduateId: known.graduateId, remark: null, addedBy: unit.accountId, graduateRevision: 1 },
      { graduateId: lin.graduateId, remark: '重点', addedBy: unit.accountId, graduateRevision: 1 },
      { graduateId: chen.graduateId, remark: null, addedBy: unit.accountId, graduateRevision: 1 },
    ]);
  });

  test('says in plain words what a spreadsheet has made of a long number, wherever it shows', async () => {
    const done = await importOf([
      ['甲', { raw: '1.10101199003078E+17' }, '某校'],
      ['乙', { raw: '990100200401010000' }, '某校'],
      ['丙', '1.10101E+17', '某校'],
      ['丁', '110101199003078000', '某校'],
      ['戊', '11010119900307', '某校'],
      ['己', '990100200401010018', '某校'],
    ]);
    const damaged = '“证件号码”被表格软件当作数字处理，末几位已丢失，请将该列的单元格格式设为“文本”后重新填写完整号码';
    expect(outcomes(done)).toEqual(Array(6).fill('INVALID'));
    expect(details(done)).toEqual([
      ...Array<string>(4).fill(damaged),
      '“证件号码”应为 18 位居民身份证号码，请核对位数和字符',
      '“证件号码”有误，请逐位核对',
    ]);
  });

  test('answers what is not added as a file that can be mended and imported again', async () => {
    const [good, wrong, later] = await Promise.all([1, 2, 3].map(() => buildGraduate(platform, { school })));
    const first = await importOf([
      rowOf(good as BuiltGraduate),
      [...rowOf(wrong as BuiltGraduate, '=1+1').with(0, '错名')],
      ['=cmd', { raw: '1.1E+17' }, '@x', '-'],
    ]);
    expect(outcomes(first)).toEqual(['ADDED', 'NOT_MATCHED', 'INVALID']);
    const texts = await textsOf(by('get', `${path}/${first.id}/result`));
    expect(texts[0]).toEqual([...headings, '导入结果', '原因']);
    expect(texts.slice(1).map((row) => row.slice(0, 5))).toEqual([
      ['错名', wrong?.idNumber, school.name, '=1+1', '未匹配'],
      ['=cmd', '', '@x', '-', '内容有误'],
    ]);
    const unmended = await importOf(texts.slice(2).map((row) => [...row]));
    expect(outcomes(unmended)).toEqual(['INVALID']);
    expect(texts[2]?.[5]).toContain('单元格格式设为“文本”');
    const mended = texts.map((row) => [...row]);
    mended[1]?.splice(0, 1, wrong?.name ?? '');
    mended[2]?.splice(0, 3, later?.name ?? '', later?.idNumber ?? '', school.name);
    const second = await doneImport(by, 'favorites', await uploadTo(by, path, await sheetOf(mended)));
    expect(outcomes(second)).toEqual(['ADDED', 'ADDED']);
    expect(await textsOf(by('get', `${path}/${second.id}/result`))).toHaveLength(1);
    expect((await favorites()).map(({ remark }) => remark)).toEqual([null, '=1+1', '-']);
  });

  test('replaces an entry that the school’s corrections made outdated, and finds the newest record', async () => {
    const old = await buildGraduate(platform, { school, cohortYear: 2026 });
    const favoriteId = await buildFavorite(platform, unit, old);
    await platform.knex('favorite').where({ id: favoriteId }).update({ remark: '重点' });
    await platform.knex('graduate').where({ id: old.graduateId }).update({ revision: 2 });
    expect(outcomes(await importOf([rowOf(old)]))).toEqual(['ADDED']);
    expect((await favorites())[0]?.remark).toBe('重点');
    const newer = await buildGraduate(platform, { ...old, cohortYear: 2027 });
    expect(outcomes(await importOf([rowOf(old)]))).toEqual(['ADDED']);
    expect((await favorites()).map(({ graduateId, graduateRevision }) => [graduateId, graduateRevision])).toEqual([
      [old.graduateId, 2],
      [newer.graduateId, 1],
    ]);
    await platform
      .knex('graduate')
      .whereIn('id', [old.graduateId, newer.graduateId])
      .update({ removedAt: platform.knex.fn.now() });
    expect(outcomes(await importOf([rowOf(old)]))).toEqual(['NOT_MATCHED']);
  });

  test('replaces an entry whose signing became invalid', async () => {
    const graduate = await buildGraduate(platform, { school });
    const { favoriteId } = await buildSigning(platform, { employer: unit, graduate, status: 'INVALIDATED' });
    expect(outcomes(await importOf([rowOf(graduate)]))).toEqual(['ADDED']);
    expect((await favorites()).map(({ id }) => id)).not.toContain(favoriteId);
    expect(outcomes(await importOf([rowOf(graduate)]))).toEqual(['ALREADY_ADDED']);
  });

  test('logs each row that was looked for as a search of whoever imported, and takes none of their searches', async () => {
    const graduate = await buildGraduate(platform, { school });
    await importOf([rowOf(graduate), ['无人', idNumberNo(1), school.name], ['', '', school.name]]);
    const searches = await platform.knex('graduate_search').where({ employerId: unit.employerId }).orderBy('id');
    expect(searches.map(({ accountId, graduateId }) => [accountId, graduateId])).toEqual([
      [unit.accountId, graduate.graduateId],
      [unit.accountId, null],
    ]);
    const used = await platform.knex('rate_limit').where({ key: `searches-of-user:${unit.accountId}` });
    expect([used, searchesPerDayMax.user]).toEqual([[], 100]);
  });

  test('adds nothing once the unit has lost its verification or the user has left it', async () => {
    const graduate = await buildGraduate(platform, { school });
    const colleague = await buildColleague(platform, unit.employerId);
    const as = await signedInAs(api, colleague.accountId);
    const away = apiOf(withoutImports(platform));
    await away.listening;
    const begun = await uploadRows(await signedInAs(away, colleague.accountId), 'favorites', [rowOf(graduate)]);
    await platform.knex('employer').where({ id: unit.employerId }).update({ verificationState: 'REVOKED' });
    await platform.engine.goThroughImport(begun.body.id as string);
    const done = await doneImport(as, 'favorites', begun);
    expect([outcomes(done), details(done)[0]]).toEqual([['REFUSED'], expect.stringContaining('未添加')]);
    expect(await favorites()).toEqual([]);
  });

  test('never loses a row, never makes one up, and keeps their order', async () => {
    const people = await buildGraduates(platform, school, { from: 5_000, count: 12 });
    const kind = fc.constantFrom('there', 'unknown', 'damaged', 'blank');
    const given = fc.array(fc.record({ kind, who: fc.integer({ min: 0, max: 11 }) }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(given, async (rows) => {
        fc.pre(rows.some(({ kind: each }) => each !== 'blank'));
        const { employerId, accountId } = await buildEmployer(platform);
        const as = await signedInAs(api, accountId);
        const cells = rows.map(({ kind: each, who }): GivenCell[] => {
          const { name, idNumber } = people[who] ?? { name: '', idNumber: '' };
          if (each === 'blank') return [];
          if (each === 'damaged') return [name, { raw: '9.9E+17' }, school.name];
          return [each === 'there' ? name : `非${name}`, idNumber, school.name];
        });
        const done = await importOf(cells, as);
        const seen = new Set<string>();
        const expected = rows.flatMap(({ kind: each, who }, index) => {
          if (each === 'blank') return [];
          const key = `${each} ${who}`;
          const isTwin = each !== 'damaged' && seen.has(key);
          seen.add(key);
          const outcome = { there: 'ADDED', unknown: 'NOT_MATCHED', damaged: 'INVALID' }[each];
          return [[index + 2, isTwin ? 'DUPLICATE_IN_FILE' : outcome]];
        });
        expect(done.rows.map(({ row, outcome }) => [row, outcome])).toEqual(expected);
        const added = await platform.knex('favorite').where({ employerId });
        expect(added).toHaveLength(expected.filter(([, outcome]) => outcome === 'ADDED').length);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('of 500 rows is done while somebody waits for it; the time is printed, 0.8 s on a quiet machine of two cores', async () => {
    const people = await buildGraduates(platform, school, { from: 10_000, count: 500 });
    const bytes = await sheetOf([
      headings,
      ...people.map(({ name, idNumber }) => [name, idNumber, school.name, '批量']),
    ]);
    const begunAt = performance.now();
    const done = await doneImport(by, 'favorites', await uploadTo(by, path, bytes));
    const seconds = (performance.now() - begunAt) / 1_000;
    process.stderr.write(`500 rows: ${seconds.toFixed(2)} s\n`);
    expect(new Set(outcomes(done))).toEqual(new Set(['ADDED']));
    expect(await favorites()).toHaveLength(500);
  });
});
