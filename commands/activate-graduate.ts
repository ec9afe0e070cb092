import type { Knex } from 'knex';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { normaliseIdNumber, normaliseName } from '../domain/identifiers.ts';
import type { CommandDependencies } from './dependencies.ts';
import { openSession } from './open-session.ts';
import { spendCode, tryCode } from './use-code.ts';

/** What a graduate proves to be themselves with: the keys of the school's record, and a code to the phone in it. */
export interface Activation {
  name: string;
  idNumber: string;
  schoolCode: string;
  /** Normalised. */
  phone: string;
  code: string;
  password: string;
}

/**
 * 激活: gives the school's record an account and opens its first session. Whichever key is wrong, and for a record that has an
 * account, it is the same refusal after the same work; it costs a try of the code and leaves it usable. Throws CODE_WRONG,
 * ACTIVATION_REFUSED. Source: api.md §2.
 */
export async function activateGraduate(
  deps: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'>,
  { name, idNumber, schoolCode, phone, code, password }: Activation,
): Promise<{ accountId: string; token: string }> {
  const { knex, personalData } = deps;
  const codeId = await tryCode(deps, { recipient: phone, purpose: 'ACTIVATE_GRADUATE', code });
  const account = {
    ...{ userType: 'GRADUATE', passwordHash: await hashPassword(password) },
    phoneEncrypted: personalData.encrypt(phone),
    phoneHash: personalData.hash(phone),
  };
  return knex.transaction(async (trx) => {
    const graduateId = await findInactive(trx, {
      ...{ schoolCode, name: normaliseName(name), phoneHash: account.phoneHash },
      idNumberHash: personalData.hash(normaliseIdNumber(idNumber)),
    });
    const accountId = graduateId && (await accountFor(trx, account));
    if (!accountId) throw new DomainError('ACTIVATION_REFUSED');
    await spendCode(trx, codeId);
    await trx('graduate').where({ id: graduateId }).update({ accountId });
    return { accountId, token: await openSession(trx, accountId) };
  });
}

/** The record of all four keys that nobody has activated, held; of several the newest cohort's. */
async function findInactive(
  trx: Knex.Transaction,
  keys: { schoolCode: string; name: string; idNumberHash: Buffer; phoneHash: Buffer },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select id from graduate
     where id_number_hash = :idNumberHash and school_code = :schoolCode and name_normalised = :name and phone_hash = :phoneHash
       and removed_at is null and account_id is null
     order by cohort_year desc limit 1 for update`,
    keys,
  );
  return rows[0]?.id;
}

/** A new account; or the one with this number that stands for no record any more, and begins again. Undefined for one in use. */
async function accountFor(
  trx: Knex.Transaction,
  account: { userType: string; passwordHash: string; phoneEncrypted: string; phoneHash: Buffer },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into account (user_type, password_hash, phone_encrypted, phone_hash)
     values (:userType, :passwordHash, :phoneEncrypted, :phoneHash)
     on conflict (user_type, phone_hash) do update set password_hash = excluded.password_hash
       where account.disabled_at is null and not exists (select from graduate g where g.account_id = account.id)
     returning id`,
    account,
  );
  return rows[0]?.id;
}
