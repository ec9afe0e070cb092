import { isIdNumber, isMobile, normaliseIdNumber, normalisePhone } from '../domain/identifiers.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'personalData'>;

/** 按手机号查询消息: answers the keyed hash that stands for the number in addresses; the audit knows the hash alone. */
export async function searchMessages({ knex, personalData }: Deps, call: StaffCall, phone: string): Promise<string> {
  const number = normalisePhone(phone);
  if (!isMobile(number)) throw wrongField('phone', 'WRONG_FORMAT');
  const hash = personalData.hash(number).toString('hex');
  await pressOnce(knex, { act: 'MESSAGES_SEARCHED', call }, (trx, place) =>
    recordStaffAct(trx, 'MESSAGES_SEARCHED', place, { kind: 'phone_hash', id: hash }),
  );
  return hash;
}

/** 查询个人: the same by an exact telephone or ID number, for the audit of a person. Throws VALIDATION_FAILED. */
export async function searchPerson({ knex, personalData }: Deps, call: StaffCall, text: string): Promise<string> {
  const [phone, idNumber] = [normalisePhone(text), normaliseIdNumber(text)];
  const isPhone = isMobile(phone);
  if (!isPhone && !isIdNumber(idNumber, shanghaiDate(new Date().toISOString())))
    throw wrongField('person', 'WRONG_FORMAT');
  const hash = personalData.hash(isPhone ? phone : idNumber).toString('hex');
  await pressOnce(knex, { act: 'PERSON_SEARCHED', call }, (trx, place) =>
    recordStaffAct(trx, 'PERSON_SEARCHED', place, { kind: isPhone ? 'phone_hash' : 'id_number_hash', id: hash }),
  );
  return hash;
}
