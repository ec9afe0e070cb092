import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiOf, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildEmployer, buildGraduate, signedInAs, type BuiltGraduate } from '../support/factories.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let api: Omit<TestApi, 'stop'>;

beforeAll(async () => {
  platform = await startPlatform();
  api = apiOf(platform);
}, 60_000);
afterAll(() => platform.stop());

const profile = '/api/v1/graduate/profile';
const signings = '/api/v1/graduate/signings';
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const act = (by: SignedIn, path: string, body: object) =>
  by('post', `${signings}${path}`).set('idempotency-key', randomUUID()).send(body);
const accept = (by: SignedIn, id: string) => act(by, `/${id}/accept`, { confirmed: true });
const somebody = async (options: Parameters<typeof buildGraduate>[1] = {}): Promise<[BuiltGraduate, SignedIn]> => {
  const graduate = await buildGraduate(api, options);
  return [graduate, await signedInAs(api, graduate.accountId)];
};

describe('the profile', () => {
  test('is the school’s record of oneself: the ID number in full, the phone masked', async () => {
    const [graduate, by] = await somebody({ name: '王䶮' });
    const { body } = await by('get', profile);
    expect(body).toEqual({
      name: '王䶮',
      idNumber: graduate.idNumber,
      schoolCode: graduate.school.schoolCode,
      schoolName: graduate.school.name,
      collegeName: graduate.school.collegeName,
      cohort: 2027,
      educationLevel: '31',
      major: '软件工程',
      trainingMode: 'ORDINARY',
      phoneMasked: expect.stringMatching(/^132\*{4}\d{4}$/),
      confirmedAt: expect.any(String),
      bindingReasons: [],
      bindingReasonTexts: [],
    });
  });

  test('is confirmed once: a repeat keeps the first moment', async () => {
    const [, by] = await somebody({ confirmed: false });
    expect((await by('get', profile)).body.confirmedAt).toBeNull();
    const first = await by('post', `${profile}/confirm`);
    const again = await by('post', `${profile}/confirm`);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(first.body.confirmedAt).not.toBeNull();
  });

  test('says why nothing can be accepted: training mode, the school’s lock, another destination, a binding', async () => {
    const [graduate, by] = await somebody({ trainingMode: 'DIRECTED' });
    await api.knex('graduate').where({ id: graduate.graduateId }).update({ lockedAt: api.knex.fn.now() });
    const registeredAt = api.knex.fn.now();
    await api.knex('destination').insert({ graduateId: graduate.graduateId, category: '801', registeredAt });
    await buildSigning(api, { graduate, status: 'COLLEGE_REVIEW' });
    const reasons = ['ACCEPTED_ELSEWHERE', 'DIRECTED', 'SCHOOL_LOCK', 'OTHER_DESTINATION'];
    expect((await by('get', profile)).body.bindingReasons).toEqual(reasons);
  });

  test('a signed graduate is bound by the agreement alone, not by the destination it made', async () => {
    const { graduate } = await buildSigning(api, { status: 'SIGNED' });
    const by = await signedInAs(api, graduate.accountId);
    expect((await by('get', profile)).body.bindingReasons).toEqual(['SIGNED_ELSEWHERE']);
  });

  test('is not there once the school has removed the record', async () => {
    const [graduate, by] = await somebody();
    await api.knex('graduate').where({ id: graduate.graduateId }).update({ removedAt: api.knex.fn.now() });
    expect(codeOf(await by('get', profile))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await by('post', `${profile}/confirm`))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('invitations', () => {
  test('are listed newest first with what may be done about each, and no other graduate’s', async () => {
    const [graduate, by] = await somebody();
    const older = await buildSigning(api, { graduate, sentAt: new Date(Date.now() - 86_400_000).toISOString() });
    const newer = await buildSigning(api, { graduate });
    await buildSigning(api);
    const { body } = await by('get', signings).query({ count: true });
    expect(body.total).toBe(2);
    expect(body.items).toMatchObject([
      { id: newer.id, employerName: newer.employer.name, allowedActions: ['accept', 'decline'], bindingReasons: [] },
      { id: older.id, employerName: older.employer.name, positionTitle: '软件工程师', waitingFor: { who: 'GRADUATE' } },
    ]);
    expect((await by('get', signings).query({ status: 'SIGNED' })).body.items).toEqual([]);
  });

  test('show the unit, the letter and what comes next', async () => {
    const [graduate, by] = await somebody();
    const { id, employer } = await buildSigning(api, { graduate });
    const { body, headers } = await by('get', `${signings}/${id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      employerName: employer.name,
      uscc: expect.stringMatching(/^TEST/),
      inviter: { name: employer.name, startedByName: null },
      letter: { positionTitle: '软件工程师', contactPhone: null },
      waitingFor: { who: 'GRADUATE', until: body.respondBy },
    });
    expect(body.timeline[0].who).toEqual({ role: 'EMPLOYER', name: employer.name });
    expect(body.timeline[1]).toMatchObject({ phase: 'NOW', text: body.waitingFor.explanation });
    expect(body.timeline.at(-1)).toMatchObject({ phase: 'NEXT', at: body.respondBy, text: '逾期未回应，签约失败' });
  });

  test('of somebody else are not there', async () => {
    const [, by] = await somebody();
    const { id } = await buildSigning(api);
    expect(codeOf(await by('get', `${signings}/${id}`))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await accept(by, id))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await act(by, `/${id}/decline`, {}))).toEqual([404, 'NOT_FOUND']);
  });

  test('become view-only once another was accepted', async () => {
    const [graduate, by] = await somebody();
    const { id } = await buildSigning(api, { graduate });
    await buildSigning(api, { graduate, status: 'SCHOOL_REVIEW' });
    const { body } = await by('get', `${signings}/${id}`);
    expect(body).toMatchObject({ allowedActions: [], bindingReasons: ['ACCEPTED_ELSEWHERE'] });
    expect(codeOf(await act(by, `/${id}/decline`, {}))).toEqual([409, 'GRADUATE_BOUND']);
  });

  test('tell a graduate who has not confirmed the profile to do that first, and nobody else', async () => {
    const line = '应约前请先确认基本信息';
    const read = async ([graduate, by]: [BuiltGraduate, SignedIn]) => {
      const { id, employer } = await buildSigning(api, { graduate });
      const unit = await signedInAs(api, employer.accountId);
      const pages = [await by('get', `${signings}/${id}`), await unit('get', `/api/v1/employer/signings/${id}`)];
      const told = pages.map(({ body }) => (body.timeline as { text: string }[]).some(({ text }) => text === line));
      const row = (await by('get', signings)).body.items[0];
      return { told, confirmed: [pages[0]?.body.profileConfirmed, row.profileConfirmed] };
    };
    const unconfirmed = await read(await somebody({ confirmed: false }));
    expect(unconfirmed).toEqual({ told: [true, false], confirmed: [false, false] });
    expect(await read(await somebody())).toEqual({ told: [false, false], confirmed: [true, true] });
  });

  test.each([{ trainingMode: 'DIRECTED' }, { confirmed: false }] as const)(
    'leave declining open to whoever cannot accept: %j',
    async (options) => {
      const [graduate, by] = await somebody(options);
      const { id } = await buildSigning(api, { graduate });
      expect((await by('get', `${signings}/${id}`)).body.allowedActions).toEqual(['decline']);
    },
  );
});

describe('answering', () => {
  test('accepting binds: the record goes to review, and a second acceptance is refused', async () => {
    const [graduate, by] = await somebody();
    const first = await buildSigning(api, { graduate });
    const second = await buildSigning(api, { graduate });
    const accepted = await accept(by, first.id);
    expect([accepted.status, accepted.headers['etag']]).toEqual([200, '"2"']);
    expect(accepted.body).toMatchObject({
      status: 'COLLEGE_REVIEW',
      bindingReasons: [],
      waitingFor: { who: 'COLLEGE' },
    });
    expect(codeOf(await accept(by, second.id))).toEqual([409, 'GRADUATE_BOUND']);
    expect(codeOf(await accept(by, first.id))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test.each([
    ['PROFILE_NOT_CONFIRMED', { confirmed: false }],
    ['GRADUATE_LOCKED', { trainingMode: 'COMMISSIONED' }],
  ] as const)('accepting is refused with %s', async (code, options) => {
    const [graduate, by] = await somebody(options);
    const { id } = await buildSigning(api, { graduate });
    expect(codeOf(await accept(by, id))).toEqual([409, code]);
  });

  test('an answer after the window is RESPONSE_WINDOW_OVER, whether the lapse is recorded or not', async () => {
    const [graduate, by] = await somebody();
    const sentAt = new Date(Date.now() - 9 * 86_400_000).toISOString();
    const unrecorded = await buildSigning(api, { graduate, sentAt });
    const recorded = await buildSigning(api, { graduate, sentAt, status: 'RESPONSE_EXPIRED' });
    expect(codeOf(await accept(by, unrecorded.id))).toEqual([409, 'RESPONSE_WINDOW_OVER']);
    expect(codeOf(await accept(by, recorded.id))).toEqual([409, 'RESPONSE_WINDOW_OVER']);
  });

  test.each([
    [{ confirmed: false }, 'MUST_CONFIRM'],
    [{}, 'REQUIRED'],
    [{ confirmed: 'true' }, 'WRONG_TYPE'],
  ])('accepting has to be confirmed: %j', async (body, code) => {
    const [graduate, by] = await somebody();
    const { id } = await buildSigning(api, { graduate });
    const answer = await act(by, `/${id}/accept`, body);
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/confirmed', code }]);
  });

  test('declining tells the unit the reason, if one was given', async () => {
    const [graduate, by] = await somebody();
    const employer = await buildEmployer(api);
    const { id } = await buildSigning(api, { graduate, employer });
    const declined = await act(by, `/${id}/decline`, { reason: '  已决定升学  ' });
    expect(declined.body).toMatchObject({ status: 'DECLINED', declineReason: '已决定升学', allowedActions: [] });
    const unit = await signedInAs(api, employer.accountId);
    expect((await unit('get', `/api/v1/employer/signings/${id}`)).body.declineReason).toBe('已决定升学');
    const silent = await buildSigning(api, { graduate });
    expect((await act(by, `/${silent.id}/decline`, { reason: ' ' })).body).toMatchObject({
      status: 'DECLINED',
      declineReason: null,
    });
  });
});
