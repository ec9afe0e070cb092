import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiDependencies } from '../../api/dependencies.ts';
import { presentReviewCase } from '../../api/presenters/review-case.ts';
import { findSigningDetail } from '../../database/queries/signing-detail.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildSigning } from '../support/build-signing.ts';
import {
  buildCollege,
  buildGraduate,
  buildReviewer,
  buildSchool,
  signedInAs,
  type BuiltSchool,
} from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';
import { withdrawnWhileRead } from '../support/write-between.ts';

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let school: BuiltSchool;
let college: SignedIn;
let whole: SignedIn;

beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  [school, college, whole] = await aSchool();
}, 60_000);
afterAll(() => platform.stop());

const cases = '/api/v1/review/cases';
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);
const dayMs = 86_400_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

async function aSchool(): Promise<[BuiltSchool, SignedIn, SignedIn]> {
  const made = await buildSchool(api);
  const ofCollege = await signedInAs(api, made.collegeReviewer as string);
  return [made, ofCollege, await signedInAs(api, made.schoolReviewer)];
}

async function aCase(
  at: BuiltSchool,
  status: 'AWAITING_GRADUATE' | 'COLLEGE_REVIEW' | 'SCHOOL_REVIEW' | 'SIGNED' | 'REVIEW_REJECTED',
  more: { sentAt?: string; name?: string; cohortYear?: number } = {},
) {
  const { sentAt, ...person } = more;
  const graduate = await buildGraduate(api, { school: at, ...person });
  return buildSigning(api, { graduate, status, ...(sentAt === undefined ? {} : { sentAt }) });
}

const decide = (by: SignedIn, id: string, { seq, ...body }: { seq?: number; reasonCode?: string; reason?: string }) =>
  by('post', `${cases}/${id}/${body.reasonCode === undefined ? 'approve' : 'reject'}`)
    .set({ 'idempotency-key': randomUUID(), ...(seq === undefined ? {} : { 'if-match': `"${seq}"` }) })
    .send(body);
const rejection = { reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' };

test('the queue’s rows are of one moment, whatever is decided while they are read', async () => {
  const [place] = await aSchool();
  const { id } = await aCase(place, 'COLLEGE_REVIEW');
  const { clock, wasAsked } = withdrawnWhileRead(api, id);
  const by = await signedInAs(apiOf({ ...platform, clock }), place.schoolReviewer);
  const { body } = await by('get', cases);
  expect([wasAsked(), body.items]).toMatchObject([true, [{ id, status: 'COLLEGE_REVIEW' }]]);
});

test('the page of a case is of the version that was read: no turn opened or decided since', async () => {
  const { id } = await aCase(school, 'SIGNED');
  const detail = await findSigningDetail(api.knex, api.clock, id);
  if (!detail) throw new Error('missing');
  const inReview = { ...detail.state, status: 'COLLEGE_REVIEW' as const };
  const showing = { deps: { ...api } as unknown as ApiDependencies, relation: 'SCHOOL', language: 'zh' } as const;
  const then = await presentReviewCase({ kind: 'SIGNING', detail: { ...detail, seq: 2, state: inReview } }, showing);
  expect(then).toMatchObject({ stage: 'COLLEGE', decision: null, turns: [{ stage: 'COLLEGE', decision: null }] });
  const now = await presentReviewCase({ kind: 'SIGNING', detail }, showing);
  expect(now.turns).toMatchObject([{ decision: 'APPROVED' }, { decision: 'APPROVED' }]);
});

describe('the queue', () => {
  test('holds a case from its acceptance on, oldest first, with its age and its due state', async () => {
    const [at, ofCollege] = await aSchool();
    const fresh = await aCase(at, 'COLLEGE_REVIEW');
    const long = await aCase(at, 'COLLEGE_REVIEW', { sentAt: ago(20 * dayMs), name: '等很久' });
    await aCase(at, 'AWAITING_GRADUATE');
    const { body } = await ofCollege('get', cases).query({ count: true });
    expect(body.total).toBe(2);
    expect(body.items).toMatchObject([
      { id: long.id, kind: 'SIGNING', stage: 'COLLEGE', dueState: 'LONG_WAITING', decision: null, seq: 2 },
      { id: fresh.id, dueState: 'ON_TIME', allowedActions: ['approve', 'reject'], waitingFor: { who: 'COLLEGE' } },
    ]);
    expect(body.items[0].ageSeconds).toBeGreaterThan((19.9 * dayMs) / 1_000);
    expect(body.items[0].idNumberMasked).toMatch(/^990100\*{8}/);
    expect(JSON.stringify(body)).not.toContain(long.graduate.idNumber);
  });

  test('of a college is what waits for the college; the school reads that too, and acts on its own stage', async () => {
    const [at, ofCollege, ofSchool] = await aSchool();
    const first = await aCase(at, 'COLLEGE_REVIEW', { sentAt: ago(3 * 3_600_000) });
    const second = await aCase(at, 'SCHOOL_REVIEW', { sentAt: ago(2 * 3_600_000) });
    const signed = await aCase(at, 'SIGNED');
    expect(idsOf(await ofCollege('get', cases))).toEqual([first.id]);
    expect(idsOf(await ofCollege('get', cases).query({ state: 'DECIDED' }))).toEqual([second.id, signed.id]);
    expect(idsOf(await ofCollege('get', cases).query({ stage: 'SCHOOL' }))).toEqual([second.id]);
    const { body } = await ofSchool('get', cases);
    expect(body.items).toMatchObject([
      { id: first.id, allowedActions: [] },
      { id: second.id, allowedActions: ['approve', 'reject'] },
    ]);
    const decided = await ofSchool('get', cases).query({ state: 'DECIDED' });
    expect(decided.body.items).toMatchObject([
      { id: signed.id, stage: 'SCHOOL', decision: 'APPROVED', dueState: null },
    ]);
    expect(idsOf(await ofSchool('get', cases).query({ stage: 'COLLEGE', state: 'DECIDED' }))).toEqual([
      second.id,
      signed.id,
    ]);
  });

  test('is of one’s own school, and of one’s own college', async () => {
    const [at, , ofSchool] = await aSchool();
    const { id } = await aCase(at, 'COLLEGE_REVIEW');
    const { collegeId } = await buildCollege(api, at.schoolCode);
    const accountId = await buildReviewer(api, { level: 'COLLEGE', schoolCode: at.schoolCode, collegeId });
    const otherCollege = await signedInAs(api, accountId);
    for (const by of [otherCollege, college, whole]) {
      expect(idsOf(await by('get', cases))).not.toContain(id);
      expect(codeOf(await by('get', `${cases}/${id}`))).toEqual([404, 'NOT_FOUND']);
      expect(codeOf(await decide(by, id, { seq: 2 }))).toEqual([404, 'NOT_FOUND']);
    }
    expect(idsOf(await ofSchool('get', cases).query({ collegeId: at.collegeId }))).toEqual([id]);
    expect(idsOf(await ofSchool('get', cases).query({ collegeId }))).toEqual([]);
    expect(idsOf(await otherCollege('get', cases).query({ collegeId: at.collegeId }))).toEqual([]);
  });

  test('finds the cases of one ID number in a body, within the other filters, for those who may see them', async () => {
    const [at, ofCollege, ofSchool] = await aSchool();
    const wanted = await aCase(at, 'COLLEGE_REVIEW');
    const signed = await aCase(at, 'SIGNED');
    const { id: ending } = await buildTermination(api, signed, { status: 'SCHOOL_REVIEW' });
    await aCase(at, 'COLLEGE_REVIEW');
    const found = async (by: SignedIn, { graduate }: typeof wanted, more: object = {}) =>
      idsOf(await by('post', `${cases}/search`).send({ idNumber: graduate.idNumber, ...more }));
    for (const by of [ofCollege, ofSchool]) expect(await found(by, wanted)).toEqual([wanted.id]);
    expect(await found(ofSchool, wanted, { graduateName: wanted.graduate.name })).toEqual([wanted.id]);
    for (const other of [{ graduateName: '无此' }, { cohort: 2026 }, { state: 'DECIDED' }, { kind: 'TERMINATION' }])
      expect(await found(ofSchool, wanted, other)).toEqual([]);
    expect(await found(ofSchool, signed)).toEqual([ending]);
    expect(await found(ofSchool, signed, { state: 'DECIDED' })).toEqual([signed.id]);
    for (const by of [whole, college]) expect(await found(by, wanted)).toEqual([]);
  });

  test('filters by cohort, part of the name and kind, and goes on page by page', async () => {
    const [at, ofCollege] = await aSchool();
    const older = await aCase(at, 'COLLEGE_REVIEW', { sentAt: ago(3 * 3_600_000), name: '赵一鸣', cohortYear: 2026 });
    const newer = await aCase(at, 'COLLEGE_REVIEW', { sentAt: ago(2 * 3_600_000), name: '孙可' });
    const list = (query: object) => ofCollege('get', cases).query(query);
    expect(idsOf(await list({ cohort: 2026 }))).toEqual([older.id]);
    expect(idsOf(await list({ graduateName: '孙可' }))).toEqual([newer.id]);
    expect(idsOf(await list({ kind: 'SIGNING' }))).toEqual([older.id, newer.id]);
    expect((await list({ kind: 'TERMINATION', count: true })).body).toEqual({ items: [], nextCursor: null, total: 0 });
    const first = await list({ limit: 1 });
    expect(idsOf(first)).toEqual([older.id]);
    expect(idsOf(await list({ limit: 1, cursor: first.body.nextCursor }))).toEqual([newer.id]);
    const one = await statementsOf(api.knex, () => list({ limit: 1 }));
    expect(await statementsOf(api.knex, () => list({ limit: 20 }))).toHaveLength(one.length);
  });
});

describe('a case', () => {
  test('shows both parties, the letter and the turns, with the reviewers’ names', async () => {
    const { id, employer, graduate } = await aCase(school, 'SCHOOL_REVIEW');
    const { body, headers } = await whole('get', `${cases}/${id}`);
    expect(headers['etag']).toBe('"3"');
    expect(body).toMatchObject({
      kind: 'SIGNING',
      stage: 'SCHOOL',
      employerName: employer.name,
      collegeName: school.collegeName,
      graduateName: graduate.name,
      inviter: { name: employer.name, startedByName: null },
      turns: [
        { stage: 'COLLEGE', decision: 'APPROVED', decidedByName: expect.any(String), dueState: null },
        { stage: 'SCHOOL', decision: null, decidedByName: null, dueState: 'ON_TIME' },
      ],
    });
    expect(body.timeline[2].who).toEqual({ role: 'COLLEGE', name: body.turns[0].decidedByName });
    expect(body.timeline[3]).toMatchObject({ phase: 'NOW', text: body.waitingFor.explanation });
  });

  test('says so when the school has corrected since what the letter tells of the graduate', async () => {
    const graduate = await buildGraduate(api, { school });
    const { id } = await buildSigning(api, { graduate, status: 'SCHOOL_REVIEW' });
    const isCorrected = async () => (await whole('get', `${cases}/${id}`)).body.graduateCorrected;
    expect(await isCorrected()).toBe(false);
    const correct = whole('patch', `/api/v1/school/graduates/${graduate.graduateId}`);
    expect((await correct.set('idempotency-key', randomUUID()).send({ major: '人工智能' })).status).toBe(200);
    expect(await isCorrected()).toBe(true);
  });

  test('says what keeps it from being approved since the acceptance, and offers the approval again without it', async () => {
    const { graduateId, ...graduate } = await buildGraduate(api, { school });
    const { id } = await buildSigning(api, { graduate: { graduateId, ...graduate }, status: 'SCHOOL_REVIEW' });
    const seen = async () => {
      const { allowedActions, bindingReasons } = (await whole('get', `${cases}/${id}`)).body;
      return [allowedActions, bindingReasons];
    };
    expect(await seen()).toEqual([['approve', 'reject'], []]);
    const record = `/api/v1/school/graduates/${graduateId}`;
    await whole('post', `${record}/lock`).send({ reason: '核查' });
    await whole('patch', record).set('idempotency-key', randomUUID()).send({ trainingMode: 'DIRECTED' });
    expect(await seen()).toEqual([['reject'], ['DIRECTED', 'SCHOOL_LOCK']]);
    await whole('post', `${record}/unlock`);
    await whole('patch', record).set('idempotency-key', randomUUID()).send({ trainingMode: 'ORDINARY' });
    expect(await seen()).toEqual([['approve', 'reject'], []]);
  });

  test('that the graduate has not accepted is not there', async () => {
    const { id } = await aCase(school, 'AWAITING_GRADUATE');
    expect(codeOf(await whole('get', `${cases}/${id}`))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await decide(college, id, { seq: 1 }))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a decision', () => {
  test('of the college passes the case on, that of the school signs it', async () => {
    const { id, seq } = await aCase(school, 'COLLEGE_REVIEW');
    const passed = await decide(college, id, { seq });
    expect([passed.status, passed.headers['etag']]).toEqual([200, '"3"']);
    expect(passed.body).toMatchObject({ status: 'SCHOOL_REVIEW', stage: 'SCHOOL', allowedActions: [] });
    const signed = await decide(whole, id, { seq: 3 });
    expect(signed.body).toMatchObject({
      status: 'SIGNED',
      seq: 4,
      agreementNo: expect.stringContaining(school.schoolCode),
    });
  });

  test('to reject tells both parties why', async () => {
    const { id, seq, graduate, employer } = await aCase(school, 'COLLEGE_REVIEW');
    const rejected = await decide(college, id, { seq, ...rejection });
    expect(rejected.body).toMatchObject({ status: 'REVIEW_REJECTED', decision: 'REJECTED' });
    const told = { stage: 'COLLEGE', ...rejection };
    const byGraduate = await signedInAs(api, graduate.accountId);
    const byUnit = await signedInAs(api, employer.accountId);
    expect((await byGraduate('get', `/api/v1/graduate/signings/${id}`)).body.rejection).toEqual(told);
    expect((await byUnit('get', `/api/v1/employer/signings/${id}`)).body.rejection).toEqual(told);
  });

  test('says which version it was made on: none 428, another one 412', async () => {
    const { id, seq } = await aCase(school, 'COLLEGE_REVIEW');
    expect(codeOf(await decide(college, id, {}))).toEqual([428, 'PRECONDITION_REQUIRED']);
    expect(codeOf(await decide(college, id, { seq: seq - 1 }))).toEqual([412, 'RECORD_CHANGED']);
    expect(codeOf(await decide(college, id, { seq: seq + 1 }))).toEqual([412, 'RECORD_CHANGED']);
    expect(await api.knex('command').where({ processId: id, kind: 'approve' })).toEqual([]);
  });

  test('on the college’s stage is not the school’s, until it was escalated', async () => {
    const fresh = await aCase(school, 'COLLEGE_REVIEW');
    expect(codeOf(await decide(whole, fresh.id, { seq: fresh.seq }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const long = await aCase(school, 'COLLEGE_REVIEW', { sentAt: ago(20 * dayMs) });
    const passed = await decide(whole, long.id, { seq: long.seq });
    expect(passed.body).toMatchObject({ status: 'SCHOOL_REVIEW', turns: [{ inPlaceOfCollege: true }, {}] });
    expect(passed.body.timeline[2].text).toBe('学院审核（由学校代审）通过');
  });

  test('on the stage of a college without a reviewer is the school’s at once', async () => {
    const at = await buildSchool(api, { collegeReviewer: false });
    const { id, seq } = await aCase(at, 'COLLEGE_REVIEW');
    const by = await signedInAs(api, at.schoolReviewer);
    expect((await by('get', `${cases}/${id}`)).body.allowedActions).toEqual(['approve', 'reject']);
    expect((await decide(by, id, { seq })).status).toBe(200);
  });

  test('of the college on the school’s stage, and of anybody on a decided case, is not allowed', async () => {
    const { id, seq } = await aCase(school, 'SCHOOL_REVIEW');
    expect(codeOf(await decide(college, id, { seq }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const signed = await aCase(school, 'SIGNED');
    expect(codeOf(await decide(whole, signed.id, { seq: signed.seq }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test.each([
    ['/reasonCode', { reasonCode: 'NO_REASON', reason: '原因' }, 'NOT_IN_LIST'],
    ['/reason', { reasonCode: 'OTHER', reason: '  ' }, 'REQUIRED'],
    ['/reason', { reasonCode: 'OTHER', reason: '因'.repeat(201) }, 'TOO_LONG'],
  ])('to reject needs a code and a reason: %s', async (pointer, body, code) => {
    const { id, seq } = await aCase(school, 'COLLEGE_REVIEW');
    const answer = await decide(college, id, { seq, ...body });
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer, code }]);
  });

  test('by two at once counts once', async () => {
    const { id, seq } = await aCase(school, 'COLLEGE_REVIEW');
    const accountId = await buildReviewer(api, {
      level: 'COLLEGE',
      schoolCode: school.schoolCode,
      collegeId: school.collegeId,
    });
    const second = await signedInAs(api, accountId);
    const answers = await Promise.all([decide(college, id, { seq }), decide(second, id, { seq, ...rejection })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
