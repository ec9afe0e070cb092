import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword } from '../database/passwords.ts';
import { newOneTimePassword, oneTimePasswordRules } from './one-time-password.ts';
import { holdOtherStaff } from './other-staff.ts';
import { recordStaffAct, type StaffPlace } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { withoutSecret } from './staff-second-factor.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** What became of it; the password is told this once. */
export type StaffReset = { outcome: 'RESET'; oneTimePassword: string } | { outcome: 'NAME_UNKNOWN' };

/** Lets a member in again who lost password or telephone: a one-time password, no second factor, no session; from the host. */
export async function resetStaffAccess(knex: Knex, signInName: string): Promise<StaffReset> {
  const { oneTimePassword, passwordHash } = await newPassword();
  return knex.transaction(async (trx): Promise<StaffReset> => {
    const member = await StaffAccount.query(trx).findOne({ signInName });
    if (!member) return { outcome: 'NAME_UNKNOWN' };
    await reset(trx, member.accountId, { passwordHash, place: { accountId: null, clientAddress: null }, details: {} });
    return { outcome: 'RESET', oneTimePassword };
  });
}

/**
 * 重置登录: the same by an administrator for a colleague; answers the one-time password, undefined to a repeat. Throws
 * NOT_FOUND, OWN_ACCOUNT.
 */
export async function resetAccessOfColleague(
  knex: Knex,
  call: StaffCall,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<string | undefined> {
  const { oneTimePassword, passwordHash } = await newPassword();
  return pressOnce(knex, { act: 'ACCESS_RESET', call }, async (trx, place) => {
    await holdOtherStaff(trx, call.member, accountId);
    await reset(trx, accountId, { passwordHash, place, details: { reason } });
    return oneTimePassword;
  });
}

async function newPassword() {
  const oneTimePassword = newOneTimePassword();
  return { oneTimePassword, passwordHash: await hashPassword(oneTimePassword) };
}

async function reset(
  trx: Knex.Transaction,
  accountId: string,
  { passwordHash, place, details }: { passwordHash: string; place: StaffPlace; details: Record<string, string> },
): Promise<void> {
  await Account.query(trx).findById(accountId).patch({ passwordHash });
  const cleared = { ...withoutSecret, totpConfirmedAt: null, lastTotpStep: null };
  await StaffAccount.query(trx)
    .findById(accountId)
    .patch({ ...cleared, ...oneTimePasswordRules(trx) });
  await endStaffSessions(trx, accountId);
  await recordStaffAct(trx, 'ACCESS_RESET', place, { kind: 'staff_account', id: accountId, details });
}
