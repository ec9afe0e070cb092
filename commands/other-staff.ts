import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { StaffAccount } from '../database/models/staff-account.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';

/** An account of a colleague, held until the transaction ends. */
export interface OtherStaff {
  account: Account;
  staff: StaffAccount;
}

/** Holds a colleague's account and, with it, the number of administrators. Throws NOT_FOUND, and OWN_ACCOUNT for one's own. */
export async function holdOtherStaff(
  trx: Knex.Transaction,
  member: StaffMember,
  accountId: string,
): Promise<OtherStaff> {
  if (accountId === member.accountId) throw new DomainError('OWN_ACCOUNT');
  // Two administrators who end each other at once must not both succeed.
  await trx.raw('lock table staff_account in share row exclusive mode');
  const staff = await StaffAccount.query(trx).findById(accountId);
  const account = await Account.query(trx).findById(accountId).forUpdate();
  if (!staff || !account) throw new DomainError('NOT_FOUND');
  return { account, staff };
}

/** Throws LAST_ADMINISTRATOR when nobody else could sign in as one. */
export async function checkAdministratorLeft(trx: Knex.Transaction, { staff }: OtherStaff): Promise<void> {
  if (staff.role !== 'ADMINISTRATOR') return;
  const other = await trx('staff_account as t')
    .join('account as a', 'a.id', 't.account_id')
    .where('t.role', 'ADMINISTRATOR')
    .whereNull('a.disabled_at')
    .whereNot('t.account_id', staff.accountId)
    .first('t.account_id');
  if (other === undefined) throw new DomainError('LAST_ADMINISTRATOR');
}
