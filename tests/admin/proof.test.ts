import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { resetStaffAccess } from '../../commands/reset-staff-access.ts';
import { changeStaffPassword } from '../../commands/staff-password.ts';
import { signInStaff } from '../../commands/staff-sign-in.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { currentCode, panelCookieOf, startPanel, type TestPanel } from '../support/panel.ts';

let panel: TestPanel;
beforeAll(async () => {
  panel = await startPanel();
});
beforeEach(async () => {
  await panel.knex('rate_limit').delete();
});
afterAll(() => panel.stop());

const staffOf = (signInName: string) =>
  panel.knex('staff_account').where({ signInName }).first<{ accountId: string; totpSecretEncrypted: string | null }>();
const open = async (cookie: string) => (await panel.as(cookie)('get', '/admin/api/dashboard')).status;

/** What commands need, with something that happens after a password was found right and before anything is written. */
const racing = (meanwhile: () => Promise<unknown>) => {
  const { knex, clock, personalData, guard } = panel;
  return { ...{ knex, clock, personalData }, guard: { ...guard, clearAccount: async () => void (await meanwhile()) } };
};

describe('a password that was found right', () => {
  const ends = {
    'is changed': { passwordHash: 'another one' },
    'belongs to an account that is disabled': { disabledAt: new Date().toISOString() },
  };
  const account = () =>
    panel
      .knex('account')
      .where('id', panel.knex('staff_account').where({ signInName: 'reviewer' }).select('accountId'));
  let before: { passwordHash: string };
  beforeEach(async () => {
    before = await account().first<{ passwordHash: string }>('passwordHash');
  });
  const restore = () => account().update({ ...before, disabledAt: null });

  test.each(Object.entries(ends))('opens no session when it %s meanwhile', async (_, change) => {
    const sessions = () => panel.knex('staff_session').count();
    const present = await sessions();
    const given = { signInName: 'reviewer', password: demoPassword };
    const made = await signInStaff(
      racing(() => account().update(change)),
      given,
      null,
    );
    expect([made.outcome, await sessions()]).toEqual(['CREDENTIALS_WRONG', present]);
    await restore();
  });

  test.each(Object.entries(ends))('changes nothing when it %s meanwhile', async (_, change) => {
    const changed = await changeStaffPassword(
      racing(() => account().update(change)),
      await member(),
      wish,
    );
    expect(changed.outcome).toBe('CURRENT_WRONG');
    expect(await account().first()).toMatchObject({ passwordHash: before.passwordHash, ...change });
    await restore();
  });

  test('changes nothing for a session that ends meanwhile', async () => {
    const end = () => panel.knex('staff_session').update({ endedAt: panel.knex.fn.now() });
    await expect(changeStaffPassword(racing(end), await member(), wish)).rejects.toThrow('SIGNED_OUT');
    expect(await account().first()).toMatchObject(before);
  });

  const wish = {
    current: demoPassword,
    wanted: 'A longer one, 2026',
    repeated: 'A longer one, 2026',
    clientAddress: null,
  };
  async function member(): Promise<StaffMember> {
    await panel.cookieFor('reviewer');
    const { id: sessionId } = await panel.knex('staff_session').orderBy('id', 'desc').first<{ id: string }>('id');
    const { accountId } = await staffOf('reviewer');
    return { accountId, sessionId, role: 'REVIEWER', signInName: 'reviewer', name: 'x' };
  }
});

describe('a secret no code has confirmed', () => {
  const begin = (cookie: string) => panel.send('/admin/second-factor', { current: demoPassword }, cookie);
  const shown = async (cookie: string) =>
    /class="secret">([A-Z2-7 ]+)</
      .exec((await panel.as(cookie)('get', '/admin/second-factor')).text)?.[1]
      ?.replaceAll(' ', '');

  test('is shown to the session that began, and taken from no other; who begins anew gets another', async () => {
    const cookies = [await panel.cookieFor('supervisor'), await panel.cookieFor('supervisor')] as const;
    await begin(cookies[0]);
    const secret = await shown(cookies[0]);
    expect([secret?.length, await shown(cookies[1])]).toEqual([32, undefined]);
    const other = await panel.send('/admin/second-factor', { code: currentCode(secret) }, cookies[1]);
    expect(other.status).toBe(422);
    await begin(cookies[1]);
    expect([await shown(cookies[0]), (await shown(cookies[1])) === secret]).toEqual([undefined, false]);
  });

  test('ends after 15 minutes', async () => {
    const cookie = await panel.cookieFor('supervisor');
    await begin(cookie);
    const secret = await shown(cookie);
    const { rows } = await panel.knex.raw<{ rows: { minutes: string }[] }>(
      `select extract(epoch from totp_secret_expires_at - now()) / 60 as minutes from staff_account where sign_in_name = 'supervisor'`,
    );
    expect(Number(rows[0]?.minutes)).toBeCloseTo(15, 0);
    await panel
      .knex('staff_account')
      .where({ signInName: 'supervisor' })
      .update({ totpSecretExpiresAt: panel.knex.fn.now() });
    expect(await shown(cookie)).toBeUndefined();
    expect((await panel.send('/admin/second-factor', { code: currentCode(secret) }, cookie)).status).toBe(422);
  });

  test('goes when the password changes', async () => {
    const cookie = await panel.cookieFor('supervisor');
    await begin(cookie);
    const wanted = 'A longer one, 2026';
    await panel.send('/admin/password', { current: demoPassword, wanted, repeated: wanted }, cookie);
    expect((await staffOf('supervisor')).totpSecretEncrypted).toBeNull();
  });
});

describe('a reset from the host', () => {
  test('gives a one-time password, takes the second factor, ends every session, and is in the audit', async () => {
    const before = await panel.cookieFor('administrator');
    const reset = await resetStaffAccess(panel.knex, 'administrator');
    const password = reset.outcome === 'RESET' ? reset.oneTimePassword : '';
    const old = await panel.send('/admin/sign-in', { name: 'administrator', password: demoPassword });
    expect([await open(before), old.status]).toEqual([401, 401]);
    const cookie = panelCookieOf(await panel.send('/admin/sign-in', { name: 'administrator', password }));
    expect((await panel.as(cookie)('get', '/admin')).headers['location']).toBe('/admin/password');
    const { accountId, totpSecretEncrypted } = await staffOf('administrator');
    expect(totpSecretEncrypted).toBeNull();
    expect(await panel.knex('staff_audit').where({ act: 'ACCESS_RESET' }).select('thingId')).toEqual([
      { thingId: accountId },
    ]);
  });

  test('of a name nobody has does nothing', async () => {
    expect(await resetStaffAccess(panel.knex, 'nobody')).toEqual({ outcome: 'NAME_UNKNOWN' });
  });
});
