import { holdOtherStaff } from './other-staff.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { checkPhoneFree, staffPhoneOf } from './staff-phone.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/**
 * 变更手机号: by it a reviewer is kept from cases of units whose user has the same one; empty takes it away. Throws NOT_FOUND,
 * OWN_ACCOUNT, VALIDATION_FAILED, PHONE_IN_USE.
 */
export async function changeStaffPhone(
  { knex, personalData }: Pick<StaffDependencies, 'knex' | 'personalData'>,
  call: StaffCall,
  { accountId, phone, reason }: { accountId: string; phone: string; reason: string },
): Promise<void> {
  const columns = staffPhoneOf(personalData, phone);
  await pressOnce(knex, { act: 'STAFF_PHONE_CHANGED', call }, async (trx, place) => {
    await holdOtherStaff(trx, call.member, accountId);
    await checkPhoneFree(trx, columns, accountId);
    await trx('account').where({ id: accountId }).update(columns);
    const details = { reason };
    await recordStaffAct(trx, 'STAFF_PHONE_CHANGED', place, { kind: 'staff_account', id: accountId, details });
  });
}
