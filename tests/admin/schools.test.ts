import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { phoneCode } from '../support/codes.ts';
import { signedInAs } from '../support/factories.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
let administrator: string;
beforeAll(async () => {
  panel = await startPanel();
  administrator = await panel.cookieFor('administrator');
  // Loads AdminJS, which takes its time.
  await panel.page(administrator, 'schools');
}, 60_000);
afterAll(() => panel.stop());

const api = () => panel as unknown as Parameters<typeof signedInAs>[0];
const press = (fields: Record<string, string>, by = administrator) => panel.press(by, 'schools', fields);
const audited = (thingKind: string, thingId: string) =>
  panel.knex('staff_audit').where({ thingKind, thingId }).orderBy('id').select('act', 'details');
let lastCode = 88_000;
const freshCode = () => String((lastCode += 1));
/** A school that is there and has nobody. */
async function emptySchool(): Promise<string> {
  const schoolCode = freshCode();
  expect((await press({ act: 'make', schoolCode, name: `空白大学${schoolCode}` })).status).toBe(200);
  return schoolCode;
}
const reason = '学校盖章申请';

describe('a new install', () => {
  test('gets its first school, college and reviewer from the administrator, and the reviewer goes on alone', async () => {
    const school = { schoolCode: '77001', name: '新建 大学' };
    for (let i = 0; i < 2; i += 1)
      expect((await press({ act: 'make', ...school, name: '新建  大学', key: 'school-1' })).status).toBe(200);
    expect((await panel.page(administrator, 'schools', '?school=7700')).text).toContain('没有审核人');
    expect(await panel.knex('school').where({ schoolCode: '77001' }).first()).toMatchObject({
      ...school,
      signingChain: ['COLLEGE', 'SCHOOL'],
      terminationChain: ['SCHOOL'],
    });
    await press({ act: 'makeCollege', schoolCode: '77001', name: '工学院' });
    const phone = '15200007001';
    const added = { act: 'addReviewer', schoolCode: '77001', name: '首任', phone: ' 152 0000 7001', reason };
    expect((await press(added)).status).toBe(200);
    const { text } = await panel.page(administrator, 'schools', '?code=77001');
    expect(text).toContain('工学院');
    expect(text).toMatch(/152\*{4}7001/);
    expect(text).not.toMatch(/15200007001|没有学校审核人/);

    const code = await phoneCode(api(), phone, 'RESET_PASSWORD');
    const reset = { userType: 'REVIEWER', phone, code, newPassword: 'First-2027!' };
    expect((await panel.call('post', '/api/v1/password-resets').send(reset)).status).toBe(204);
    const account = await panel
      .knex('account')
      .where({ phoneHash: panel.personalData.hash(phone) })
      .first();
    const own = await signedInAs(api(), account.id);
    expect((await own('get', '/api/v1/school/colleges')).body.items).toMatchObject([{ name: '工学院' }]);
    expect((await own('post', '/api/v1/school/colleges').send({ name: '理学院' })).status).toBe(201);
    expect(await audited('school', '77001')).toEqual([
      { act: 'SCHOOL_MADE', details: { name: '新建 大学' } },
      { act: 'SCHOOL_REVIEWER_MADE', details: { reason, accountId: account.id } },
    ]);
  }, 60_000);

  test.each([
    [{ schoolCode: '7700' }, '/schoolCode', 'WRONG_FORMAT'],
    [{ schoolCode: '99001' }, '/schoolCode', 'EXISTS'],
    [{ name: '' }, '/name', 'REQUIRED'],
    [{ name: '示范大学' }, '/name', 'EXISTS'],
    [{ name: '示范 大学' }, '/name', 'EXISTS'],
    [{ name: '😀大学' }, '/name', 'NOT_PRINTABLE'],
  ])('refuses a school that cannot be, at its field: %j', async (wrong, pointer, code) => {
    const answer = await press({ act: 'make', schoolCode: '77009', name: '某某大学', ...wrong });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer, code }]]);
    expect(await panel.knex('school').where({ schoolCode: '77009' })).toEqual([]);
  });

  test('refuses a reviewer who reviews already, and one who cannot be', async () => {
    const schoolCode = await emptySchool();
    const add = (more: object) =>
      press({ act: 'addReviewer', schoolCode, name: '某人', phone: '15200007002', reason, ...more });
    for (const [wrong, pointer] of [
      [{ phone: '13700000002' }, '/phone'],
      [{ phone: '1520000' }, '/phone'],
      [{ name: '' }, '/name'],
      [{ reason: '' }, '/reason'],
    ] as const)
      expect((await add(wrong)).body.errors).toMatchObject([{ pointer }]);
    expect((await add({ schoolCode: '00000' })).status).toBe(404);
    expect(await panel.knex('reviewer').where({ schoolCode })).toEqual([]);
  });
});

test('schools and colleges are renamed, each once by a press; names stay their own', async () => {
  const schoolCode = await emptySchool();
  await press({ act: 'makeCollege', schoolCode, name: '甲学院' });
  const college = await panel.knex('college').where({ schoolCode }).first<{ id: string }>('id');
  for (let i = 0; i < 2; i += 1)
    await press({ act: 'renameCollege', schoolCode, collegeId: college.id, name: '乙学院', key: 'college-1' });
  expect(await audited('college', college.id)).toMatchObject([
    { act: 'COLLEGE_MADE' },
    { act: 'COLLEGE_RENAMED', details: { before: '甲学院', after: '乙学院' } },
  ]);
  await press({ act: 'renameCollege', schoolCode, collegeId: college.id, name: '乙学院(国际)' });
  for (const same of ['乙学院(国际)', '乙学院（国际）', '乙学院 (国际)'])
    expect((await press({ act: 'makeCollege', schoolCode, name: same })).body.errors).toMatchObject([
      { pointer: '/name', code: 'EXISTS' },
    ]);
  const spaced = { act: 'renameCollege', schoolCode, collegeId: college.id, name: '乙学院 (国际)' };
  expect((await press(spaced)).status).toBe(200);
  const elsewhere = { act: 'renameCollege', schoolCode: '99001', collegeId: college.id, name: '丙学院' };
  expect((await press(elsewhere)).status).toBe(404);
  expect((await press({ act: 'rename', schoolCode, name: '示范学院' })).status).toBe(422);
  expect((await press({ act: 'rename', schoolCode, name: '改名大学' })).status).toBe(200);
  expect((await panel.page(administrator, 'schools', `?code=${schoolCode}`)).text).toContain('改名大学');
});

test('a list of more than a page goes on, and comes back to its beginning', async () => {
  const chains = { signingChain: ['SCHOOL'], terminationChain: ['SCHOOL'] };
  const many = Array.from({ length: 60 }, (_, i) => ({
    schoolCode: String(60_000 + i),
    name: `众多大学${i}`,
    ...chains,
  }));
  await panel.knex('school').insert(many);
  const read = async (query: string) => (await panel.page(administrator, 'schools', query)).body.sections[1].table;
  const first = await read(`?school=${encodeURIComponent('众多')}`);
  expect([first.rows.length, first.steps.first]).toEqual([50, undefined]);
  const second = await read(first.steps.next);
  expect([second.rows.length, second.steps]).toEqual([10, { first: `?school=${encodeURIComponent('众多')}` }]);
  const codes = [...first.rows, ...second.rows].map(({ cells }: { cells: string[] }) => cells[0]);
  expect(codes).toEqual(many.map(({ schoolCode }) => schoolCode));
  expect((await panel.page(administrator, 'schools', '?after=%00x&code=')).status).toBe(200);
});

test('nobody else finds the page or its buttons', async () => {
  const before = await panel.knex('school').count();
  for (const name of ['reviewer', 'supervisor']) {
    const cookie = await panel.cookieFor(name);
    expect((await panel.page(cookie, 'schools')).status).toBe(404);
    expect((await press({ act: 'make', schoolCode: '77010', name: '某大学' }, cookie)).status).toBe(404);
  }
  expect(await panel.knex('school').count()).toEqual(before);
});
