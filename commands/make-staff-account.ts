import { StaffAccount } from '../database/models/staff-account.ts';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { isSignInName } from '../domain/staff.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import { newOneTimePassword, oneTimePasswordRules } from './one-time-password.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { checkPhoneFree, staffPhoneOf } from './staff-phone.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';

/** What an administrator says of a new colleague; the phone may be empty. */
export interface NewStaffAccount {
  signInName: string;
  name: string;
  role: StaffRole;
  phone: string;
}

/**
 * 创建工作人员账号: answers the one-time password, which nobody can read again; undefined to a repeat. Throws
 * VALIDATION_FAILED, SIGN_IN_NAME_TAKEN, PHONE_IN_USE.
 */
export async function makeStaffAccount(
  { knex, personalData }: Pick<StaffDependencies, 'knex' | 'personalData'>,
  call: StaffCall,
  { signInName, name, role, phone }: NewStaffAccount,
): Promise<string | undefined> {
  if (!isSignInName(signInName)) throw wrongField('signInName', 'WRONG_FORMAT');
  const phoneColumns = staffPhoneOf(personalData, phone);
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return pressOnce(knex, { act: 'ACCOUNT_MADE', call }, async (trx, place) => {
    // Two at once must not both find the name free.
    await trx.raw('lock table staff_account in share row exclusive mode');
    if (await StaffAccount.query(trx).findOne({ signInName })) throw new DomainError('SIGN_IN_NAME_TAKEN');
    await checkPhoneFree(trx, phoneColumns);
    const account = { userType: 'STAFF', name, passwordHash, ...phoneColumns } as const;
    const [made] = await trx('account').insert(account).returning<{ id: string }[]>('id');
    if (!made) throw new Error('NOT_MADE');
    const accountId = made.id;
    await StaffAccount.query(trx).insert({ accountId, signInName, role, ...oneTimePasswordRules(trx) });
    await recordStaffAct(trx, 'ACCOUNT_MADE', place, { kind: 'staff_account', id: accountId, details: { role } });
    return oneTimePassword;
  });
}
