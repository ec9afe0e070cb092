import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideMembership } from '../../commands/decide-membership.ts';
import { leaveUnit } from '../../commands/end-membership.ts';
import type { EmployerUser } from '../../domain/permissions.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification } from '../support/build-verification.ts';
import { buildApiToken, buildColleague, buildEmployer, signedInAs } from '../support/factories.ts';
import { startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  panel = await startPanel();
  for (const name of ['reviewer', 'supervisor', 'administrator']) cookies[name] = await panel.cookieFor(name);
  // Loads AdminJS, which takes its time.
  await panel.page(cookies['reviewer'] ?? '', 'units');
}, 60_000);
afterAll(() => panel.stop());

const pressAs = (name: string, fields: Record<string, string>, page = 'units') =>
  panel.press(cookies[name] ?? '', page, fields);
const joiner = async () => {
  const employer = await buildEmployer(panel);
  const { accountId } = await buildColleague(panel, employer.employerId, 'PENDING');
  return { ...employer, colleague: employer.accountId, accountId, membershipId: await membershipOf(accountId) };
};
const membershipOf = async (accountId: string) =>
  (await panel.knex('employer_membership').where({ accountId }).first<{ id: string }>('id')).id;
const rowOf = (id: string) => panel.knex('employer_membership').where({ id }).first();
const audited = (thingId: string) => panel.knex('staff_audit').where({ thingId }).orderBy('id');
const toldTo = (accountId: string) =>
  panel.knex('direct_message').where({ accountId }).orderBy('id').pluck<string[]>('message');
const userOf = (
  accountId: string,
  employerId: string,
  membership: 'PENDING' | 'APPROVED' = 'APPROVED',
): EmployerUser => ({
  ...{ userType: 'EMPLOYER', accountId, sessionId: accountId, employerId, membership, employerVerified: true },
});

describe('a request to join', () => {
  test('is listed with its masked telephone, and approved once: the joiner is told, the audit has a line', async () => {
    const { membershipId, accountId, name } = await joiner();
    const { text } = await panel.page(cookies['reviewer'] ?? '', 'memberships');
    expect(text).toContain(name);
    expect(text).toMatch(/131\*{4}\d{4}/);
    expect(text).not.toMatch(/131\d{8}/);
    const key = 'twice';
    for (let i = 0; i < 2; i += 1)
      expect((await pressAs('reviewer', { act: 'approve', membershipId, key }, 'memberships')).status).toBe(200);
    expect(await rowOf(membershipId)).toMatchObject({ status: 'APPROVED' });
    expect((await rowOf(membershipId)).decidedBy).not.toBeNull();
    expect((await audited(membershipId)).map(({ act }) => act)).toEqual(['MEMBERSHIP_APPROVED']);
    expect(await toldTo(accountId)).toEqual(['MEMBERSHIP_APPROVED']);
    const again = await pressAs('reviewer', { act: 'decline', membershipId, reason: '迟了' });
    expect(again.body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('is declined with a reason that the joiner reads', async () => {
    const { membershipId, accountId } = await joiner();
    expect((await pressAs('reviewer', { act: 'decline', membershipId })).status).toBe(422);
    expect((await pressAs('reviewer', { act: 'decline', membershipId, reason: '印章不清' })).status).toBe(200);
    expect(await rowOf(membershipId)).toMatchObject({ status: 'DECLINED', declineReason: '印章不清' });
    const me = await (await signedInAs(apiOf(), accountId))('get', '/api/v1/me');
    expect(me.body).toMatchObject({ employerMembership: { declineReason: '印章不清', status: 'DECLINED' } });
    expect(await toldTo(accountId)).toEqual(['MEMBERSHIP_DECLINED']);
  });

  test.each(['supervisor', 'administrator'])('is not decided by a %s', async (name) => {
    const { membershipId } = await joiner();
    expect((await pressAs(name, { act: 'approve', membershipId })).status).toBe(404);
    expect(await rowOf(membershipId)).toMatchObject({ status: 'PENDING' });
    expect(await audited(membershipId)).toEqual([]);
  });

  test('is not decided by a reviewer who has the telephone of a user of the unit', async () => {
    const { membershipId, colleague } = await joiner();
    const { phoneHash, phoneEncrypted } = await panel.knex('account').where({ id: colleague }).first();
    const reviewer = panel.knex('staff_account').where({ signInName: 'reviewer' }).select('accountId');
    await panel.knex('account').where('id', reviewer).update({ phoneHash, phoneEncrypted });
    const refused = await pressAs('reviewer', { act: 'approve', membershipId });
    expect([refused.status, refused.body.code]).toEqual([403, 'REVIEWER_PARTIAL']);
    await panel.knex('account').where('id', reviewer).update({ phoneHash: null, phoneEncrypted: null });
  });

  test('is decided by a colleague of a verified unit, not by the joiner, a stranger or a disabled colleague', async () => {
    const { membershipId, colleague, accountId, employerId } = await joiner();
    const stranger = await buildEmployer(panel);
    const by = (user: EmployerUser) =>
      decideMembership(panel.knex, { is: 'USER', user }, { membershipId, decision: 'APPROVE' });
    await expect(by(userOf(accountId, employerId, 'PENDING'))).rejects.toThrow('MEMBERSHIP_PENDING');
    await expect(by(userOf(stranger.accountId, employerId))).rejects.toThrow('NOT_FOUND');
    await panel.knex('account').where({ id: colleague }).update({ disabledAt: new Date() });
    await expect(by(userOf(colleague, employerId))).rejects.toThrow('NOT_FOUND');
    await panel.knex('account').where({ id: colleague }).update({ disabledAt: null });
    await by(userOf(colleague, employerId));
    expect(await rowOf(membershipId)).toMatchObject({ status: 'APPROVED', decidedBy: colleague });
    expect(await toldTo(accountId)).toEqual(['MEMBERSHIP_APPROVED']);
  });

  test('is decided by one of two who press at once', async () => {
    const { membershipId, accountId } = await joiner();
    const answers = await Promise.all([
      pressAs('reviewer', { act: 'approve', membershipId }),
      pressAs('reviewer', { act: 'decline', membershipId, reason: '试' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await toldTo(accountId)).toHaveLength(1);
  });
});

describe('a member', () => {
  test('is removed by a supervisor with a reason, and acts for the unit no more', async () => {
    const { employerId, accountId, name } = await buildEmployer(panel);
    await buildColleague(panel, employerId);
    const membershipId = await membershipOf(accountId);
    const session = await signedInAs(apiOf(), accountId);
    expect((await session('get', '/api/v1/employer/verifications')).status).toBe(200);
    for (const other of ['reviewer', 'administrator'])
      expect((await pressAs(other, { act: 'remove', membershipId, reason: '试' })).status).toBe(404);
    expect((await pressAs('supervisor', { act: 'remove', membershipId })).status).toBe(422);
    expect((await pressAs('supervisor', { act: 'remove', membershipId, reason: '盖章申请 2026-11' })).status).toBe(200);
    expect(await rowOf(membershipId)).toMatchObject({ status: 'ENDED', endReason: '盖章申请 2026-11' });
    expect((await session('get', '/api/v1/employer/verifications')).status).not.toBe(200);
    expect((await audited(membershipId))[0]).toMatchObject({
      act: 'MEMBER_REMOVED',
      details: { reason: '盖章申请 2026-11' },
    });
    expect(await toldTo(accountId)).toEqual(['MEMBER_REMOVED']);
    const { body: inbox } = await session('get', '/api/v1/notifications');
    expect(inbox.items).toMatchObject([{ text: `您已不再是${name}的用户，如有疑问请联系单位或平台。` }]);
  });

  test('is left where cases are open and nobody else could act, whoever asks', async () => {
    const employer = await buildEmployer(panel, { verificationState: 'UNVERIFIED' });
    await buildVerification(panel, { status: 'SENDING', employer });
    const membershipId = await membershipOf(employer.accountId);
    const refused = await pressAs('supervisor', { act: 'remove', membershipId, reason: '试' });
    expect(refused.body.code).toBe('LAST_MEMBER');
    await expect(leaveUnit(panel.knex, employer.accountId)).rejects.toThrow('LAST_MEMBER');
    await buildColleague(panel, employer.employerId);
    await leaveUnit(panel.knex, employer.accountId);
    expect(await rowOf(membershipId)).toMatchObject({ status: 'ENDED', endedBy: employer.accountId });
  });

  test('and a colleague who leave at once do not leave an open case to nobody', async () => {
    const employer = await buildEmployer(panel, { verificationState: 'UNVERIFIED' });
    await buildVerification(panel, { status: 'SENDING', employer });
    const { accountId } = await buildColleague(panel, employer.employerId);
    const both = await Promise.allSettled([
      leaveUnit(panel.knex, employer.accountId),
      leaveUnit(panel.knex, accountId),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an account whose owner lost the telephone', () => {
  const recover = (name: string, fields: Record<string, string>) =>
    pressAs(name, { act: 'recover', phone: '13655556666', name: '', reason: '盖章函', ...fields });

  test('gets the new number and loses password, sessions and its API tokens; both numbers and the inbox are told', async () => {
    const employer = await buildEmployer(panel);
    const { accountId, employerId } = employer;
    const session = await signedInAs(apiOf(), accountId);
    const before = await panel.knex('account').where({ id: accountId }).first();
    expect((await recover('reviewer', { accountId })).status).toBe(404);
    const colleague = await buildColleague(panel, employerId);
    for (let i = 0; i < 2; i += 1) await buildApiToken(panel, employer);
    const colleagues = await buildApiToken(panel, colleague);
    expect((await recover('supervisor', { accountId, name: '新 名' })).status).toBe(200);
    const live = await panel.knex('api_token').where({ employerId }).whereNull('revoked_at').pluck<string[]>('id');
    expect(live).toEqual([colleagues]);
    expect((await session('get', '/api/v1/me')).status).toBe(401);
    const after = await panel.knex('account').where({ id: accountId }).first();
    expect(panel.personalData.decrypt(after.phoneEncrypted)).toBe('13655556666');
    expect(after.passwordHash).not.toBe(before.passwordHash);
    const told = await panel.knex('direct_message').where({ accountId }).orderBy('id');
    expect(told.map(({ message, phoneEncrypted }) => [message, panel.personalData.decrypt(phoneEncrypted)])).toEqual([
      ['ACCOUNT_RECOVERED_OLD_PHONE', panel.personalData.decrypt(before.phoneEncrypted)],
      ['ACCOUNT_RECOVERED', '13655556666'],
    ]);
    const [line] = await audited(accountId);
    expect(line.details).toEqual({ reason: '盖章函', phoneChanged: true, nameChanged: true, tokensRevoked: 2 });
    const { body: inbox } = await (await signedInAs(apiOf(), accountId))('get', '/api/v1/notifications');
    expect(inbox.items).toMatchObject([{ message: 'ACCOUNT_RECOVERED', readAt: null }]);
  });

  test.each([
    ['a number somebody of the kind has', { phone: '13655556666' }, 'PHONE_IN_USE'],
    ['a number that is none', { phone: '123' }, 'VALIDATION_FAILED'],
    ['nothing to change', { phone: '' }, 'VALIDATION_FAILED'],
    ['no reason', { reason: '' }, 'VALIDATION_FAILED'],
  ])('is not touched for %s', async (_, fields, code) => {
    const { accountId } = await buildEmployer(panel);
    const session = await signedInAs(apiOf(), accountId);
    expect((await recover('supervisor', { accountId, ...fields })).body.code).toBe(code);
    expect((await session('get', '/api/v1/me')).status).toBe(200);
    expect(await toldTo(accountId)).toEqual([]);
  });

  test('is a unit user’s: no other kind of account is recovered here', async () => {
    const id = (await panel.knex('account').where({ userType: 'GRADUATE' }).first<{ id: string }>('id')).id;
    expect((await recover('supervisor', { accountId: id, phone: '13600009999' })).status).toBe(404);
  });
});

describe('the page of a unit', () => {
  test('is found by the beginning of its name or its whole credit code, and shows verifications and people', async () => {
    const built = await buildVerification(panel, { status: 'VERIFIED' });
    const { employerId, name } = built.employer;
    const { uscc } = await panel.knex('employer').where({ id: employerId }).first();
    for (const query of [`?name=${encodeURIComponent(name)}`, `?uscc=${uscc}`])
      expect((await panel.page(cookies['reviewer'] ?? '', 'units', query)).text).toContain(employerId);
    for (const query of [`?name=${encodeURIComponent(name.slice(1))}`, `?uscc=${uscc.slice(1)}`, ''])
      expect((await panel.page(cookies['reviewer'] ?? '', 'units', query)).text).not.toContain(employerId);
    const { text } = await panel.page(cookies['reviewer'] ?? '', 'units', `?id=${employerId}`);
    expect(text).toContain(`/admin/pages/verifications?id=${built.id}`);
    expect(text).toMatch(/第 1 次.*验证通过/);
    expect(text).not.toMatch(/131\d{8}|passwordHash/);
  });

  test('of nobody is not there', async () => {
    for (const query of ['?id=x', '?id=00000000-0000-0000-0000-000000000000'])
      expect((await panel.page(cookies['reviewer'] ?? '', 'units', query)).status).toBe(404);
  });
});

test('whoever is disabled is written to no more, and stands for no college', async () => {
  const { id } = await buildSigning(panel, { status: 'COLLEGE_REVIEW' });
  const signing = await panel.knex('signing').where({ id }).first();
  const reviewer = await panel.knex('reviewer').where({ collegeId: signing.collegeId }).first();
  const { signingRecipients, signingSubject } = await import('../../activities/signing/recipients.ts');
  const audiences = async () => {
    const sql = `with subject as (${signingSubject}), recipient as (${signingRecipients}) select audience, account_id from recipient`;
    const { rows } = await panel.knex.raw<{ rows: { audience: string; accountId: string }[] }>(sql, { processId: id });
    return rows;
  };
  expect((await audiences()).filter(({ audience }) => audience === 'COLLEGE_REVIEWERS')).toEqual([
    { audience: 'COLLEGE_REVIEWERS', accountId: reviewer.accountId },
  ]);
  const disabled = [reviewer.accountId, signing.startedBy];
  await panel.knex('account').whereIn('id', disabled).update({ disabledAt: new Date() });
  const after = await audiences();
  expect(after.map(({ accountId }) => accountId)).not.toEqual(expect.arrayContaining([disabled[0]]));
  expect(after.map(({ accountId }) => accountId)).not.toEqual(expect.arrayContaining([disabled[1]]));
  // The school's are told in the college's place.
  expect(after.some(({ audience }) => audience === 'COLLEGE_REVIEWERS')).toBe(true);
});

function apiOf() {
  return panel as unknown as Parameters<typeof signedInAs>[0];
}
