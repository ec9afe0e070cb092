import type { Knex } from 'knex';
import { StaffAccount } from '../database/models/staff-account.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import { checkAdministratorLeft, holdOtherStaff } from './other-staff.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { endStaffSessions } from './staff-sign-out.ts';

/** 变更角色: pages that are open with other rights end with it. Throws NOT_FOUND, OWN_ACCOUNT, LAST_ADMINISTRATOR. */
export async function changeStaffRole(
  knex: Knex,
  call: StaffCall,
  { accountId, role }: { accountId: string; role: StaffRole },
): Promise<void> {
  await pressOnce(knex, { act: 'ROLE_CHANGED', call }, async (trx, place) => {
    const other = await holdOtherStaff(trx, call.member, accountId);
    if (other.staff.role === role) throw new DomainError('ACTION_NOT_ALLOWED');
    await checkAdministratorLeft(trx, other);
    await StaffAccount.query(trx).findById(accountId).patch({ role });
    await endStaffSessions(trx, accountId);
    const details = { from: other.staff.role, to: role };
    await recordStaffAct(trx, 'ROLE_CHANGED', place, { kind: 'staff_account', id: accountId, details });
  });
}
