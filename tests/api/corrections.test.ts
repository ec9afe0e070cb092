import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { maskIdNumber } from '../../domain/identifiers.ts';
import pino from 'pino';
import { apiOf, startApi, type TestApi } from '../support/api.ts';
import {
  buildCollege,
  buildGraduate,
  buildReviewer,
  buildSchool,
  nextIdNumber,
  signedInAs,
} from '../support/factories.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

const correction = { field: 'major', shouldBe: '软件工程（中外合作）', note: '录取通知书上如此' };
const ask = async (accountId: string, body: object = correction) =>
  (await signedInAs(api, accountId))('post', '/api/v1/graduate/profile/corrections').send(body);
const inboxOf = async (accountId: string) => {
  const { body } = await (await signedInAs(api, accountId))('get', '/api/v1/notifications');
  return (body as { items: { message: string; text: string; correctionId?: string; graduateId?: string }[] }).items;
};

test('a correction goes to the reviewers of the graduate’s college and of the school, who corrects, and to nobody else', async () => {
  const graduate = await buildGraduate(api);
  const { schoolReviewer, collegeReviewer } = graduate.school;
  const elsewhere = await buildReviewer(api, { level: 'SCHOOL', schoolCode: '99001', collegeId: null });
  const answer = await ask(graduate.accountId);
  expect([answer.status, answer.body]).toMatchObject([201, correction]);
  const [told] = await inboxOf(collegeReviewer ?? '');
  expect(told).toMatchObject({ message: 'PROFILE_CORRECTION_REQUESTED', correctionId: answer.body.id });
  const masked = maskIdNumber(graduate.idNumber);
  for (const part of [graduate.name, masked, '专业', correction.shouldBe, correction.note])
    expect(told?.text).toContain(part);
  expect(told?.text).not.toContain(graduate.idNumber);
  const record = await (
    await signedInAs(api, collegeReviewer ?? '')
  )('get', `/api/v1/school/graduates/${told?.graduateId}`);
  expect(record.body).toMatchObject({ id: graduate.graduateId, name: graduate.name });
  expect(await inboxOf(schoolReviewer)).toMatchObject([{ correctionId: answer.body.id, text: told?.text }]);
  for (const other of [elsewhere, graduate.accountId]) expect(await inboxOf(other)).toEqual([]);
});

test.each([
  ['idNumber', '990100200408180086', '990100********0086'],
  ['phone', '13900000008', '139****0008'],
])(
  'an inbox shows no whole %s; the school and the own college read it by a call that is logged',
  async (field, whole, masked) => {
    const graduate = await buildGraduate(api);
    const { id } = (await ask(graduate.accountId, { field, shouldBe: whole })).body;
    const { schoolReviewer, collegeReviewer } = graduate.school;
    for (const accountId of [schoolReviewer, collegeReviewer ?? '']) {
      const [told] = await inboxOf(accountId);
      expect(told?.text).toContain(masked);
      expect(told?.text).not.toContain(whole);
      const lines: string[] = [];
      const logging = apiOf({ ...api, log: pino({}, { write: (line: string) => void lines.push(line) }) });
      await logging.listening;
      const read = await (
        await signedInAs(logging, accountId)
      )('get', `/api/v1/school/corrections/${told?.correctionId}`);
      expect([read.status, read.body]).toMatchObject([
        200,
        { id, field, shouldBe: whole, note: null, correctedAt: null },
      ]);
      expect(lines.join('')).toContain('a correction shown in full');
      expect(lines.join('')).not.toContain(whole);
    }
    const otherCollege = await buildCollege(api, graduate.school.schoolCode);
    const colleague = await buildReviewer(api, {
      level: 'COLLEGE',
      schoolCode: graduate.school.schoolCode,
      collegeId: otherCollege.collegeId,
    });
    const elsewhere = await buildReviewer(api, { level: 'SCHOOL', schoolCode: '99001', collegeId: null });
    for (const accountId of [colleague, elsewhere])
      expect((await (await signedInAs(api, accountId))('get', `/api/v1/school/corrections/${id}`)).status).toBe(404);
  },
);

test('where the college has no reviewer, those of the school are told', async () => {
  const school = await buildSchool(api, { collegeReviewer: false });
  const graduate = await buildGraduate(api, { school });
  await ask(graduate.accountId, { field: 'name', shouldBe: '张三' });
  expect(await inboxOf(school.schoolReviewer)).toHaveLength(1);
});

test('whoever asked is told once when the school corrects that field, and of no other', async () => {
  const graduate = await buildGraduate(api);
  const { body } = await ask(graduate.accountId, { field: 'major', shouldBe: '网络工程' });
  await ask(graduate.accountId, { field: 'educationLevel', shouldBe: '硕士' });
  const school = await signedInAs(api, graduate.school.schoolReviewer);
  const write = (major: string) =>
    school('patch', `/api/v1/school/graduates/${graduate.graduateId}`)
      .set('idempotency-key', randomUUID())
      .send({ major });
  for (const major of ['网络工程', '软件工程']) expect((await write(major)).status).toBe(200);
  expect(await inboxOf(graduate.accountId)).toMatchObject([
    { message: 'PROFILE_CORRECTED', correctionId: body.id, text: expect.stringContaining('专业') },
  ]);
});

test('with a corrected ID number a record takes its account along, and leaves one that serves other records', async () => {
  const [alone, older] = [await buildGraduate(api), await buildGraduate(api, { cohortYear: 2026 })];
  const { idNumber, accountId, school } = older;
  const newer = await buildGraduate(api, { idNumber, accountId, school, cohortYear: 2027 });
  const correct = async ({ graduateId, school: at }: typeof alone, to: string) =>
    (await signedInAs(api, at.schoolReviewer))('patch', `/api/v1/school/graduates/${graduateId}`)
      .set('idempotency-key', randomUUID())
      .send({ idNumber: to });
  expect((await correct(alone, nextIdNumber())).status).toBe(200);
  expect((await correct(newer, nextIdNumber())).status).toBe(200);
  const holders = await api.knex('graduate').whereIn('accountId', [alone.accountId, accountId]).pluck<string[]>('id');
  expect(holders.sort()).toEqual([alone.graduateId, older.graduateId].sort());
  const profile = await (await signedInAs(api, accountId))('get', '/api/v1/graduate/profile');
  expect(profile.body).toMatchObject({ cohort: 2026, idNumber });
});

test('what is wrong and should be stands nowhere in clear', async () => {
  const graduate = await buildGraduate(api);
  await ask(graduate.accountId, { field: 'idNumber', shouldBe: '990100200410100102', note: '少写一位' });
  const rows = JSON.stringify(await api.knex('profile_correction').select());
  expect(rows).not.toMatch(/990100200410100102|少写一位/);
});

test('a graduate asks so often a day and no more', async () => {
  const graduate = await buildGraduate(api);
  for (let i = 0; i < 20; i += 1) expect((await ask(graduate.accountId)).status).toBe(201);
  const beyond = await ask(graduate.accountId);
  expect([beyond.status, beyond.headers['ratelimit-policy']]).toEqual([429, '"corrections";q=20;w=86400']);
});

test('a record that the school removed has nothing to correct', async () => {
  const graduate = await buildGraduate(api);
  await api.knex('graduate').where({ id: graduate.graduateId }).update({ removedAt: api.knex.fn.now() });
  expect((await ask(graduate.accountId)).status).toBe(404);
});
