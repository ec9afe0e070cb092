import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databaseClock } from '../../database/clock.ts';
import { signingTabCodes, type SigningTab } from '../../domain/vocabulary/signing-tab.ts';
import { apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { buildVerification } from '../support/build-verification.ts';
import {
  buildColleague,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  signedInAs,
  type BuiltEmployer,
} from '../support/factories.ts';
import { withdrawnWhileRead } from '../support/write-between.ts';

let api: TestApi;
let unit: BuiltEmployer;
let as: SignedIn;
beforeAll(async () => {
  api = await startApi();
  unit = await buildEmployer(api);
  as = await signedInAs(api, unit.accountId);
}, 60_000);
afterAll(() => api.stop());

const workbench = '/api/v1/employer/workbench';
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const none = Object.fromEntries(signingTabCodes.map((tab) => [tab, 0])) as Record<SigningTab, number>;

/** A signing of a graduate of a cohort, in a status. */
async function invite(
  employer: BuiltEmployer,
  cohortYear: number,
  more: Omit<NonNullable<Parameters<typeof buildSigning>[1]>, 'employer' | 'graduate'> = {},
): Promise<BuiltSigning> {
  return buildSigning(api, { employer, graduate: await buildGraduate(api, { cohortYear }), ...more });
}

describe('every list and counter of a unit follows the cohort that is asked for', () => {
  beforeAll(async () => {
    for (const cohort of [2027, 2027, 2026]) await invite(unit, cohort);
    await invite(unit, 2026, { status: 'DECLINED' });
    await invite(unit, 2027, { status: 'INVALIDATED' });
    await buildTermination(api, await invite(unit, 2027, { status: 'SIGNED' }));
    await buildTermination(api, await invite(unit, 2026, { status: 'SIGNED' }), { status: 'REJECTED' });
    await buildTermination(api, await invite(unit, 2027, { status: 'SIGNED' }), { status: 'TERMINATED' });
  });

  const expected = {
    2027: { ...none, SIGNING: 2, TERMINATING: 1, TERMINATED: 1, INVALIDATED: 1 },
    2026: { ...none, SIGNING: 1, SIGNING_FAILED: 1, SIGNED: 1, TERMINATION_FAILED: 1 },
    2025: none,
  };

  test.each([2027, 2026, 2025] as const)('cohort %i: counters, tabs, favorites, changes', async (cohort) => {
    const { body } = await as('get', workbench).query({ cohort });
    expect([body.cohort, body.counters]).toEqual([cohort, expected[cohort]]);
    const totals: Record<string, number> = {};
    for (const tab of signingTabCodes) {
      const list = await as('get', '/api/v1/employer/signings').query({ tab, cohort, count: true });
      expect(list.body.items.every((row: { cohort: number }) => row.cohort === cohort)).toBe(true);
      totals[tab] = list.body.total as number;
    }
    expect(totals).toEqual(expected[cohort]);
    const favorites = await as('get', '/api/v1/employer/favorites').query({ cohort, count: true });
    expect(favorites.body.items.every((row: { cohort: number }) => row.cohort === cohort)).toBe(true);
    expect(favorites.body.total).toBe({ 2027: 5, 2026: 3, 2025: 0 }[cohort]);
    const ids = body.newestChanges.map(({ signingId }: { signingId: string }) => signingId);
    const changed = await api.knex('signing').whereIn('id', ids).select<{ cohortYear: number }[]>('cohortYear');
    expect(changed.every(({ cohortYear }) => cohortYear === cohort)).toBe(true);
    expect(changed).toHaveLength({ 2027: 5, 2026: 3, 2025: 0 }[cohort]);
  });

  test('without one the lists show every cohort, and the workbench the default one', async () => {
    const list = await as('get', '/api/v1/employer/signings').query({ count: true });
    expect(list.body.total).toBe(8);
    const at = apiOf({ ...api, clock: () => Promise.resolve(`timestamptz '2026-08-31T15:00:00Z'`) });
    const by = await signedInAs(at, unit.accountId);
    expect((await by('get', workbench)).body.cohort).toBe(2026);
    const { body } = await as('get', '/api/v1/cohorts');
    const { year } = body.items.find(({ isDefault }: { isDefault: boolean }) => isDefault) as { year: number };
    expect((await as('get', workbench)).body.cohort).toBe(year);
  });

  test('a year that is none is refused', async () => {
    expect((await as('get', workbench).query({ cohort: 'x' })).status).toBe(422);
    expect((await as('get', workbench).query({ cohort: 1999 })).status).toBe(422);
  });
});

describe('what is due', () => {
  const dueOf = ({ body }: { body: { dueSoon: { kind: string; signingId: string; dueAt: string; text: string }[] } }) =>
    body.dueSoon;

  test.each([
    [23, ['INVITATION_ENDS']],
    [25, []],
  ])('an invitation that ends in %i hours: %j', async (hours, kinds) => {
    const employer = await buildEmployer(api);
    const { id } = await invite(employer, 2027);
    await api
      .knex('signing')
      .where({ id })
      .update({ respondBy: hoursAgo(-hours) });
    const by = await signedInAs(api, employer.accountId);
    expect(dueOf(await by('get', workbench)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('is an invitation in its last day and a termination a graduate asks for, the soonest first', async () => {
    const employer = await buildEmployer(api);
    const by = await signedInAs(api, employer.accountId);
    await invite(employer, 2027);
    const ending = await invite(employer, 2027, { sentAt: hoursAgo(7 * 24) });
    const endsAt = hoursAgo(-5);
    await api.knex('signing').where({ id: ending.id }).update({ respondBy: endsAt });
    const over = await invite(employer, 2027, { sentAt: hoursAgo(9 * 24) });
    await api
      .knex('signing')
      .where({ id: over.id })
      .update({ respondBy: hoursAgo(1) });
    const signed = await invite(employer, 2027, { status: 'SIGNED' });
    const { id: terminationId } = await buildTermination(api, signed);
    expect(dueOf(await by('get', workbench)).map(({ kind }) => kind)).toEqual(['INVITATION_ENDS']);
    await api.knex('termination').where({ id: terminationId }).update({ applicant: 'GRADUATE' });
    const due = dueOf(await by('get', workbench));
    expect(due).toMatchObject([
      { kind: 'INVITATION_ENDS', signingId: ending.id, graduateName: ending.graduate.name, terminationId: null },
      { kind: 'TERMINATION_TO_ANSWER', signingId: signed.id, terminationId, text: '学生申请解约，等待贵单位回应' },
    ]);
    expect(due[0]?.dueAt.slice(0, 16)).toBe(endsAt.slice(0, 16));
    // Whoever looks at another cohort is told of the termination all the same.
    expect(dueOf(await by('get', workbench).query({ cohort: 2026 }))).toMatchObject([{ terminationId, cohort: 2027 }]);
  });

  test('is at most 20 of a kind, and how many there are is told', async () => {
    const employer = await buildEmployer(api);
    const by = await signedInAs(api, employer.accountId);
    const graduate = await buildGraduate(api, { cohortYear: 2027 });
    const first = await buildSigning(api, { employer, graduate });
    await api
      .knex('signing')
      .where({ id: first.id })
      .update({ respondBy: hoursAgo(-5) });
    const more = Array.from({ length: 21 }, () => buildGraduate(api, { cohortYear: 2027, school: graduate.school }));
    for (const other of await Promise.all(more)) {
      const { id } = await buildSigning(api, { employer, graduate: other });
      await api
        .knex('signing')
        .where({ id })
        .update({ respondBy: hoursAgo(-6) });
    }
    const { body } = await by('get', workbench);
    expect(body.dueSoon).toHaveLength(20);
    expect(body.dueSoon[0].signingId).toBe(first.id);
    expect(body.dueSoonTotals).toMatchObject({ INVITATION_ENDS: 22, TERMINATION_TO_ANSWER: 0, AMOUNT_TO_ENTER: 0 });
  });

  test('is a look at the unit’s data after a year, until they are saved again; nobody is asked who is not verified', async () => {
    const by = await api.signIn('EMPLOYER', '13800000001');
    const { id, verificationState, nameInForce, usccInForce, ...data } = (await by('get', '/api/v1/employer')).body;
    expect([verificationState, nameInForce, usccInForce]).toEqual(['VERIFIED', data.name, data.uscc]);
    const stands = (columns: object) => api.knex('employer').where({ id }).update(columns);
    const aYearAnd = (days: number) => api.knex.raw(`clock_timestamp() - interval '1 year' - interval '${days} days'`);
    await stands({ updatedAt: aYearAnd(-2) });
    expect(dueOf(await by('get', workbench))).toEqual([]);
    await stands({ updatedAt: aYearAnd(2) });
    const { body } = await by('get', workbench);
    expect(body.dueSoon).toMatchObject([{ kind: 'UNIT_TO_CONFIRM', verificationId: null, signingId: null }]);
    expect(body.dueSoonTotals).toMatchObject({ UNIT_TO_CONFIRM: 1 });
    expect((await by('put', '/api/v1/employer').send(data)).body).toMatchObject({ verificationState: 'VERIFIED' });
    expect(dueOf(await by('get', workbench))).toEqual([]);
    await stands({ updatedAt: aYearAnd(2), verificationState: 'REVERIFY_REQUIRED' });
    expect(dueOf(await by('get', workbench))).toEqual([]);
  });

  test('is who asks to join, all of them in one line, while anybody can be let in', async () => {
    const employer = await buildEmployer(api);
    const by = await signedInAs(api, employer.accountId);
    expect((await by('get', workbench)).body.dueSoonTotals.MEMBERSHIP_TO_DECIDE).toBe(0);
    for (let i = 0; i < 2; i += 1) await buildColleague(api, employer.employerId, 'PENDING');
    const { body } = await by('get', workbench);
    expect(body.dueSoon).toMatchObject([{ kind: 'MEMBERSHIP_TO_DECIDE', signingId: null, graduateName: null }]);
    expect(body.dueSoonTotals.MEMBERSHIP_TO_DECIDE).toBe(2);
    await api.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'REVERIFY_REQUIRED' });
    expect(dueOf(await by('get', workbench))).toEqual([]);
  });

  test('is a supplement that is asked for, and the quick entries wait until the unit is verified', async () => {
    const { employer, id } = await buildVerification(api, { status: 'NEEDS_SUPPLEMENT' });
    const { body } = await (await signedInAs(api, employer.accountId))('get', workbench);
    expect(body).toMatchObject({ verificationState: 'IN_PROGRESS', supplementAsked: true });
    expect(body.dueSoon).toMatchObject([{ kind: 'SUPPLEMENT_TO_HAND_IN', verificationId: id, signingId: null }]);
    const open = ({ isOpen }: { isOpen: boolean }) => isOpen;
    expect(body.quickEntries.filter(open).map(({ text }: { text: string }) => text)).toEqual(['签约解约']);
    const verified = (await as('get', workbench)).body;
    expect(verified).toMatchObject({ verificationState: 'VERIFIED', supplementAsked: false });
    expect(verified.quickEntries.filter(open).map(({ text }: { text: string }) => text)).toEqual([
      ...['添加学生', '签约解约', '发起签约邀请'],
    ]);
  });
});

test('the newest changes are told in words, a termination that ended its agreement once', async () => {
  const employer = await buildEmployer(api);
  const by = await signedInAs(api, employer.accountId);
  const ended = await invite(employer, 2027, { status: 'SIGNED', sentAt: hoursAgo(5) });
  const { id: terminationId } = await buildTermination(api, ended, { status: 'TERMINATED', appliedAt: hoursAgo(4) });
  const declined = await invite(employer, 2027, { status: 'DECLINED', sentAt: hoursAgo(2) });
  const { body } = await by('get', workbench);
  expect(body.newestChanges).toMatchObject([
    { signingId: declined.id, terminationId: null, status: 'DECLINED', text: '学生拒绝签约' },
    { signingId: ended.id, terminationId, status: 'TERMINATED', text: '已解约' },
  ]);
});

test('counters and rows are of one moment, whatever is written between them', async () => {
  const employer = await buildEmployer(api);
  await invite(employer, 2027);
  const graduate = await buildGraduate(api);
  const favoriteId = await buildFavorite(api, employer, graduate);
  let asked = 0;
  const clock = async () => {
    asked += 1;
    if (asked === 2) await buildSigning(api, { employer, graduate, favoriteId });
    return databaseClock();
  };
  const by = await signedInAs(apiOf({ ...api, clock }), employer.accountId);
  const { body } = await by('get', workbench).query({ cohort: 2027 });
  expect(asked).toBeGreaterThan(1);
  expect([body.counters.SIGNING, body.newestChanges.length]).toEqual([1, 1]);
});

test('a tab’s rows are of one moment, whatever is decided while they are read', async () => {
  const employer = await buildEmployer(api);
  const { id } = await invite(employer, 2027);
  const { clock, wasAsked } = withdrawnWhileRead(api, id);
  const by = await signedInAs(apiOf({ ...api, clock }), employer.accountId);
  const { body } = await by('get', '/api/v1/employer/signings').query({ tab: 'SIGNING' });
  expect([wasAsked(), body.items]).toMatchObject([true, [{ id, status: 'AWAITING_GRADUATE' }]]);
});

test('a notice is shown until its last day or until it is withdrawn', async () => {
  const { accountId } = await api.knex('staff_account').first<{ accountId: string }>('accountId');
  const notice = { text: '内容', publishedBy: accountId, publishedAt: hoursAgo(1), lastDay: '2099-12-31' };
  await api.knex('notice').insert([
    { ...notice, title: '系统维护' },
    { ...notice, title: '已过期', lastDay: '2020-01-01' },
    { ...notice, title: '已撤下', withdrawnBy: accountId, withdrawnAt: hoursAgo(0) },
  ]);
  const { body } = await as('get', workbench);
  expect(body.notices).toEqual([
    { id: expect.any(String), title: '系统维护', text: '内容', publishedAt: notice.publishedAt, lastDay: '2099-12-31' },
  ]);
});
