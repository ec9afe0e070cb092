import type { Knex } from 'knex';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { normaliseIdNumber, normaliseName } from '../domain/identifiers.ts';
import type { CodeDependencies, CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';
import { openSession } from './open-session.ts';
import { retireAccount } from './retire-account.ts';
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
 * 激活: gives the school's record an account and opens its first session; one person's records have one account where they have one
 * phone. Whichever key is wrong, and for a record that has an account, it is the same refusal after the same work; it costs a try of
 * the code and leaves it usable. Throws CODE_WRONG, ACTIVATION_REFUSED. Source: api.md §2, ADR 0015.
 */
export async function activateGraduate(
  deps: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> & CodeDependencies,
  { name, idNumber, schoolCode, phone, code, password }: Activation,
): Promise<{ accountId: string; token: string }> {
  const { knex, personalData } = deps;
  const codeId = await tryCode(deps, { recipient: phone, purpose: 'ACTIVATE_GRADUATE', code });
  const account = {
    passwordHash: await hashPassword(password),
    idNumberHash: personalData.hash(normaliseIdNumber(idNumber)),
    phoneEncrypted: personalData.encrypt(phone),
    phoneHash: personalData.hash(phone),
  };
  return knex.transaction(async (trx) => {
    const graduateId = await findInactive(trx, {
      ...{ schoolCode, name: normaliseName(name), phoneHash: account.phoneHash },
      idNumberHash: account.idNumberHash,
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

interface NewAccount {
  passwordHash: string;
  phoneEncrypted: string;
  phoneHash: Buffer;
  idNumberHash: Buffer;
}

/** The account of this number: the same person's with the new password, or a new one. Undefined for one that others use, or may not. */
async function accountFor(trx: Knex.Transaction, account: NewAccount): Promise<string | undefined> {
  await retireOther(trx, account);
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into account (user_type, password_hash, phone_encrypted, phone_hash, id_number_hash)
     values ('GRADUATE', :passwordHash, :phoneEncrypted, :phoneHash, :idNumberHash)
     on conflict (user_type, phone_hash) do update set password_hash = excluded.password_hash
       where account.disabled_at is null and account.id_number_hash = excluded.id_number_hash
     returning id`,
    { ...account },
  );
  const [mine] = rows;
  // As with any new password: whoever was signed in with the old one is no longer.
  if (mine) await endSessions(trx, mine.id);
  return mine?.id;
}

/**
 * Another person's account with this number goes, unless a record that stands is theirs: numbers are given to somebody else, and
 * nobody reads what an account holds but the person it was made for.
 */
async function retireOther(trx: Knex.Transaction, { phoneHash, idNumberHash }: NewAccount): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select id from account where user_type = 'GRADUATE' and phone_hash = :phoneHash and disabled_at is null
       and id_number_hash is distinct from :idNumberHash for update`,
    { phoneHash, idNumberHash },
  );
  const [other] = rows;
  if (!other) return;
  // Held: what serves it from here on was there before.
  const accountId = other.id;
  if (await trx('graduate').where({ accountId }).whereNull('removedAt').first('id')) return;
  await trx('graduate').where({ accountId }).update({ accountId: null });
  await retireAccount(trx, accountId);
}
