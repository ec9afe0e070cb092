import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import { countSigningTabs } from '../../database/queries/signing-tab-counters.ts';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { atItsEnd, handIn, takenIn } from '../support/batch-cast.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { eventually } from '../support/eventually.ts';
import { buildFile, buildGraduate, buildSchool, signedInAs } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;
beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
}, 60_000);
afterAll(async () => {
  try {
    await eventually(async () => expect(await findViolations(platform)).toEqual([]), 60_000);
  } finally {
    await platform.stop();
  }
}, 90_000);

const v1 = '/api/v1';
const application = { reason: 'MUTUAL', detail: '双方协商一致' };
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const act = (by: SignedIn, path: string, body: object = {}, seq?: number) =>
  by('post', `${v1}${path}`)
    .set({ 'idempotency-key': randomUUID(), ...(seq === undefined ? {} : { 'if-match': `"${seq}"` }) })
    .send(body);
const get = (by: SignedIn, path: string) => by('get', `${v1}${path}`);

/** A signed agreement of people of their own, all of them signed in. */
async function signedAgreement() {
  const school = await buildSchool(api);
  const graduate = await buildGraduate(api, { school });
  const signing = await buildSigning(api, { graduate, status: 'SIGNED' });
  return {
    ...{ signing, id: signing.id, school },
    unit: await signedInAs(api, signing.employer.accountId),
    graduate: await signedInAs(api, graduate.accountId),
    reviewer: await signedInAs(api, school.schoolReviewer),
    college: await signedInAs(api, school.collegeReviewer as string),
  };
}

describe('a termination by consent', () => {
  test('that the unit asks for, the graduate agrees to and the school approves ends the agreement at once', async () => {
    const { id, unit, graduate, reviewer } = await signedAgreement();
    expect((await get(unit, `/employer/signings/${id}`)).body.allowedActions).toEqual(['terminate']);

    const applied = await act(unit, `/employer/signings/${id}/terminations`, application);
    expect(applied.body).toMatchObject({
      ...{ status: 'AWAITING_COUNTERPARTY', kind: 'CONSENT', applicant: 'EMPLOYER', signingId: id, seq: 1 },
      ...{ allowedActions: ['withdraw'], waitingFor: { who: 'GRADUATE' } },
    });
    expect([applied.status, applied.headers['etag']]).toEqual([201, '"1"']);
    const terminationId = applied.body.id as string;
    const rowsIn = async (tab: string) => (await get(unit, `/employer/signings?tab=${tab}&count=true`)).body;
    expect(await rowsIn('TERMINATING')).toMatchObject({
      total: 1,
      items: [{ id, status: 'SIGNED', termination: { id: terminationId, status: 'AWAITING_COUNTERPARTY' } }],
    });
    expect((await rowsIn('SIGNED')).total).toBe(0);
    for (const [by, side] of [
      [unit, 'employer'],
      [graduate, 'graduate'],
    ] as const)
      expect((await get(by, `/${side}/signings/${id}`)).body.timeline.slice(-2)).toMatchObject([
        { phase: 'NOW', text: `解约进行中：${applied.body.waitingFor.explanation}`, at: applied.body.statusAt },
        { phase: 'NEXT', text: '解约完成前，协议仍然有效' },
      ]);

    const agreed = await act(graduate, `/graduate/terminations/${terminationId}/agree`);
    expect([agreed.status, agreed.body.status]).toEqual([200, 'SCHOOL_REVIEW']);
    const queue = await get(reviewer, '/review/cases?kind=TERMINATION');
    expect(queue.body.items).toMatchObject([
      { id: terminationId, kind: 'TERMINATION', status: 'SCHOOL_REVIEW', seq: 2 },
    ]);
    expect((await get(reviewer, '/review/cases?kind=SIGNING')).body.items).toEqual([]);
    const unasked = await act(reviewer, `/review/cases/${terminationId}/approve`, { reason: '同意' }, 2);
    expect(unasked.body.errors).toMatchObject([{ pointer: '/reason', code: 'UNKNOWN_FIELD' }]);
    const approved = await act(reviewer, `/review/cases/${terminationId}/approve`, {}, 2);
    expect([approved.status, approved.body.status, approved.body.kind]).toEqual([200, 'TERMINATED', 'TERMINATION']);

    const signing = (await get(unit, `/employer/signings/${id}`)).body;
    expect(signing).toMatchObject({
      ...{ status: 'TERMINATED', allowedActions: [], waitingFor: null },
      ...{ terminations: [{ id: terminationId, status: 'TERMINATED' }] },
    });
    expect(await rowsIn('TERMINATED')).toMatchObject({ total: 1, items: [{ id, status: 'TERMINATED' }] });
    expect((await rowsIn('TERMINATING')).total).toBe(0);
    expect((await get(graduate, '/graduate/profile')).body.bindingReasons).toEqual([]);
  });
});

describe('either side', () => {
  test('may apply; only the other may answer, only the applicant may withdraw', async () => {
    const { id, unit, graduate } = await signedAgreement();
    expect((await get(graduate, `/graduate/signings/${id}`)).body.allowedActions).toEqual(['terminate']);
    const applied = await act(graduate, `/graduate/signings/${id}/terminations`, application);
    expect(applied.body).toMatchObject({ applicant: 'GRADUATE', waitingFor: { who: 'EMPLOYER' } });
    const path = `terminations/${applied.body.id}`;
    expect(codeOf(await act(graduate, `/graduate/${path}/agree`))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    expect(codeOf(await act(unit, `/employer/${path}/withdraw`))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const { body } = await get(unit, `/employer/${path}`);
    expect(body).toMatchObject({ allowedActions: ['agree', 'refuse'], reason: 'MUTUAL', detail: '双方协商一致' });
    expect(body.waitingFor.explanation).toMatch(/等待用人单位回应解约申请；.+前未回应，解约失败，协议仍然有效/);
    expect(body.timeline[1]).toMatchObject({ phase: 'NOW', text: body.waitingFor.explanation });
    const [message] = (await get(unit, '/notifications')).body.items;
    expect(message).toMatchObject({ terminationId: applied.body.id, waitingFor: body.waitingFor });
    expect(codeOf(await act(unit, `/employer/signings/${id}/terminations`, application))).toEqual([
      ...[409, 'TERMINATION_ALREADY_OPEN'],
    ]);
    expect((await act(graduate, `/graduate/${path}/withdraw`)).body.status).toBe('WITHDRAWN');
    expect((await get(unit, '/notifications')).body.items.at(0).waitingFor).toBeNull();
    expect((await get(unit, `/employer/signings/${id}`)).body.allowedActions).toEqual(['terminate']);
  });

  test('that is refused reads why, stands in both tabs, and may try again; the tries are listed', async () => {
    const { id, unit, graduate } = await signedAgreement();
    const first = await act(unit, `/employer/signings/${id}/terminations`, application);
    const refused = await act(graduate, `/graduate/terminations/${first.body.id}/refuse`, { reason: '想留下' });
    expect(refused.body).toMatchObject({ status: 'COUNTERPARTY_REFUSED', refusal: '想留下', waitingFor: null });
    for (const tab of ['SIGNED', 'TERMINATION_FAILED', 'TERMINATION_FAILED&status=COUNTERPARTY_REFUSED'])
      expect([tab, (await get(unit, `/employer/signings?tab=${tab}`)).body.items]).toMatchObject([
        ...[tab, [{ id, status: 'SIGNED', termination: { status: 'COUNTERPARTY_REFUSED' } }]],
      ]);
    const other = await get(unit, '/employer/signings?tab=TERMINATION_FAILED&status=WITHDRAWN');
    expect(other.body.items).toEqual([]);
    const second = await act(unit, `/employer/signings/${id}/terminations`, application);
    expect(second.body.earlier).toMatchObject([{ id: first.body.id, status: 'COUNTERPARTY_REFUSED' }]);
    const { terminations } = (await get(graduate, `/graduate/signings/${id}`)).body;
    expect(terminations.map((one: { status: string }) => one.status)).toEqual([
      ...['COUNTERPARTY_REFUSED', 'AWAITING_COUNTERPARTY'],
    ]);
  });

  test('that got no answer may ask the school to mediate, straight to its review', async () => {
    const { id, signing, unit, graduate, reviewer } = await signedAgreement();
    const body = { ...application, kind: 'MEDIATION' };
    expect(codeOf(await act(unit, `/employer/signings/${id}/terminations`, body))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const silent = await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED' });
    expect((await get(unit, `/employer/terminations/${silent.id}`)).body.mediationUntil).not.toBeNull();
    expect((await get(graduate, `/graduate/terminations/${silent.id}`)).body.mediationUntil).toBeNull();
    const asked = await act(unit, `/employer/signings/${id}/terminations`, body);
    expect([asked.status, asked.body.status, asked.body.answerBy]).toEqual([201, 'SCHOOL_REVIEW', null]);
    const path = `/review/cases/${asked.body.id}`;
    const rejection = { reasonCode: 'PARTIES_DISAGREE', reason: '请先与对方沟通' };
    expect((await get(reviewer, path)).body).toMatchObject({ kind: 'TERMINATION', terminationKind: 'MEDIATION' });
    expect(codeOf(await act(reviewer, `${path}/reject`, rejection, 7))).toEqual([412, 'RECORD_CHANGED']);
    expect((await act(reviewer, `${path}/reject`, rejection, 1)).body).toMatchObject({
      ...{ status: 'REJECTED', rejection, decision: 'REJECTED', turns: [{ stage: 'SCHOOL', decision: 'REJECTED' }] },
    });
  });

  test('is mediated with a reason, which both sides and the reviewers read; a batch asks for it too', async () => {
    const { id, signing, unit, graduate, reviewer } = await signedAgreement();
    await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED' });
    const body = { ...application, kind: 'MEDIATION' };
    const asked = (await act(unit, `/employer/signings/${id}/terminations`, body)).body.id as string;
    const path = `/review/cases/${asked}/approve`;
    const reason = '单位与学生均已陈述，岗位已撤销';
    for (const [given, code] of [
      [{}, 'REQUIRED'],
      [{ reason: '长'.repeat(201) }, 'TOO_LONG'],
    ] as const) {
      const refused = await act(reviewer, path, given, 1);
      expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/reason', code }]]);
    }
    const byBatch = async (given: object) => {
      const decisions = [{ caseId: asked, seq: 1, decision: 'APPROVE', ...given }];
      const batch = takenIn(await handIn(reviewer, '/review/batches', { decisions }));
      return (await atItsEnd(reviewer, '/review/batches', batch)).rows;
    };
    expect(await byBatch({})).toMatchObject([{ outcome: 'REFUSED', code: 'VALIDATION_FAILED' }]);
    expect(await byBatch({ reason })).toMatchObject([{ outcome: 'DECIDED' }]);
    for (const [by, page] of [
      [unit, `/employer/terminations/${asked}`],
      [graduate, `/graduate/terminations/${asked}`],
      [reviewer, `/review/cases/${asked}`],
    ] as const) {
      const shown = (await get(by, page)).body;
      expect([shown.status, shown.approvals]).toMatchObject(['TERMINATED', [{ stage: 'SCHOOL', reason }]]);
      expect(shown.timeline.at(-1).text).toContain(`理由：${reason}`);
    }
  });

  test('asks once for one key: a repeat is answered the same, another body is not', async () => {
    const { id, unit } = await signedAgreement();
    const key = randomUUID();
    const ask = (body: object) =>
      unit('post', `${v1}/employer/signings/${id}/terminations`).set('idempotency-key', key).send(body);
    const [first, again] = [await ask(application), await ask(application)];
    expect([again.status, again.body.id, again.headers['idempotency-replayed']]).toEqual([201, first.body.id, 'true']);
    expect(codeOf(await ask({ ...application, reason: 'OTHER' }))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });
});

test('strangers find nothing: other units, other graduates, other schools, and reviewers before their review', async () => {
  const [ours, theirs] = [await signedAgreement(), await signedAgreement()];
  const { body } = await act(ours.unit, `/employer/signings/${ours.id}/terminations`, application);
  const id = body.id as string;
  const answers = [
    await get(theirs.unit, `/employer/terminations/${id}`),
    await get(theirs.graduate, `/graduate/terminations/${id}`),
    await get(ours.reviewer, `/review/cases/${id}`),
    await act(theirs.graduate, `/graduate/terminations/${id}/agree`),
    await act(theirs.unit, `/employer/signings/${ours.id}/terminations`, application),
    await act(theirs.reviewer, `/school/signings/${ours.id}/void`, { reasonCode: 'OTHER', detail: '误登' }),
    await act(ours.college, `/school/signings/${ours.id}/void`, { reasonCode: 'OTHER', detail: '误登' }),
  ];
  expect(answers.map(codeOf)).toEqual(answers.map(() => [404, 'NOT_FOUND']));
  await act(ours.graduate, `/graduate/terminations/${id}/agree`);
  expect((await get(ours.reviewer, `/review/cases/${id}`)).status).toBe(200);
  // The school reviews it alone, so the college has no part in it.
  expect((await get(ours.college, `/review/cases/${id}`)).status).toBe(404);
  expect((await get(ours.college, '/review/cases?stage=SCHOOL&kind=TERMINATION')).body.items).toEqual([]);
  expect((await get(theirs.reviewer, `/review/cases/${id}`)).status).toBe(404);
});

test('what is attached is seen by both sides and by the reviewers of the case, once it is one, and by nobody else', async () => {
  const [ours, theirs] = [await signedAgreement(), await signedAgreement()];
  const { employer, graduate } = ours.signing;
  const [letter, reply, logo] = [
    await buildFile(api, employer.accountId, 'TERMINATION_ATTACHMENT'),
    await buildFile(api, graduate.accountId, 'TERMINATION_ATTACHMENT'),
    await buildFile(api, employer.accountId, 'LOGO'),
  ];
  const apply = (fileIds: string[]) =>
    act(ours.unit, `/employer/signings/${ours.id}/terminations`, { ...application, fileIds });
  const wrong = async (fileIds: string[]) => (await apply(fileIds)).body.errors;
  expect(await wrong([logo])).toMatchObject([{ pointer: '/fileIds/0', code: 'WRONG_PURPOSE' }]);
  expect(await wrong([letter, letter])).toMatchObject([{ pointer: '/fileIds/1', code: 'DUPLICATE' }]);
  expect(await wrong([reply])).toMatchObject([{ pointer: '/fileIds/0', code: 'NOT_FOUND' }]);
  expect(await wrong([letter, reply, logo, logo])).toMatchObject([{ pointer: '/fileIds', code: 'TOO_MANY' }]);
  const { body } = await apply([letter]);
  const readers = [
    ours.unit,
    ours.graduate,
    ours.reviewer,
    ours.college,
    theirs.unit,
    theirs.graduate,
    theirs.reviewer,
  ];
  // The factory writes rows only: a file that may be read is then missing in the store, which is another answer than 404.
  const readable = async (fileId: string) => {
    const answers = await Promise.all(readers.map((by) => get(by, `/files/${fileId}`)));
    return answers.map(({ status }) => status !== 404);
  };
  expect(await readable(letter)).toEqual([true, true, false, false, false, false, false]);
  const agreed = await act(ours.graduate, `/graduate/terminations/${body.id}/agree`, { fileIds: [reply] });
  expect(agreed.body.attachments).toEqual({ employer: [letter], graduate: [reply] });
  for (const fileId of [letter, reply])
    expect(await readable(fileId)).toEqual([true, true, true, false, false, false, false]);
});

describe('the policy of a school', () => {
  const ordinary = { from: null, until: null, maxPerGraduate: null, letterRequired: false, noticeDays: 0 };
  const put = (by: SignedIn, body: object) => by('put', `${v1}/school/review-policy`).send(body);
  const chains = { signing: ['COLLEGE', 'SCHOOL'], termination: ['SCHOOL'] };

  test('is read by its reviewers and set by the school’s own alone', async () => {
    const { reviewer, college } = await signedAgreement();
    expect((await get(college, '/school/review-policy')).body).toEqual({ ...chains, terminationRules: ordinary });
    const policy = { signing: ['SCHOOL'], termination: ['COLLEGE'], terminationRules: { ...ordinary, noticeDays: 7 } };
    expect(codeOf(await put(college, policy))).toEqual([403, 'WRONG_USER_TYPE']);
    expect((await put(reviewer, policy)).body).toEqual(policy);
    expect((await get(reviewer, '/school/review-policy')).body).toEqual(policy);
  });

  test.each([
    [{ ...chains, signing: ['SCHOOL', 'COLLEGE'] }, '/signing', 'WRONG_FORMAT'],
    [{ ...chains, termination: [] }, '/termination', 'TOO_FEW'],
    [
      { ...chains, terminationRules: { from: '2027-06-01', until: '2027-05-31' } },
      '/terminationRules/until',
      'OUT_OF_RANGE',
    ],
    [{ ...chains, terminationRules: { noticeDays: 61 } }, '/terminationRules/noticeDays', 'OUT_OF_RANGE'],
  ])('%j is refused at %s', async (policy, pointer, code) => {
    const { reviewer } = await signedAgreement();
    const { body } = await put(reviewer, { terminationRules: {}, ...policy });
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  test.each([
    [{ until: '2026-01-01' }, 'PERIOD', []],
    [{ maxPerGraduate: 0 }, 'COUNT', []],
    // A letter can be attached.
    [{ letterRequired: true }, 'LETTER', ['terminate']],
  ])('%j refuses an application, says which rule, and offers what could go through', async (rules, rule, offered) => {
    const { id, signing, unit, graduate, reviewer } = await signedAgreement();
    expect((await put(reviewer, { ...chains, terminationRules: rules })).status).toBe(200);
    const { status, body } = await act(unit, `/employer/signings/${id}/terminations`, application);
    expect([status, body.code, body.rule]).toEqual([409, 'TERMINATION_NOT_ALLOWED_BY_SCHOOL', rule]);
    const offeredTo = async (by: SignedIn, path: string) => (await get(by, path)).body.allowedActions as string[];
    const ofUnit = `/employer/signings/${id}`;
    expect(await offeredTo(unit, ofUnit)).toEqual(offered);
    expect(await offeredTo(graduate, `/graduate/signings/${id}`)).toEqual(offered);
    const [favorite] = (await get(unit, '/employer/favorites')).body.items as { allowedActions: string[] }[];
    expect(favorite?.allowedActions).toEqual(offered);
    // Whoever got no answer may turn to the school whatever its period and count; the other side may not.
    await buildTermination(api, signing, { status: 'COUNTERPARTY_EXPIRED' });
    expect(await offeredTo(unit, ofUnit)).toEqual(['terminate']);
    expect(await offeredTo(graduate, `/graduate/signings/${id}`)).toEqual(offered);
  });

  test('of notice holds an approval; the case keeps the policy it began with', async () => {
    const { id, unit, graduate, reviewer } = await signedAgreement();
    await put(reviewer, { ...chains, terminationRules: { noticeDays: 7 } });
    const body = { ...application, sandboxDeadlineSeconds: 4 };
    const applied = await act(unit, `/employer/signings/${id}/terminations`, body);
    await put(reviewer, { ...chains, termination: ['COLLEGE'], terminationRules: {} });
    await act(graduate, `/graduate/terminations/${applied.body.id}/agree`);
    const approved = await act(reviewer, `/review/cases/${applied.body.id}/approve`, {}, 2);
    expect(approved.status).toBe(200);
    const reached = await eventually(async () => {
      const now = (await get(unit, `/employer/terminations/${applied.body.id}`)).body;
      expect(now.status).toBe('TERMINATED');
      return now;
    }, 30_000);
    expect(reached.noticeUntil).not.toBeNull();
  });
});

test('a college whose only reviewer has been disabled keeps nobody waiting: the school decides in its place', async () => {
  const { id, unit, graduate, reviewer, school } = await signedAgreement();
  await api
    .knex('school')
    .where({ schoolCode: school.schoolCode })
    .update({ terminationChain: ['COLLEGE'] });
  const applied = await act(unit, `/employer/signings/${id}/terminations`, application);
  await act(graduate, `/graduate/terminations/${applied.body.id}/agree`);
  const path = `/review/cases/${applied.body.id}`;
  expect((await get(reviewer, path)).body.allowedActions).toEqual([]);
  expect(codeOf(await act(reviewer, `${path}/approve`, {}, 2))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  await api.knex('account').where({ id: school.collegeReviewer }).update({ disabledAt: api.knex.fn.now() });
  expect((await get(reviewer, path)).body.allowedActions).toEqual(['approve', 'reject']);
  expect((await act(reviewer, `${path}/approve`, {}, 2)).body.status).toBe('TERMINATED');
});

describe('a void', () => {
  test('by the school ends a signed agreement for a data error, in view of both', async () => {
    const { id, unit, graduate, reviewer } = await signedAgreement();
    const voided = await act(reviewer, `/school/signings/${id}/void`, { reasonCode: 'DUPLICATE', detail: '重复登记' });
    expect([voided.status, voided.body.status, voided.body.kind]).toEqual([201, 'INVALIDATED', 'VOID']);
    expect(voided.body).toMatchObject({
      voidReason: 'DUPLICATE',
      reason: null,
      invalidationReason: 'DESTINATION_VOIDED',
    });
    const page = (await get(unit, `/employer/signings/${id}`)).body;
    expect(page).toMatchObject({ status: 'INVALIDATED', invalidationReason: 'DESTINATION_VOIDED', allowedActions: [] });
    expect((await get(unit, '/employer/signings?tab=INVALIDATED')).body.items).toMatchObject([{ id }]);
    expect((await get(graduate, `/graduate/terminations/${voided.body.id}`)).body.detail).toBe('重复登记');
    const ofSchool = (await get(reviewer, `/school/signings/${id}`)).body;
    expect(ofSchool.voided).toEqual({ voidReason: 'DUPLICATE', detail: '重复登记', at: page.statusAt });
    expect((await get(graduate, '/graduate/profile')).body.bindingReasons).toEqual([]);
    expect((await get(unit, '/notifications')).body.items[0].text).toMatch(
      /^学校已作废贵单位与.+的协议（重复登记）。如仍需签约，请重新收藏/,
    );
  });

  test('is of signed agreements only', async () => {
    const school = await buildSchool(api);
    const signing = await buildSigning(api, {
      graduate: await buildGraduate(api, { school }),
      status: 'REVIEW_REJECTED',
    });
    const reviewer = await signedInAs(api, school.schoolReviewer);
    const body = { reasonCode: 'DATA_ERROR', detail: '专业有误' };
    expect(codeOf(await act(reviewer, `/school/signings/${signing.id}/void`, body))).toEqual([
      409,
      'ACTION_NOT_ALLOWED',
    ]);
  });
});

test('counters of the tabs are of the very rows that the tabs show', async () => {
  const { signing, unit } = await signedAgreement();
  const { employer } = signing;
  const more = async (status?: 'COUNTERPARTY_REFUSED' | 'SCHOOL_REVIEW' | 'TERMINATED') => {
    const built = await buildSigning(api, { employer, status: 'SIGNED' });
    if (!status) return;
    const { id } = await buildTermination(api, built, { status });
    await platform.engine.poke({ id, kind: 'TERMINATION', cohortYear: 2027 });
  };
  for (const status of [undefined, 'COUNTERPARTY_REFUSED', 'SCHOOL_REVIEW', 'TERMINATED'] as const) await more(status);
  const counters = await countSigningTabs(api.knex, { employerId: employer.employerId, cohort: 2027 });
  expect(counters).toMatchObject({ SIGNED: 3, TERMINATING: 1, TERMINATED: 1, TERMINATION_FAILED: 1, SIGNING: 0 });
  for (const [tab, total] of Object.entries(counters)) {
    const { body } = await get(unit, `/employer/signings?tab=${tab}&count=true`);
    expect([tab, body.total, body.items.length]).toEqual([tab, total, total]);
  }
});
