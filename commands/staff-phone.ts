import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { DomainError } from '../domain/errors.ts';
import { isMobile, normalisePhone } from '../domain/identifiers.ts';
import { wrongField } from './typed-text.ts';

/** The columns a member's telephone stands in; none is no telephone. */
export type StaffPhone = { phoneHash: Buffer; phoneEncrypted: string } | { phoneHash: null; phoneEncrypted: null };

/** What was typed as a telephone, empty for none, as it is kept. Throws VALIDATION_FAILED. */
export function staffPhoneOf({ hash, encrypt }: PersonalData, typed: string): StaffPhone {
  if (typed === '') return { phoneHash: null, phoneEncrypted: null };
  const number = normalisePhone(typed);
  if (!isMobile(number)) throw wrongField('phone', 'WRONG_FORMAT');
  return { phoneHash: hash(number), phoneEncrypted: encrypt(number) };
}

/** Throws PHONE_IN_USE where another member has the telephone; whoever asks holds the table of staff. */
export async function checkPhoneFree(
  trx: Knex.Transaction,
  { phoneHash }: StaffPhone,
  exceptAccountId: string | null = null,
): Promise<void> {
  if (phoneHash === null) return;
  const owner = await Account.query(trx).findOne({ userType: 'STAFF', phoneHash });
  if (owner && owner.id !== exceptAccountId) throw new DomainError('PHONE_IN_USE');
}
