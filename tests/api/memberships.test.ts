import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findReadableFile } from '../../database/queries/file-readers.ts';
import { buildSigning } from '../support/build-signing.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildAccount, buildColleague, buildEmployer, buildFile, signedInAs } from '../support/factories.ts';

let api: TestApi;
let ofUnit: SignedIn;
beforeAll(async () => {
  api = await startApi();
  ofUnit = await api.signIn('EMPLOYER', '13800000003');
}, 60_000);
afterAll(() => api.stop());

const ofDemoUnit = '91990000MA0000023K';
const profile = {
  companyName: '某公司',
  department: '人事部',
  jobTitle: '专员',
  fax: '010-88886666',
  email: 'a@example.com',
};
type Refused = { status: number; body: { code?: string; errors?: { pointer: string; code: string }[] } };
const codeOf = ({ status, body }: Refused) => [status, body.code];

/** Somebody with a complete profile, a letter, and no unit. */
async function joiner(name = '加入者') {
  const accountId = await buildAccount(api, 'EMPLOYER', name);
  await api.knex('account').where({ id: accountId }).update(profile);
  const letter = await buildFile(api, accountId, 'SIGNING_AUTHORIZATION_LETTER');
  return { accountId, letter, caller: await signedInAs(api, accountId) };
}
const ask = ({ caller, letter }: { caller: SignedIn; letter: string }, more: object = {}) =>
  caller('post', '/api/v1/employer-memberships').send({
    ...{ uscc: ofDemoUnit, signingAuthorizationLetterFileId: letter, ...more },
  });
const asked = async () => {
  const who = await joiner();
  return { ...who, id: ((await ask(who)).body as { id: string }).id };
};
const decide = (by: SignedIn, id: string, how: 'approve' | 'decline', body: object = {}) =>
  by('post', `/api/v1/employer/memberships/${id}/${how}`).send(body);
const toldBySms = (accountId: string) =>
  api.knex('direct_message').where({ accountId }).orderBy('id').pluck<string[]>('message');
const inboxOf = async (caller: SignedIn) => {
  const { body } = await caller('get', '/api/v1/notifications');
  return (body as { items: { message: string; text: string; membershipId?: string }[] }).items;
};

describe('asking to join', () => {
  test('a verified unit by its credit code and a letter makes a row that its users see, and tells both sides', async () => {
    const who = await joiner();
    const answer = await ask(who);
    const me = (await who.caller('get', '/api/v1/me')).body as { phone: string };
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { status: 'PENDING', name: '加入者', phone: me.phone, signingAuthorizationLetterFileId: who.letter },
    ]);
    expect(me).toMatchObject({ employerMembership: { id: answer.body.id, status: 'PENDING', declineReason: null } });
    const by = ofUnit;
    const { body } = await by('get', '/api/v1/employer/memberships').query({ count: true });
    expect((body as { items: object[] }).items[0]).toEqual(answer.body);
    expect((await inboxOf(who.caller))[0]).toMatchObject({
      ...{ message: 'MEMBERSHIP_REQUESTED', membershipId: answer.body.id },
      text: expect.stringContaining('样例制造有限公司'),
    });
    expect((await inboxOf(by))[0]).toMatchObject({ message: 'MEMBERSHIP_TO_DECIDE', membershipId: answer.body.id });
    expect(await toldBySms(who.accountId)).toEqual(['MEMBERSHIP_REQUESTED']);
    const told = await api.knex('direct_message').where({ message: 'MEMBERSHIP_TO_DECIDE' });
    expect(told.map(({ accountId }: { accountId: string }) => accountId)).not.toContain(who.accountId);
    expect(told.length).toBeGreaterThan(0);
  });

  test('opens nothing before it is decided', async () => {
    const who = await joiner();
    const { body } = await ask(who);
    const calls: [Parameters<SignedIn>[0], string][] = [
      ['get', '/employer/members'],
      ['get', '/employer/memberships'],
      ['get', '/employer/archive-profile'],
      ['put', '/employer/archive-profile'],
      ['get', '/employer/favorites'],
      ['get', '/employer/signings'],
      ['get', '/employer/verifications'],
      ['post', '/employer/graduate-searches'],
      ['post', `/employer/memberships/${(body as { id: string }).id}/approve`],
    ];
    for (const [method, path] of calls)
      expect([path, codeOf(await who.caller(method, `/api/v1${path}`))]).toEqual([path, [403, 'MEMBERSHIP_PENDING']]);
    expect((await who.caller('get', '/api/v1/employer')).status).toBe(200);
    expect(codeOf(await ask(who))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test.each(['name', ...Object.keys(profile)])('needs %s', async (field) => {
    const who = await joiner();
    await api
      .knex('account')
      .where({ id: who.accountId })
      .update({ [field]: null });
    expect(codeOf(await ask(who))).toEqual([409, 'PROFILE_INCOMPLETE']);
  });

  test('needs a unit that is verified, and a letter of one’s own', async () => {
    const who = await joiner();
    const logo = await buildFile(api, who.accountId, 'LOGO');
    const errors = async (more: object) => {
      const { body } = (await ask(who, more)) as Refused;
      return body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    const letter = 'signingAuthorizationLetterFileId';
    expect(await errors({ uscc: '91990000MA0000031E' })).toEqual(['/uscc NOT_FOUND']);
    expect(await errors({ uscc: '91990000MA00000586' })).toEqual(['/uscc NOT_FOUND']);
    expect(await errors({ [letter]: logo })).toEqual([`/${letter} WRONG_PURPOSE`]);
    expect(await errors({ [letter]: (await joiner()).letter })).toEqual([`/${letter} NOT_FOUND`]);
    expect((await ask(who)).status).toBe(201);
  });

  test('gives up a unit that nobody verified, and none that somebody did', async () => {
    const who = await joiner();
    const own = await buildEmployer(api, { verificationState: 'UNVERIFIED' });
    await api.knex('employer_membership').where({ employerId: own.employerId }).update({ accountId: who.accountId });
    await api.knex('employer').where({ id: own.employerId }).update({ verificationState: 'VERIFIED' });
    expect(codeOf(await ask(who))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    await api.knex('employer').where({ id: own.employerId }).update({ verificationState: 'UNVERIFIED' });
    expect((await ask(who)).status).toBe(201);
    const left = await api.knex('employer_membership').where({ employerId: own.employerId }).first();
    expect(left).toMatchObject({ status: 'ENDED', endedBy: who.accountId, endedAt: expect.anything() });
  });

  test('twice at once is one request', async () => {
    const who = await joiner();
    const answers = await Promise.all([ask(who), ask(who), ask(who)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('deciding', () => {
  test('lets a joiner in, once, and tells', async () => {
    const [who, by] = [await asked(), ofUnit];
    const answer = await decide(by, who.id, 'approve');
    expect([answer.status, answer.body]).toMatchObject([200, { id: who.id, status: 'APPROVED' }]);
    expect((await who.caller('get', '/api/v1/employer/members')).status).toBe(200);
    expect((await inboxOf(who.caller))[0]).toMatchObject({ message: 'MEMBERSHIP_APPROVED' });
    expect(await toldBySms(who.accountId)).toEqual(['MEMBERSHIP_REQUESTED', 'MEMBERSHIP_APPROVED']);
    for (const how of ['approve', 'decline'] as const)
      expect(codeOf(await decide(by, who.id, how, how === 'decline' ? { reason: '不认识' } : {}))).toEqual([
        ...[409, 'ACTION_NOT_ALLOWED'],
      ]);
  });

  test('declines with a reason that the joiner reads, who may ask again', async () => {
    const [who, by] = [await asked(), ofUnit];
    expect(codeOf(await decide(by, who.id, 'decline'))).toEqual([422, 'VALIDATION_FAILED']);
    expect((await decide(by, who.id, 'decline', { reason: '非本单位员工' })).body).toMatchObject({
      status: 'DECLINED',
    });
    expect((await who.caller('get', '/api/v1/me')).body).toMatchObject({
      employerMembership: { id: who.id, status: 'DECLINED', declineReason: '非本单位员工' },
    });
    expect((await inboxOf(who.caller))[0]).toMatchObject({ message: 'MEMBERSHIP_DECLINED' });
    expect(codeOf(await who.caller('get', '/api/v1/employer/members'))).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
    expect((await ask(who)).status).toBe(201);
  });

  test('is not for another unit, which finds nothing, nor for the joiner', async () => {
    const [who, other] = [await asked(), await api.signIn('EMPLOYER', '13800000001')];
    expect(codeOf(await decide(other, who.id, 'approve'))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await decide(who.caller, who.id, 'approve'))).toEqual([403, 'MEMBERSHIP_PENDING']);
    const listed = await other('get', '/api/v1/employer/memberships');
    expect(JSON.stringify(listed.body)).not.toContain(who.id);
  });

  test('waits while the unit is to be verified again', async () => {
    const who = await asked();
    const state = (verificationState: string) =>
      api.knex('employer').where({ uscc: ofDemoUnit }).update({ verificationState });
    await state('REVERIFY_REQUIRED');
    const refused = await decide(ofUnit, who.id, 'approve');
    await state('VERIFIED');
    expect(codeOf(refused)).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
    expect((await decide(ofUnit, who.id, 'approve')).status).toBe(200);
  });

  test('twice at once is done once', async () => {
    const [who, by] = [await asked(), ofUnit];
    const answers = await Promise.all([1, 2, 3].map(() => decide(by, who.id, 'approve')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('shows the letter to colleagues and staff, and to nobody else', async () => {
    const who = await asked();
    const read = async (caller: SignedIn) => (await caller('get', `/api/v1/files/${who.letter}`)).status;
    // Its bytes are nowhere in this test, so it is found but cannot be given.
    expect(await read(ofUnit)).not.toBe(404);
    expect(await read(await api.signIn('EMPLOYER', '13800000001'))).toBe(404);
    expect(await read((await joiner()).caller)).toBe(404);
    const staff = { userType: 'STAFF', role: 'REVIEWER', accountId: randomUUID(), sessionId: randomUUID() } as const;
    const others = await buildFile(api, (await joiner()).accountId, 'LOGO');
    expect(await findReadableFile(api.knex, staff, who.letter)).toBeDefined();
    expect(await findReadableFile(api.knex, staff, others)).toBeUndefined();
  });
});

describe('the users of a unit', () => {
  test('are listed with one’s own row marked, without joiners and those who left', async () => {
    const unit = await buildEmployer(api);
    const other = await buildColleague(api, unit.employerId);
    await buildColleague(api, unit.employerId, 'PENDING');
    const left = await buildColleague(api, unit.employerId);
    const leaving = await (await signedInAs(api, left.accountId))('delete', '/api/v1/me/employer-membership');
    expect([leaving.status, leaving.text]).toEqual([204, '']);
    const { body } = await (await signedInAs(api, other.accountId))('get', '/api/v1/employer/members');
    const { items } = body as { items: { name: string; isSelf: boolean }[] };
    expect(items.map(({ isSelf }) => isSelf)).toEqual([true, false]);
    expect(items[0]?.name).toBe(other.name);
  });

  test('may leave, the last one not while a case is open', async () => {
    const { employer } = await buildSigning(api, { status: 'AWAITING_GRADUATE' });
    const second = await buildColleague(api, employer.employerId);
    const leave = async (accountId: string) =>
      codeOf(await (await signedInAs(api, accountId))('delete', '/api/v1/me/employer-membership'));
    expect(await leave(second.accountId)).toEqual([204, undefined]);
    expect(await leave(employer.accountId)).toEqual([409, 'LAST_MEMBER']);
    await api.knex('process').update({ isOpen: false });
    expect(await leave(employer.accountId)).toEqual([204, undefined]);
    expect(await leave(employer.accountId)).toEqual([404, 'NOT_FOUND']);
  });

  test('who leave at the same time leave one behind', async () => {
    const { employer } = await buildSigning(api, { status: 'AWAITING_GRADUATE' });
    const second = await buildColleague(api, employer.employerId);
    const callers = [await signedInAs(api, employer.accountId), await signedInAs(api, second.accountId)];
    const answers = await Promise.all(callers.map((caller) => caller('delete', '/api/v1/me/employer-membership')));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test('who asked may take it back', async () => {
    const who = await joiner();
    await ask(who);
    expect((await who.caller('delete', '/api/v1/me/employer-membership')).status).toBe(204);
    expect((await who.caller('get', '/api/v1/me')).body).toMatchObject({ employerMembership: null });
    expect((await ask(who)).status).toBe(201);
  });

  test('are in no unit afterwards: what was declined before is told no more', async () => {
    const who = await asked();
    await decide(ofUnit, who.id, 'decline', { reason: '授权书不清' });
    const again = await ask(who);
    await decide(ofUnit, (again.body as { id: string }).id, 'approve');
    expect((await who.caller('delete', '/api/v1/me/employer-membership')).status).toBe(204);
    expect((await who.caller('get', '/api/v1/me')).body).toMatchObject({ employerMembership: null });
  });

  test('read no more of what the unit was told once they have left', async () => {
    const { employer, id } = await buildSigning(api, { status: 'AWAITING_GRADUATE' });
    const second = await buildColleague(api, employer.employerId);
    const about = { processId: id, seq: 1, kind: 'TEST', message: 'INVITATION_SENT_EMPLOYER' };
    const [told] = await api
      .knex('notification')
      .insert({ ...about, accountId: second.accountId, createdAt: api.knex.fn.now() })
      .returning<{ id: string }[]>('id');
    const caller = await signedInAs(api, second.accountId);
    const read = () => caller('post', `/api/v1/notifications/${told?.id ?? ''}/read`);
    expect([(await inboxOf(caller)).length, (await read()).status]).toEqual([1, 200]);
    await caller('delete', '/api/v1/me/employer-membership');
    expect([(await inboxOf(caller)).length, (await read()).status]).toEqual([0, 404]);
    const counted = await caller('get', '/api/v1/notifications').query({ count: true });
    expect(counted.body).toMatchObject({ total: 0 });
  });
});
