import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { atItsEnd, handIn, takenIn, withoutHandIns, type ShownBatch } from '../support/batch-cast.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { eventually } from '../support/eventually.ts';
import { buildEmployer, buildGraduate, buildReviewer, buildSchool, signedInAs } from '../support/factories.ts';
import type { BuiltEmployer, BuiltSchool } from '../support/factories.ts';
import { recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

const path = '/review/batches';
const rejection = { decision: 'REJECT', reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' } as const;

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
let still: Omit<TestApi, 'stop'>;
let school: BuiltSchool;
let employer: BuiltEmployer;
let college: SignedIn;
beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
  still = apiOf(withoutHandIns(platform));
  school = await buildSchool(platform);
  employer = await buildEmployer(platform);
  college = await signedInAs(api, school.collegeReviewer ?? '');
}, 60_000);
afterAll(() => platform.stop(), 60_000);

const inReview = async (at: BuiltSchool = school, status: 'COLLEGE_REVIEW' | 'SIGNED' = 'COLLEGE_REVIEW') =>
  buildSigning(platform, { status, employer, graduate: await buildGraduate(platform, { school: at }) });
const approve = ({ id: caseId, seq }: BuiltSigning) => ({ caseId, seq, decision: 'APPROVE' });
const outcomesOf = ({ rows }: ShownBatch) => rows.map(({ outcome, code }) => code ?? outcome);
const statusOf = async ({ id }: BuiltSigning) => (await recordOf(platform, id)).signing.status;

test('cases are decided row by row, each with its own outcome, in the order given', async () => {
  const [approved, rejected, changed] = [await inReview(), await inReview(), await inReview()];
  const decided = await inReview(school, 'SIGNED');
  const elsewhere = await inReview(await buildSchool(platform));
  const decisions = [
    approve(approved),
    { caseId: rejected.id, seq: rejected.seq, ...rejection },
    { ...approve(changed), seq: changed.seq - 1 },
    approve(decided),
    approve(elsewhere),
    { ...approve(approved), caseId: randomUUID() },
  ];
  const answer = await handIn(college, path, { decisions });
  expect([answer.status, answer.body, answer.headers['etag']]).toEqual([
    ...[202, { id: expect.any(String), status: 'RUNNING' }, undefined],
  ]);
  const done = await atItsEnd(college, path, takenIn(answer));
  expect(done).toMatchObject({ total: 6, done: 6 });
  expect(done.rows).toMatchObject(decisions.map(({ caseId, decision }) => ({ caseId, decision })));
  expect(outcomesOf(done)).toEqual([
    ...['DECIDED', 'DECIDED', 'RECORD_CHANGED', 'ACTION_NOT_ALLOWED', 'NOT_FOUND', 'NOT_FOUND'],
  ]);
  expect(await Promise.all([approved, rejected, changed, elsewhere].map(statusOf))).toEqual([
    ...['SCHOOL_REVIEW', 'REVIEW_REJECTED', 'COLLEGE_REVIEW', 'COLLEGE_REVIEW'],
  ]);
  const { rejectReasonCode, rejectReason } = (await recordOf(platform, rejected.id)).signing;
  expect({ reasonCode: rejectReasonCode, reason: rejectReason }).toMatchObject({
    ...{ reasonCode: rejection.reasonCode, reason: rejection.reason },
  });
}, 60_000);

test('a repeat is answered like the first and decides nothing; with other decisions it is refused', async () => {
  const [one, other] = [await inReview(), await inReview()];
  const key = randomUUID();
  const first = await handIn(college, path, { decisions: [approve(one)] }, key);
  await atItsEnd(college, path, takenIn(first));
  const again = await handIn(college, path, { decisions: [approve(one)] }, key);
  expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([202, first.body, 'true']);
  const late = await handIn(college, path, { decisions: [approve(other)] }, key);
  expect([late.status, late.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  expect(await statusOf(other)).toBe('COLLEGE_REVIEW');
}, 60_000);

test('a reviewer who was removed meanwhile decides nothing', async () => {
  const { schoolCode, collegeId } = school;
  const accountId = await buildReviewer(platform, { level: 'COLLEGE', schoolCode, collegeId });
  const one = await inReview();
  const id = takenIn(await handIn(await signedInAs(still, accountId), path, { decisions: [approve(one)] }));
  await platform.knex('reviewer').where({ accountId }).update({ endedAt: platform.knex.fn.now() });
  await platform.engine.goThroughBatch(id);
  await eventually(async () => {
    const [row] = await platform.knex('batch_row').where({ batchId: id }).select('outcome', 'code');
    expect(row).toEqual({ outcome: 'REFUSED', code: 'SIGNED_OUT' });
  });
  expect(await statusOf(one)).toBe('COLLEGE_REVIEW');
}, 60_000);

test('how far it has come is for whoever handed it in, and for nobody else', async () => {
  const one = await inReview();
  const own = await signedInAs(still, school.collegeReviewer ?? '');
  const id = takenIn(await handIn(own, path, { decisions: [approve(one)] }));
  const colleague = await signedInAs(api, school.schoolReviewer);
  expect((await colleague('get', `/api/v1${path}/${id}`)).body.code).toBe('NOT_FOUND');
  expect((await college('get', `/api/v1${path}/${id}`)).body).toEqual({
    ...{ id, status: 'RUNNING', total: 1, done: 0 },
    rows: [{ caseId: one.id, decision: 'APPROVE', outcome: null, code: null }],
  });
});

test.each([
  [[], '/decisions', 'TOO_FEW'],
  [
    Array.from({ length: 501 }, () => ({ caseId: randomUUID(), seq: 1, decision: 'APPROVE' })),
    '/decisions',
    'TOO_MANY',
  ],
  [[{ caseId: randomUUID(), seq: 1, decision: 'REJECT', reasonCode: 'OTHER' }], '/decisions/0/reason', 'REQUIRED'],
  [[{ caseId: randomUUID(), seq: 1, decision: 'MAYBE' }], '/decisions/0/decision', 'NOT_IN_LIST'],
  [[{ caseId: randomUUID(), decision: 'APPROVE' }], '/decisions/0/seq', 'REQUIRED'],
])('decisions %# are refused as a whole, where they are wrong', async (decisions, pointer, code) => {
  const answer = await handIn(college, path, { decisions });
  expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer, code }]]);
});
