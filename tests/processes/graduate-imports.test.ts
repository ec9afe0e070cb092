import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  idNumberNo,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  buildReviewer,
  buildSchool,
  signedInAs,
  type BuiltGraduate,
  type BuiltSchool,
} from '../support/factories.ts';
import {
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
let school: BuiltSchool;
let by: SignedIn;
beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  await api.listening;
}, 60_000);
afterAll(() => platform.stop(), 60_000);
beforeEach(async () => {
  school = await buildSchool(platform);
  by = await signedInAs(api, school.schoolReviewer);
});

const { path, headings } = imports.graduates;
const importOf = async (rows: GivenCell[][], as = by): Promise<AnsweredImport & { counts: Record<string, number> }> =>
  (await doneImport(as, 'graduates', await uploadRows(as, 'graduates', rows))) as never;
const outcomes = ({ rows }: AnsweredImport) => rows.map(({ outcome }) => outcome);
const details = ({ rows }: AnsweredImport) => rows.map(({ detail }) => detail);
/** The nth graduate's row; `more` are the optional cells. */
const rowOf = (n: number, more: GivenCell[] = [], changed: Record<number, GivenCell> = {}): GivenCell[] => {
  const phone = `137${String(n).padStart(8, '0')}`;
  const row: GivenCell[] = [
    `27990${n}`,
    `学生${n}`,
    idNumberNo(n),
    school.collegeName,
    '本科',
    '软件工程',
    '2027届',
    phone,
  ];
  return [...row, ...more].map((cell, index) => changed[index] ?? cell);
};
const records = async () =>
  platform.knex('graduate').where({ schoolCode: school.schoolCode }).orderBy('examNo').orderBy('id');
const phoneOf = async (graduateId: string) =>
  platform.personalData.decrypt((await platform.knex('graduate').where({ id: graduateId }).first()).phoneEncrypted);
/** A record as a row of a file would say it. */
const asRow = async (
  { graduateId, name, idNumber, cohortYear }: BuiltGraduate,
  examNo: string,
): Promise<GivenCell[]> => {
  const phone = await phoneOf(graduateId);
  return [examNo, name, idNumber, school.collegeName, '31', '软件工程', cohortYear, phone];
};
const withExamNo = async (examNo: string): Promise<BuiltGraduate> => {
  const graduate = await buildGraduate(platform, { school });
  await platform.knex('graduate').where({ id: graduate.graduateId }).update({ examNo });
  return graduate;
};

describe('a school’s file', () => {
  test('creates who is new, leaves who is as before, updates what differs; empty optional cells change nothing', async () => {
    const more = ['定向', '浙江杭州', '女', '汉族'];
    const first = await importOf([rowOf(1, more), rowOf(2), rowOf(3)]);
    expect([outcomes(first), details(first)]).toEqual([Array(3).fill('CREATED'), [null, null, null]]);
    const [one] = await records();
    expect(one).toMatchObject({
      ...{ name: '学生1', examNo: '279901', collegeId: school.collegeId, cohortYear: 2027, educationLevel: '31' },
      ...{
        trainingMode: 'DIRECTED',
        homeRegion: '浙江杭州',
        sex: 'FEMALE',
        nation: '汉族',
        accountId: null,
        revision: 1,
      },
    });
    expect(platform.personalData.decrypt(one.idNumberEncrypted)).toBe(idNumberNo(1));

    const second = await importOf([
      rowOf(1, [], { 7: 13700000001 }),
      rowOf(2, [], { 5: '网络工程', 1: '学生二' }),
      rowOf(3, ['', '', '男']),
    ]);
    expect(outcomes(second)).toEqual(['UNCHANGED', 'UPDATED', 'UPDATED']);
    expect(second.counts).toEqual({ CREATED: 0, UPDATED: 2, UNCHANGED: 1, CONFLICT: 0, INVALID: 0 });
    const [, two, three] = await records();
    expect([two.major, two.name, two.revision, three.sex, three.trainingMode, three.revision]).toEqual([
      ...['网络工程', '学生二', 2, 'MALE', 'ORDINARY', 1],
    ]);
    const changes = await platform.knex('ground_change').where({ graduateId: two.id });
    expect(changes).toMatchObject([{ kind: 'GRADUATE_CORRECTED', actorAccountId: school.schoolReviewer }]);
    expect(JSON.parse(platform.personalData.decrypt(changes[0].detailsEncrypted))).toEqual({
      before: { major: '软件工程', name: '学生2' },
      after: { major: '网络工程', name: '学生二' },
    });
    expect(outcomes(await importOf([rowOf(2, [], { 5: '网络工程', 1: '学生二' })]))).toEqual(['UNCHANGED']);
  });

  test('never changes who signs while a signing is open or signed; all else of such a row waits with it', async () => {
    const [open, signed] = [await withExamNo('E1'), await withExamNo('E2')];
    const waiting = await buildSigning(platform, { graduate: open, status: 'AWAITING_GRADUATE' });
    await buildSigning(platform, { graduate: signed, status: 'SIGNED' });
    const [a, b] = [await asRow(open, 'E1'), await asRow(signed, 'E2')];
    const changed = (row: GivenCell[], index: number, cell: GivenCell) => row.with(index, cell).with(5, '法学');
    const changes: [index: number, ofA: GivenCell, ofB: GivenCell][] = [
      [1, '改名', '改名'],
      [2, idNumberNo(77), idNumberNo(78)],
      [6, '2026届', '2026届'],
    ];
    for (const [index, ofA, ofB] of changes) {
      const done = await importOf([changed(a, index, ofA), changed(b, index, ofB)]);
      expect(outcomes(done)).toEqual(['CONFLICT', 'CONFLICT']);
      expect(done.rows[0]?.detail).toContain('不能通过导入更改');
    }
    expect((await records()).map(({ major, name }) => [major, name])).toEqual([
      ['软件工程', open.name],
      ['软件工程', signed.name],
    ]);
    expect(await platform.knex('ground_change').whereIn('graduateId', [open.graduateId, signed.graduateId])).toEqual(
      [],
    );
    expect(outcomes(await importOf([a.with(5, '法学'), b.with(5, '法学')]))).toEqual(['UPDATED', 'UPDATED']);
    expect((await platform.knex('signing').where({ id: waiting.id }).first()).status).toBe('AWAITING_GRADUATE');
  });

  test('corrects name, ID number and cohort of who has signed nothing, with what follows: favorites outdated, profile to be confirmed', async () => {
    const graduate = await withExamNo('E1');
    const unit = await buildEmployer(platform);
    await buildFavorite(platform, unit, graduate);
    const row = await asRow(graduate, 'E1');
    expect(outcomes(await importOf([row.with(1, '新名').with(2, idNumberNo(88)).with(6, 2026)]))).toEqual(['UPDATED']);
    const [record] = await records();
    expect(record).toMatchObject({
      name: '新名',
      nameNormalised: '新名',
      cohortYear: 2026,
      revision: 2,
      profileConfirmedAt: null,
    });
    const employer = await signedInAs(api, unit.accountId);
    expect((await employer('get', '/api/v1/employer/favorites')).body.items).toMatchObject([{ outdated: true }]);
  });

  test('ends the sessions of whoever gets another phone, and lets them activate again', async () => {
    const graduate = await withExamNo('E1');
    const session = await signedInAs(api, graduate.accountId);
    expect(outcomes(await importOf([(await asRow(graduate, 'E1')).with(7, '13700001111')]))).toEqual(['UPDATED']);
    expect((await session('get', '/api/v1/me')).status).toBe(401);
    expect((await records())[0]).toMatchObject({ accountId: null });
  });

  test('knows a record by its exam number, else by ID number and cohort; another course of studies is another record', async () => {
    const graduate = await buildGraduate(platform, { school, cohortYear: 2026 });
    const row = await asRow(graduate, '26001');
    expect(outcomes(await importOf([row]))).toEqual(['UPDATED']);
    expect(outcomes(await importOf([row.with(0, '27001').with(6, 2027).with(4, '硕士')]))).toEqual(['CREATED']);
    expect(
      (await records()).map(({ examNo, cohortYear, educationLevel }) => [examNo, cohortYear, educationLevel]),
    ).toEqual([
      ['26001', 2026, '31'],
      ['27001', 2027, '11'],
    ]);
    const crossed = await importOf([row.with(6, 2027)]);
    expect([outcomes(crossed), details(crossed)]).toEqual([
      ['CONFLICT'],
      ['考生号与证件号码分属本校两条不同记录，请先核实'],
    ]);
  });

  test('does not bring back who was removed, and takes no notice of another school’s records', async () => {
    const graduate = await withExamNo('E1');
    await platform.knex('graduate').where({ id: graduate.graduateId }).update({ removedAt: platform.knex.fn.now() });
    const row = await asRow(graduate, 'E1');
    expect(outcomes(await importOf([row]))).toEqual(['CONFLICT']);
    const other = await buildSchool(platform);
    const their = await signedInAs(api, other.schoolReviewer);
    expect(outcomes(await importOf([row.with(3, other.collegeName)], their))).toEqual(['CREATED']);
    expect(await records()).toHaveLength(1);
  });

  test('says what is wrong with a row, and which row it repeats', async () => {
    const done = await importOf([
      rowOf(1),
      rowOf(1),
      rowOf(2, [], { 0: '279901' }),
      rowOf(3, ['自费', '', '未知'], { 3: '没有的学院', 4: '大学', 7: '123' }),
      rowOf(4, [], { 3: '没有的学院', 6: '2099' }),
      rowOf(5, [], { 2: { raw: '1.1E+17' }, 0: { raw: '1.2E+16' }, 6: '' }),
      rowOf(6, [], { 1: '王\u{2A6D6}', 5: '\u{13000}学' }),
    ]);
    expect(outcomes(done)).toEqual(['CREATED', ...Array(6).fill('INVALID')]);
    expect(details(done).slice(1)).toEqual([
      ...['与第 2 行重复', '与第 2 行重复'],
      ['“学历层次”', '“手机号”', '“培养方式”', '“性别”'].map((column) => expect.stringContaining(column)).at(0),
      '“学院”不是本校登记的学院，请按登记名称填写；“届别”不是平台已设置的届别',
      expect.stringMatching(/^“届别”未填写；“考生号”被表格软件.*；“证件号码”被表格软件/),
      expect.stringMatching(/^“姓名”含有协议书字库中没有的字符.*；“专业”含有协议书字库/),
    ]);
    for (const column of ['学历层次', '手机号', '培养方式', '性别']) expect(done.rows[3]?.detail).toContain(column);
    const texts = await textsOf(by('get', `${path}/${done.id}/result`));
    expect([texts.length, texts[0]?.slice(12)]).toEqual([7, ['导入结果', '原因']]);
    const mended = texts.map((row) => [...row]).filter((_, index) => [0, 4].includes(index));
    mended[1]?.splice(3, 1, school.collegeName);
    mended[1]?.splice(6, 1, '2027');
    expect(outcomes(await doneImport(by, 'graduates', await uploadTo(by, path, await sheetOf(mended))))).toEqual([
      'CREATED',
    ]);
  });

  test('is the school reviewer’s: nobody else begins one or reads it, and it ends with their office', async () => {
    const done = await importOf([rowOf(1)]);
    const [college, other] = [
      await signedInAs(api, school.collegeReviewer ?? ''),
      await signedInAs(api, (await buildSchool(platform)).schoolReviewer),
    ];
    for (const stranger of [college, other])
      for (const place of ['', '/result'])
        expect((await stranger('get', `${path}/${done.id}${place}`)).status).toBe(404);
    expect((await uploadRows(college, 'graduates', [rowOf(2)])).status).toBe(404);
    const second = await buildReviewer(platform, { level: 'SCHOOL', schoolCode: school.schoolCode, collegeId: null });
    const away = apiOf(withoutImports(platform));
    await away.listening;
    const begun = await uploadRows(await signedInAs(away, second), 'graduates', [rowOf(2)]);
    await platform.knex('reviewer').where({ accountId: second }).update({ endedAt: platform.knex.fn.now() });
    await platform.engine.goThroughImport(begun.body.id as string);
    expect(outcomes(await doneImport(by, 'graduates', begun))).toEqual(['CONFLICT']);
    expect(await records()).toHaveLength(1);
  });

  test('never loses a row, never makes one up, and keeps their order', async () => {
    const given = fc.array(fc.record({ who: fc.integer({ min: 100, max: 112 }), good: fc.boolean() }), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(given, async (rows) => {
        const before = new Set((await records()).map(({ examNo }) => examNo as string));
        const done = await importOf(rows.map(({ who, good }) => rowOf(who, [], good ? {} : { 4: '大学' })));
        const seen = new Set<string>();
        const expected = rows.map(({ who, good }, index) => {
          const isTwin = seen.has(`27990${who}`);
          if (good) seen.add(`27990${who}`);
          return [index + 2, !good || isTwin ? 'INVALID' : before.has(`27990${who}`) ? 'UNCHANGED' : 'CREATED'];
        });
        expect(done.rows.map(({ row, outcome }) => [row, outcome])).toEqual(expected);
        expect((await records()).map(({ examNo }) => examNo)).toEqual([...new Set([...before, ...seen])].sort());
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  /** 20,000 when tried by hand. */
  const many = Number(process.env['IMPORT_ROWS'] ?? 450);
  test(`of ${many} rows is gone through page by page; the time is printed`, async () => {
    const bytes = await sheetOf([
      headings,
      ...Array.from({ length: many }, (_, i) => rowOf(i + 1, ['', '浙江', '女', '汉族'])),
    ]);
    const begunAt = performance.now();
    const begun = await uploadTo(by, path, bytes);
    const storedAt = performance.now();
    const { counts } = (await doneImport(by, 'graduates', begun, 300_000)) as unknown as { counts: object };
    const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
    process.stderr.write(
      `${many} rows: stored in ${seconds(begunAt, storedAt)} s, done in ${seconds(begunAt, performance.now())} s\n`,
    );
    expect(counts).toMatchObject({ CREATED: many });
    const { body } = await by('get', `${path}/${begun.body.id}`).query({ rows: 'false' });
    expect(body).toMatchObject({ status: 'DONE', done: many, rows: [] });
  }, 600_000);
});
