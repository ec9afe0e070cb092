import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword } from '../database/passwords.ts';
import { hasAdministrator } from '../database/queries/staff-account.ts';
import { isSignInName } from '../domain/staff.ts';
import { newOneTimePassword, oneTimePasswordRules } from './one-time-password.ts';
import { recordStaffAct } from './staff-audit.ts';

/** What became of it; the password is known to nobody else and is told this once. */
export type FirstAdministrator =
  { outcome: 'MADE'; oneTimePassword: string } | { outcome: 'NAME_UNUSABLE' | 'NAME_TAKEN' | 'ADMINISTRATOR_EXISTS' };

/** Makes the first account of an install: an administrator whose password holds for a day, until it is changed. */
export async function makeFirstAdministrator(knex: Knex, signInName: string): Promise<FirstAdministrator> {
  if (!isSignInName(signInName)) return { outcome: 'NAME_UNUSABLE' };
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return knex.transaction(async (trx): Promise<FirstAdministrator> => {
    // Two at once must not both find none.
    await trx.raw('lock table staff_account in share row exclusive mode');
    if (await hasAdministrator(trx)) return { outcome: 'ADMINISTRATOR_EXISTS' };
    if (await StaffAccount.query(trx).findOne({ signInName })) return { outcome: 'NAME_TAKEN' };
    const { id: accountId } = await Account.query(trx).insert({ userType: 'STAFF', name: signInName, passwordHash });
    const rules = oneTimePasswordRules(trx);
    await StaffAccount.query(trx).insert({ accountId, signInName, role: 'ADMINISTRATOR', ...rules });
    const thing = { kind: 'staff_account', id: accountId };
    await recordStaffAct(trx, 'ACCOUNT_MADE', { accountId: null, clientAddress: null }, thing);
    return { outcome: 'MADE', oneTimePassword };
  });
}
