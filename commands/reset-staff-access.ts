import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword } from '../database/passwords.ts';
import { newOneTimePassword, oneTimePasswordRules } from './one-time-password.ts';
import { recordStaffAct } from './staff-audit.ts';
import { withoutSecret } from './staff-second-factor.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** What became of it; the password is told this once. */
export type StaffReset = { outcome: 'RESET'; oneTimePassword: string } | { outcome: 'NAME_UNKNOWN' };

/** Lets a member in again who lost password or telephone: a one-time password, no second factor, no session; from the host only. */
export async function resetStaffAccess(knex: Knex, signInName: string): Promise<StaffReset> {
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return knex.transaction(async (trx): Promise<StaffReset> => {
    const member = await StaffAccount.query(trx).findOne({ signInName });
    if (!member) return { outcome: 'NAME_UNKNOWN' };
    const { accountId } = member;
    await Account.query(trx).findById(accountId).patch({ passwordHash });
    const cleared = { ...withoutSecret, totpConfirmedAt: null, lastTotpStep: null };
    await member.$query(trx).patch({ ...cleared, ...oneTimePasswordRules(trx) });
    await endStaffSessions(trx, accountId);
    const place = { accountId: null, clientAddress: null };
    await recordStaffAct(trx, 'ACCESS_RESET', place, { kind: 'staff_account', id: accountId });
    return { outcome: 'RESET', oneTimePassword };
  });
}
