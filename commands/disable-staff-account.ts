import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { DomainError } from '../domain/errors.ts';
import { checkAdministratorLeft, holdOtherStaff } from './other-staff.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** 停用工作人员: every session ends at once. Throws NOT_FOUND, OWN_ACCOUNT, LAST_ADMINISTRATOR, ACTION_NOT_ALLOWED. */
export async function disableStaffAccount(
  knex: Knex,
  call: StaffCall,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<void> {
  await pressOnce(knex, { act: 'STAFF_DISABLED', call }, async (trx, place) => {
    const other = await holdOtherStaff(trx, call.member, accountId);
    if (other.account.disabledAt !== null) throw new DomainError('ACTION_NOT_ALLOWED');
    await checkAdministratorLeft(trx, other);
    await Account.query(trx)
      .findById(accountId)
      .patch({ disabledAt: trx.raw('clock_timestamp()') as unknown as string });
    await endStaffSessions(trx, accountId);
    await recordStaffAct(trx, 'STAFF_DISABLED', place, { kind: 'staff_account', id: accountId, details: { reason } });
  });
}

/** 启用工作人员: they sign in with the password they had. Throws NOT_FOUND, OWN_ACCOUNT, ACTION_NOT_ALLOWED. */
export async function enableStaffAccount(
  knex: Knex,
  call: StaffCall,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<void> {
  await pressOnce(knex, { act: 'STAFF_ENABLED', call }, async (trx, place) => {
    const { account } = await holdOtherStaff(trx, call.member, accountId);
    if (account.disabledAt === null) throw new DomainError('ACTION_NOT_ALLOWED');
    await Account.query(trx).findById(accountId).patch({ disabledAt: null });
    await recordStaffAct(trx, 'STAFF_ENABLED', place, { kind: 'staff_account', id: accountId, details: { reason } });
  });
}
