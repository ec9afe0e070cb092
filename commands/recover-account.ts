import { Account } from '../database/models/account.ts';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { isMobile, normaliseName, normalisePhone } from '../domain/identifiers.ts';
import type { CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';
import { newOneTimePassword } from './one-time-password.ts';
import { planDirectMessage } from './plan-direct-message.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';

/** What a sealed letter asks for; an empty text leaves the thing as it is. */
export interface Recovery {
  accountId: string;
  phone: string;
  name: string;
  reason: string;
}

/**
 * 找回单位账号: another telephone, another name, or both, for a user of a unit. Every session and every API token of theirs ends; with
 * the telephone the password goes too, and both numbers and the inbox are told. Throws NOT_FOUND, VALIDATION_FAILED, PHONE_IN_USE. Source: api.md §8.
 */
export async function recoverAccount(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  call: StaffCall,
  { accountId, phone, name, reason }: Recovery,
): Promise<void> {
  const number = normalisePhone(phone);
  if (phone === '' && name === '') throw wrongField('phone', 'AT_LEAST_ONE');
  if (phone !== '' && !isMobile(number)) throw wrongField('phone', 'WRONG_FORMAT');
  const phoneHash = personalData.hash(number);
  // Nobody knows it: the way in is by an SMS to the new number.
  const passwordHash = phone === '' ? undefined : await hashPassword(newOneTimePassword());
  await pressOnce(knex, { act: 'ACCOUNT_RECOVERED', call }, async (trx, place) => {
    const account = await Account.query(trx).findById(accountId).where({ userType: 'EMPLOYER' }).forUpdate();
    if (!account || account.disabledAt !== null) throw new DomainError('NOT_FOUND');
    if (phone !== '') {
      if (await Account.query(trx).findOne({ userType: 'EMPLOYER', phoneHash })) throw new DomainError('PHONE_IN_USE');
      await planDirectMessage(trx, { message: 'ACCOUNT_RECOVERED_OLD_PHONE', accountId, employerId: null });
    }
    await account.$query(trx).patch({
      ...(name === '' ? {} : { name: normaliseName(name) }),
      ...(passwordHash === undefined ? {} : { phoneHash, phoneEncrypted: personalData.encrypt(number), passwordHash }),
    });
    await endSessions(trx, accountId);
    // Whoever had the account may have made tokens: they would act for the unit for up to two years.
    const tokensRevoked = await trx('api_token')
      .where({ createdBy: accountId })
      .whereNull('revoked_at')
      .update({ revokedAt: trx.raw('clock_timestamp()') });
    await planDirectMessage(trx, { message: 'ACCOUNT_RECOVERED', accountId, employerId: null });
    const told = { accountId, kind: 'ACCOUNT_RECOVERED', message: 'ACCOUNT_RECOVERED' };
    await trx('notification').insert({ ...told, createdAt: trx.raw('clock_timestamp()') });
    const details = { reason, phoneChanged: phone !== '', nameChanged: name !== '', tokensRevoked };
    await recordStaffAct(trx, 'ACCOUNT_RECOVERED', place, { kind: 'account', id: accountId, details });
  });
}
