import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  buildCollege,
  buildFavorite,
  buildEmployer,
  buildGraduate,
  buildSchool,
  nextIdNumber,
  signedInAs,
  type BuiltGraduate,
  type BuiltSchool,
} from '../support/factories.ts';
import { imports, textsIn, workbookOf } from '../support/import-cast.ts';
import { writtenSheet } from '../support/sheets.ts';

let api: TestApi;
let school: BuiltSchool;
let whole: SignedIn;
let college: SignedIn;
let elsewhere: SignedIn;
beforeAll(async () => {
  api = await startApi();
  school = await buildSchool(api);
  whole = await signedInAs(api, school.schoolReviewer);
  college = await signedInAs(api, school.collegeReviewer ?? '');
  elsewhere = await signedInAs(api, (await buildSchool(api)).schoolReviewer);
}, 60_000);
afterAll(() => api.stop());

const graduates = '/api/v1/school/graduates';
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const somebody = (more: object = {}) => buildGraduate(api, { school, ...more });
const changeUnder = (key: string) => (by: SignedIn, method: 'patch' | 'post' | 'delete', path: string, body: object) =>
  by(method, `${graduates}/${path}`).set('idempotency-key', key).send(body);
const change = (...given: Parameters<ReturnType<typeof changeUnder>>) => changeUnder(randomUUID())(...given);
const correct = ({ graduateId }: BuiltGraduate, body: object, key: string = randomUUID()) =>
  changeUnder(key)(whole, 'patch', graduateId, body);
const removal = { reasonCode: 'DROPPED_OUT', detail: '已办理退学' };
const destination = { category: '801', detail: '考取研究生' };
/** What waits in the inboxes of a graduate's signings, of this reason. */
const told = async (signingId: string) => {
  const rows = await api.knex('command').where({ processId: signingId, outcome: null }).select('kind', 'bodyEncrypted');
  return rows.map(({ kind, bodyEncrypted }: { kind: string; bodyEncrypted: string }) => [
    kind,
    (JSON.parse(api.personalData.decrypt(bodyEncrypted)) as { reason: string }).reason,
  ]);
};

describe('the list', () => {
  test('is the school’s, newest first, page by page; a college reviewer reads the own college', async () => {
    const own = await buildSchool(api);
    const [first, second] = [await buildGraduate(api, { school: own }), await buildGraduate(api, { school: own })];
    const other = await buildCollege(api, own.schoolCode);
    const third = await buildGraduate(api, { school: { ...own, ...other } });
    const by = await signedInAs(api, own.schoolReviewer);
    const page = await by('get', graduates).query({ limit: 2, count: true });
    expect(page.body.items.map(({ id }: { id: string }) => id)).toEqual([third.graduateId, second.graduateId]);
    expect(page.body.total).toBe(3);
    const next = await by('get', graduates).query({ limit: 2, cursor: page.body.nextCursor });
    expect(next.body.items.map(({ id }: { id: string }) => id)).toEqual([first.graduateId]);
    const ofCollege = await signedInAs(api, own.collegeReviewer ?? '');
    expect((await ofCollege('get', graduates).query({ count: true })).body.total).toBe(2);
    expect((await ofCollege('get', graduates).query({ collegeId: other.collegeId, count: true })).body.total).toBe(0);
  });

  test('is searched by part of a name, cohort, college, and the whole ID number in a body', async () => {
    const { graduateId, name, idNumber } = await somebody();
    const found = async (filter: object) =>
      (await whole('post', `${graduates}/search`).send(filter)).body.items.map(({ id }: { id: string }) => id);
    expect(await found({ idNumber })).toEqual([graduateId]);
    expect(await found({ idNumber, cohort: 2026 })).toEqual([]);
    expect(await found({ graduateName: name.slice(1), collegeId: school.collegeId, cohort: 2027 })).toContain(
      graduateId,
    );
    expect(codeOf(await whole('get', graduates).query({ idNumber }))).toEqual([422, 'VALIDATION_FAILED']);
  });

  test('shows numbers masked, and those who were removed only when asked', async () => {
    const { graduateId, idNumber } = await somebody();
    const { text } = await whole('post', `${graduates}/search`).send({ idNumber });
    expect(text).not.toContain(idNumber);
    expect(text).toContain(`${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`);
    await change(whole, 'post', `${graduateId}/remove`, removal);
    const listed = async (removed: boolean) =>
      (await whole('post', `${graduates}/search`).send({ idNumber, removed })).body.items.length;
    expect([await listed(false), await listed(true)]).toEqual([0, 1]);
  });
});

describe('who may not', () => {
  const acts: [string, (by: SignedIn, id: string) => PromiseLike<{ status: number; body: { code?: string } }>][] = [
    ['correct', (by, id) => change(by, 'patch', id, { major: '法学' })],
    ['remove', (by, id) => change(by, 'post', `${id}/remove`, removal)],
    ['register', (by, id) => change(by, 'post', `${id}/destination`, destination)],
    ['void', (by, id) => change(by, 'delete', `${id}/destination`, { reason: '有误' })],
    ['lock', (by, id) => by('post', `${graduates}/${id}/lock`).send({ reason: '核查' })],
    ['unlock', (by, id) => by('post', `${graduates}/${id}/unlock`)],
  ];
  test.each(acts)('%s: to another school and to a college reviewer it is not there', async (_, act) => {
    const { graduateId } = await somebody();
    expect(codeOf(await act(elsewhere, graduateId))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await act(college, graduateId))).toEqual([404, 'NOT_FOUND']);
    expect(await api.knex('ground_change').where({ graduateId })).toEqual([]);
  });

  test('a college reviewer reads the own college alone, another school nothing, other users nothing of the kind', async () => {
    const mine = await somebody();
    const theirs = await somebody({ school: { ...school, ...(await buildCollege(api, school.schoolCode)) } });
    const read = async (by: SignedIn, { graduateId }: BuiltGraduate) =>
      codeOf(await by('get', `${graduates}/${graduateId}`));
    expect(await read(college, mine)).toEqual([200, undefined]);
    expect(await read(college, theirs)).toEqual([404, 'NOT_FOUND']);
    expect(await read(elsewhere, mine)).toEqual([404, 'NOT_FOUND']);
    expect(await read(await signedInAs(api, mine.accountId), mine)).toEqual([403, 'WRONG_USER_TYPE']);
  });
});

describe('a correction', () => {
  test.each([
    ['name', '王更名'],
    ['idNumber', nextIdNumber()],
    ['cohort', 2026],
  ])('of %s ends open signings in its own transaction and makes favorites outdated', async (field, value) => {
    const graduate = await somebody();
    const open = await buildSigning(api, { graduate });
    const { status, body, headers } = await correct(graduate, { [field]: value });
    expect([status, body.seq, headers['etag'], body.profileConfirmedAt]).toEqual([200, 1, '"1"', null]);
    expect(await told(open.id)).toEqual([['invalidate', 'GRADUATE_RECORD_CHANGED']]);
    const record = await api.knex('graduate').where({ id: graduate.graduateId }).first();
    expect(record.revision).toBe(2);
    const employer = await signedInAs(api, open.employer.accountId);
    const [favorite] = (await employer('get', '/api/v1/employer/favorites')).body.items;
    expect(favorite.outdated).toBe(true);
  });

  test('of the major makes favorites outdated and leaves signings; of the college neither', async () => {
    const graduate = await somebody();
    const open = await buildSigning(api, { graduate });
    const { collegeId } = await buildCollege(api, school.schoolCode);
    expect((await correct(graduate, { collegeId })).body).toMatchObject({ collegeId, seq: 1 });
    expect((await api.knex('graduate').where({ id: graduate.graduateId }).first()).revision).toBe(1);
    await correct(graduate, { major: '法学' });
    expect((await api.knex('graduate').where({ id: graduate.graduateId }).first()).revision).toBe(2);
    expect(await told(open.id)).toEqual([]);
  });

  test('of what the graduate has confirmed asks for that again; of the exam number not', async () => {
    const graduate = await somebody();
    const confirmed = async (change: object) => (await correct(graduate, change)).body.profileConfirmedAt !== null;
    expect(await confirmed({ examNo: '27990777' })).toBe(true);
    for (const change of [{ major: '法学' }, { educationLevel: '11' }, { trainingMode: 'DIRECTED' }]) {
      await api.knex('graduate').where({ id: graduate.graduateId }).update({ profileConfirmedAt: api.knex.fn.now() });
      expect(await confirmed(change)).toBe(false);
    }
  });

  test('of who has signed is refused; of what no agreement says it is done', async () => {
    const { graduate } = await buildSigning(api, { status: 'SIGNED', graduate: await somebody() });
    expect(codeOf(await correct(graduate, { name: '王更名' }))).toEqual([409, 'GRADUATE_HAS_AGREEMENT']);
    expect((await correct(graduate, { examNo: '27990001' })).body.examNo).toBe('27990001');
    expect((await correct(graduate, { name: graduate.name, trainingMode: 'DIRECTED' })).status).toBe(200);
  });

  test('of the phone ends the sessions and lets the graduate activate again', async () => {
    const graduate = await somebody();
    const open = await buildSigning(api, { graduate });
    const by = await signedInAs(api, graduate.accountId);
    const { body } = await correct(graduate, { phone: '13100009999' });
    expect([body.activated, body.phoneMasked]).toEqual([false, '131****9999']);
    expect(codeOf(await by('get', '/api/v1/graduate/profile'))).toEqual([401, 'SIGNED_OUT']);
    expect(await told(open.id)).toEqual([]);
  });

  test.each([
    [{ collegeId: randomUUID() }, '/collegeId', 'NOT_FOUND'],
    [{ cohort: 2099 }, '/cohort', 'NOT_FOUND'],
    [{ idNumber: '990100200401010018' }, '/idNumber', 'WRONG_CHECK_CHARACTER'],
    [{ phone: '12' }, '/phone', 'WRONG_FORMAT'],
    [{ schoolCode: '99001' }, '/schoolCode', 'UNKNOWN_FIELD'],
    [{ name: '王\u{2A6D6}' }, '/name', 'NOT_PRINTABLE'],
    [{ major: '\u{13000}学' }, '/major', 'NOT_PRINTABLE'],
  ])('that cannot be is refused at its field: %j', async (body, pointer, code) => {
    const answer = await correct(await somebody(), body);
    expect([answer.status, answer.body.errors[0]]).toEqual([422, expect.objectContaining({ pointer, code })]);
  });

  test('to somebody’s number who is there already is refused, and to nothing at all too', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const answer = await correct(one, { idNumber: other.idNumber });
    expect(answer.body.errors).toMatchObject([{ pointer: '/idNumber', code: 'DUPLICATE' }]);
    await correct(other, { examNo: '27990002' });
    const sameExam = await correct(one, { examNo: '27990002' });
    expect(sameExam.body.errors).toMatchObject([{ pointer: '/examNo', code: 'DUPLICATE' }]);
    expect((await correct(one, {})).status).toBe(422);
  });

  test('is told by the record: who, when, what before and after, numbers masked', async () => {
    const graduate = await somebody();
    const { body } = await correct(graduate, { major: '法学', idNumber: nextIdNumber() });
    expect(body.changes).toMatchObject([
      {
        kind: 'GRADUATE_CORRECTED',
        byName: expect.stringMatching(/^审核/),
        fields: [
          { field: 'idNumber', before: expect.stringMatching(/^990100\*{8}/) },
          { field: 'major', before: '软件工程', after: '法学' },
        ],
      },
    ]);
  });
});

describe('under one key', () => {
  test('a repeat does nothing and is answered as the first, another request is refused', async () => {
    const graduate = await somebody();
    const key = randomUUID();
    const first = await correct(graduate, { major: '法学' }, key);
    await correct(graduate, { major: '医学' });
    const repeat = await correct(graduate, { major: '法学' }, key);
    expect([first.status, repeat.status, repeat.headers['idempotency-replayed']]).toEqual([200, 200, 'true']);
    expect([repeat.body.major, repeat.body.seq]).toEqual(['医学', 2]);
    expect(codeOf(await correct(graduate, { major: '理学' }, key))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(codeOf(await whole('patch', `${graduates}/${graduate.graduateId}`).send({ major: '理学' }))).toEqual([
      400,
      'IDEMPOTENCY_KEY_REQUIRED',
    ]);
  });

  test('ten at once are one', async () => {
    const graduate = await somebody();
    const open = await buildSigning(api, { graduate });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => changeUnder(key)(whole, 'post', `${graduate.graduateId}/remove`, removal)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await told(open.id)).toEqual([['invalidate', 'GRADUATE_RECORD_REMOVED']]);
    expect(await api.knex('ground_change').where({ graduateId: graduate.graduateId })).toHaveLength(1);
  });
});

describe('a removal', () => {
  test('ends every open signing, and nothing more can be done to the record', async () => {
    const graduate = await somebody();
    const signings = [
      await buildSigning(api, { graduate }),
      await buildSigning(api, { graduate, status: 'COLLEGE_REVIEW' }),
    ];
    const { status, body } = await change(whole, 'post', `${graduate.graduateId}/remove`, removal);
    expect([status, body.removalReason, body.removalDetail]).toEqual([200, 'DROPPED_OUT', removal.detail]);
    for (const { id } of signings) expect(await told(id)).toEqual([['invalidate', 'GRADUATE_RECORD_REMOVED']]);
    expect(codeOf(await correct(graduate, { major: '法学' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('of who has signed leaves a void of the agreement in the inbox of a termination of its own, once', async () => {
    const { graduate, id } = await buildSigning(api, { status: 'SIGNED', graduate: await somebody() });
    const [key, other] = [randomUUID(), randomUUID()];
    const remove = (under: string) => changeUnder(under)(whole, 'post', `${graduate.graduateId}/remove`, removal);
    const [first, twin, rival] = (await Promise.all([remove(key), remove(key), remove(other)])).map(
      ({ status }) => status,
    );
    expect(twin).toBe(first);
    expect([first, rival].sort()).toEqual([200, 409]);
    expect(await told(id)).toEqual([]);
    const voids = await api.knex('command').where({ kind: 'void', outcome: null });
    expect(voids).toMatchObject([{ actorRelation: 'SYSTEM', actorAccountId: null }]);
    expect(JSON.parse(api.personalData.decrypt((voids[0] as { bodyEncrypted: string }).bodyEncrypted))).toEqual({
      ...{ signingId: id, outcome: 'GRADUATE_RECORD_REMOVED', voidReason: null, detail: removal.detail },
    });
  });
});

describe('a return', () => {
  const reason = '误操作，仍在本届';
  const restore = ({ graduateId }: BuiltGraduate) => change(whole, 'post', `${graduateId}/restore`, { reason });
  const remove = ({ graduateId }: BuiltGraduate) => change(whole, 'post', `${graduateId}/remove`, removal);

  test('brings back who was removed by mistake: into the lists, for units that kept the favorite, and told by the record', async () => {
    const graduate = await somebody();
    const employer = await buildEmployer(api);
    await buildFavorite(api, employer, graduate);
    await remove(graduate);
    const { status, body } = await restore(graduate);
    expect([status, body.removedAt, body.removalReason, body.removalDetail]).toEqual([200, null, null, null]);
    expect(body.changes).toMatchObject([
      { kind: 'GRADUATE_RESTORED', reason, byName: expect.stringMatching(/^审核/) },
      { kind: 'GRADUATE_REMOVED', reason: removal.detail },
    ]);
    const { body: listed } = await whole('get', `${graduates}?graduateName=${encodeURIComponent(body.name)}&limit=100`);
    expect(listed.items.map(({ id }: { id: string }) => id)).toContain(graduate.graduateId);
    const by = await signedInAs(api, employer.accountId);
    const [favorite] = (await by('get', '/api/v1/employer/favorites')).body.items;
    expect(favorite.outdated).toBe(false);
    expect((await remove(graduate)).status).toBe(200);
  });

  test('is refused for who is there, and while what the removal ends has not ended', async () => {
    const graduate = await somebody();
    expect(codeOf(await restore(graduate))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    for (const status of ['AWAITING_GRADUATE', 'SIGNED'] as const) {
      const of = await somebody();
      await buildSigning(api, { status, graduate: of });
      await remove(of);
      expect(codeOf(await restore(of))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    }
  });

  test('is refused where another record of the same person has taken the place', async () => {
    const [graduate, other] = [await somebody(), await somebody()];
    await remove(graduate);
    expect((await correct(other, { idNumber: graduate.idNumber })).status).toBe(200);
    const { status, body } = await restore(graduate);
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '', code: 'DUPLICATE' }]]);
  });
});

test('a lock keeps the graduate from accepting, in words too, until it is taken away', async () => {
  const graduate = await somebody();
  const { id } = await buildSigning(api, { graduate });
  const lock = (act: string, body?: object) => whole('post', `${graduates}/${graduate.graduateId}/${act}`).send(body);
  expect(codeOf(await lock('unlock'))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  expect((await lock('lock', { reason: '信息核查中' })).body).toMatchObject({ locked: true, lockReason: '信息核查中' });
  const by = await signedInAs(api, graduate.accountId);
  const { body } = await by('get', `/api/v1/graduate/signings/${id}`);
  expect([body.allowedActions, body.bindingReasons]).toEqual([['decline'], ['SCHOOL_LOCK']]);
  expect(body.bindingReasonTexts[0]).toContain('请联系学校就业部门');
  const profile = await by('get', '/api/v1/graduate/profile').set('accept-language', 'en');
  expect(profile.body.bindingReasonTexts[0]).toContain('careers office');
  expect((await lock('unlock')).body.locked).toBe(false);
  expect((await by('get', `/api/v1/graduate/signings/${id}`)).body.allowedActions).toEqual(['accept', 'decline']);
});

describe('another destination', () => {
  test('binds, ends open signings, and lets go once it is voided', async () => {
    const graduate = await somebody();
    const { id } = await buildSigning(api, { graduate });
    const path = `${graduate.graduateId}/destination`;
    const { body } = await change(whole, 'post', path, {
      ...destination,
      unitName: '示范大学',
      uscc: '91990000MA0000015Q',
    });
    expect(body.destination).toMatchObject({ category: '801', unitName: '示范大学', byAgreement: false });
    expect(body.bindingReasons).toEqual(['OTHER_DESTINATION']);
    expect(await told(id)).toEqual([['invalidate', 'OTHER_DESTINATION_REGISTERED']]);
    expect(codeOf(await change(whole, 'post', path, destination))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const voided = await change(whole, 'delete', path, { reason: '放弃入学' });
    expect([voided.status, voided.body.destination, voided.body.bindingReasons]).toEqual([200, null, []]);
    expect(voided.body.changes.map(({ kind }: { kind: string }) => kind)).toEqual([
      'DESTINATION_VOIDED',
      'DESTINATION_REGISTERED',
    ]);
    expect(codeOf(await change(whole, 'delete', path, { reason: '放弃入学' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('is refused to who has signed, and cannot be an agreement or no destination yet', async () => {
    const { graduate } = await buildSigning(api, { status: 'SIGNED', graduate: await somebody() });
    const path = `${graduate.graduateId}/destination`;
    expect(codeOf(await change(whole, 'post', path, destination))).toEqual([409, 'GRADUATE_HAS_AGREEMENT']);
    expect(codeOf(await change(whole, 'delete', path, { reason: '有误' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const free = `${(await somebody()).graduateId}/destination`;
    for (const category of ['10', '70', '1'])
      expect((await change(whole, 'post', free, { ...destination, category })).status).toBe(422);
  });
});

test('a favorite of who was removed finds nobody to invite', async () => {
  const graduate = await somebody();
  const employer = await buildEmployer(api);
  await buildFavorite(api, employer, graduate);
  await change(whole, 'post', `${graduate.graduateId}/remove`, removal);
  const by = await signedInAs(api, employer.accountId);
  const [favorite] = (await by('get', '/api/v1/employer/favorites')).body.items;
  expect(favorite.outdated).toBe(true);
});

test('the template of an import offers the school’s own colleges and what else is from a list', async () => {
  const other = await buildCollege(api, school.schoolCode);
  const bytes = await workbookOf(whole('get', '/api/v1/school/graduate-imports/template'));
  expect(await textsIn(bytes)).toEqual([[...imports.graduates.headings]]);
  const { offers } = await writtenSheet(bytes, 1);
  expect(offers.map(([cell]) => cell)).toEqual(['D2', 'E2', 'I2', 'K2']);
  const [titles = [], ...rows] = (await writtenSheet(bytes, 3)).rows;
  const lists = Object.fromEntries(titles.map((title, i) => [title, rows.flatMap((row) => row[i] || [])]));
  expect(lists).toMatchObject({ '学历层次*': expect.arrayContaining(['本科生毕业']), 性别: ['男', '女'] });
  const names = await api.knex('college').where({ schoolCode: school.schoolCode }).orderBy('name').pluck('name');
  expect(lists['学院*']).toEqual(names);
  expect(names).toContain(other.collegeName);

  // A college reviewer knows of no other college.
  const own = await writtenSheet(await workbookOf(college('get', '/api/v1/school/graduate-imports/template')), 3);
  expect(own.rows.flatMap(([name]) => name || [])).toEqual(['学院*', school.collegeName]);
});
