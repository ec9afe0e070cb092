import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildCollege, buildGraduate, buildSchool, signedInAs, type BuiltSchool } from '../support/factories.ts';

let api: TestApi;
let school: BuiltSchool;
let whole: SignedIn;
let college: SignedIn;
beforeAll(async () => {
  api = await startApi();
  school = await buildSchool(api);
  whole = await signedInAs(api, school.schoolReviewer);
  college = await signedInAs(api, school.collegeReviewer ?? '');
}, 60_000);
afterAll(() => api.stop());

const reviewers = '/api/v1/school/reviewers';
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const add = (by: SignedIn, more: object = {}) =>
  by('post', reviewers).send({ name: '新审核', phone: '13300000001', role: 'SCHOOL', ...more });

test('colleges are the school’s by name, with their reviewers; of a college reviewer the own one', async () => {
  const other = await buildCollege(api, school.schoolCode);
  const { body } = await whole('get', '/api/v1/school/colleges').query({ count: true });
  expect(body.total).toBe(2);
  expect(body.items).toContainEqual({ id: other.collegeId, name: other.collegeName, reviewers: 0 });
  const own = (await college('get', '/api/v1/school/colleges')).body.items;
  expect(own).toEqual([{ id: school.collegeId, name: school.collegeName, reviewers: 1 }]);
  const first = await whole('get', '/api/v1/school/colleges').query({ limit: 1 });
  const next = await whole('get', '/api/v1/school/colleges').query({ limit: 1, cursor: first.body.nextCursor });
  expect(new Set([first.body.items[0].id, next.body.items[0].id])).toEqual(
    new Set([school.collegeId, other.collegeId]),
  );
});

test('a reviewer is added, listed with a masked phone, and removed with their sessions', async () => {
  const { collegeId } = school;
  const added = await add(whole, { role: 'COLLEGE', collegeId });
  expect([added.status, added.body.phoneMasked, added.body.collegeId]).toEqual([201, '133****0001', collegeId]);
  const by = await signedInAs(api, added.body.id);
  expect((await by('get', '/api/v1/school/colleges')).status).toBe(200);
  const { schoolCode, name: schoolName, collegeName } = school;
  expect((await by('get', '/api/v1/me')).body.reviewer).toEqual({
    ...{ level: 'COLLEGE', schoolCode, schoolName, collegeName },
  });
  const sms = await api.knex('direct_message').where({ accountId: added.body.id }).pluck<string[]>('message');
  expect(sms).toEqual(['REVIEWER_MADE']);
  expect((await whole('get', reviewers)).body.items.map(({ id }: { id: string }) => id)).toContain(added.body.id);
  expect((await add(whole)).body.errors).toMatchObject([{ pointer: '/phone', code: 'DUPLICATE' }]);
  expect((await whole('delete', `${reviewers}/${added.body.id}`)).status).toBe(204);
  expect((await by('get', '/api/v1/school/colleges')).status).toBe(401);
  expect(codeOf(await whole('delete', `${reviewers}/${added.body.id}`))).toEqual([404, 'NOT_FOUND']);
});

test('who reviewed before begins anew: with no password, session or inbox of that time, nor another’s name on what was done', async () => {
  const phone = '13300000002';
  const { id } = (await add(whole, { phone })).body;
  await whole('delete', `${reviewers}/${id}`);
  const again = await add(whole, { phone, name: '后任', role: 'COLLEGE', collegeId: school.collegeId });
  expect([again.status, again.body.role, again.body.name]).toEqual([201, 'COLLEGE', '后任']);
  expect(again.body.id).not.toBe(id);
  const former = api.knex('account').where({ id });
  expect(await former.first('name', 'phoneHash', 'phoneEncrypted')).toEqual({
    name: '新审核',
    phoneHash: null,
    phoneEncrypted: null,
  });
  await expect(api.knex('reviewer').where({ accountId: id }).first('endedAt')).resolves.not.toEqual({ endedAt: null });
});

test('two schools that add one former reviewer at the same moment: one of them has them', async () => {
  const phone = '13300000014';
  await whole('delete', `${reviewers}/${(await add(whole, { phone })).body.id}`);
  const stranger = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
  const answers = await Promise.all([add(whole, { phone }), add(stranger, { phone })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
});

test('it is the school reviewer’s: to a college reviewer and to another school it is not there', async () => {
  const stranger = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
  expect(codeOf(await college('get', reviewers))).toEqual([404, 'NOT_FOUND']);
  expect(codeOf(await add(college))).toEqual([404, 'NOT_FOUND']);
  expect(codeOf(await college('delete', `${reviewers}/${school.schoolReviewer}`))).toEqual([404, 'NOT_FOUND']);
  expect(codeOf(await stranger('delete', `${reviewers}/${school.collegeReviewer}`))).toEqual([404, 'NOT_FOUND']);
});

test('with the last reviewer of a college its open tasks fall to the school, whose reviewers are told, once', async () => {
  const own = await buildSchool(api);
  const by = await signedInAs(api, own.schoolReviewer);
  const graduate = () => buildGraduate(api, { school: own });
  const waiting = await buildSigning(api, { graduate: await graduate(), status: 'COLLEGE_REVIEW' });
  await buildSigning(api, { graduate: await graduate(), status: 'SCHOOL_REVIEW' });
  const second = (await add(by, { phone: '13300000021', role: 'COLLEGE', collegeId: own.collegeId })).body.id;
  const told = () =>
    api.knex('notification').where({ accountId: own.schoolReviewer }).select('processId', 'seq', 'message');
  expect((await by('delete', `${reviewers}/${second}`)).status).toBe(204);
  expect(await told()).toEqual([]);
  expect((await by('delete', `${reviewers}/${own.collegeReviewer}`)).status).toBe(204);
  expect(await told()).toEqual([{ processId: waiting.id, seq: 2, message: 'REVIEW_TASK_OPENED' }]);
  const inbox = await by('get', '/api/v1/notifications');
  expect(inbox.body.items[0]).toMatchObject({ message: 'REVIEW_TASK_OPENED' });
});

test('nobody removes themselves, so that a school is never without', async () => {
  expect(codeOf(await whole('delete', `${reviewers}/${school.schoolReviewer}`))).toEqual([409, 'ACTION_NOT_ALLOWED']);
});

test.each([
  [{ role: 'COLLEGE' }, '/collegeId', 'REQUIRED'],
  [{ collegeId: randomUUID() }, '/collegeId', 'UNKNOWN_FIELD'],
  [{ role: 'COLLEGE', collegeId: randomUUID() }, '/collegeId', 'NOT_FOUND'],
  [{ name: ' ' }, '/name', 'REQUIRED'],
])('a reviewer who cannot be is refused at the field: %j', async (more, pointer, code) => {
  const answer = await add(whole, { phone: '13300000003', ...more });
  expect([answer.status, answer.body.errors]).toEqual([422, [expect.objectContaining({ pointer, code })]]);
});

describe('a college', () => {
  const colleges = '/api/v1/school/colleges';
  const make = (by: SignedIn, name: string) => by('post', colleges).send({ name });
  const rename = (by: SignedIn, id: string, name: string) => by('patch', `${colleges}/${id}`).send({ name });
  const taken = [expect.objectContaining({ pointer: '/name', code: 'EXISTS' })];

  test('is made and renamed by the school reviewer, and gets its reviewers', async () => {
    const made = await make(whole, ' 数学学院 ');
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), name: '数学学院', reviewers: 0 }]);
    const { id } = made.body;
    await add(whole, { phone: '13300000004', role: 'COLLEGE', collegeId: id });
    const renamed = await rename(whole, id, '数学与统计学院');
    expect([renamed.status, renamed.body]).toEqual([200, { id, name: '数学与统计学院', reviewers: 1 }]);
    expect((await rename(whole, id, '数学与统计学院')).status).toBe(200);
  });

  test('has a name that no other of its school has, also when two ask at once', async () => {
    const answers = await Promise.all([make(whole, '文学院'), make(whole, '文学院')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await rename(whole, school.collegeId, '文学院')).body.errors).toEqual(taken);
    const elsewhere = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
    expect((await make(elsewhere, '文学院')).status).toBe(201);
    expect((await make(whole, '😀学院')).body.errors).toMatchObject([{ pointer: '/name', code: 'NOT_PRINTABLE' }]);
  });

  test('is not there for a college reviewer or another school to make or rename', async () => {
    const stranger = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
    expect(codeOf(await make(college, '外语学院'))).toEqual([404, 'NOT_FOUND']);
    for (const by of [college, stranger])
      expect(codeOf(await rename(by, school.collegeId, '外语学院'))).toEqual([404, 'NOT_FOUND']);
    expect(await api.knex('college').where({ id: school.collegeId }).first()).toMatchObject({
      name: school.collegeName,
    });
  });
});
