import { Account } from '../database/models/account.ts';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { normaliseEmail } from '../domain/identifiers.ts';
import type { Actor } from '../domain/permissions.ts';
import type { CodeDependencies, CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';
import { spendCode, tryCode } from './use-code.ts';

type Deps = Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'> & CodeDependencies;

/** What became of a new number. */
export type PhoneChange = 'CHANGED' | 'TAKEN';

/** 修改密码: by a code to one's own number; every other session ends. Throws CODE_WRONG. */
export async function changePassword(
  deps: Deps,
  { accountId, sessionId }: Actor,
  { code, password }: { code: string; password: string },
): Promise<void> {
  const recipient = await ownPhone(deps, accountId);
  const codeId = await tryCode(deps, { recipient, purpose: 'CHANGE_PASSWORD', code });
  const passwordHash = await hashPassword(password);
  await deps.knex.transaction(async (trx) => {
    await spendCode(trx, codeId);
    await Account.query(trx).findById(accountId).patch({ passwordHash });
    await endSessions(trx, accountId, { except: sessionId });
  });
}

/** 更换手机号: by codes to both numbers; every other session ends. A number that an account of this kind has is TAKEN. Throws CODE_WRONG. */
export async function changePhone(
  deps: Deps,
  { accountId, sessionId, userType }: Actor,
  { phone, oldCode, newCode }: { phone: string; oldCode: string; newCode: string },
): Promise<PhoneChange> {
  const { knex, personalData } = deps;
  const old = { recipient: await ownPhone(deps, accountId), pointer: '/oldPhoneCode' };
  const next = { recipient: phone, pointer: '/newPhoneCode' };
  const oldCodeId = await tryCode(deps, { ...old, purpose: 'CHANGE_PHONE', code: oldCode });
  const newCodeId = await tryCode(deps, { ...next, purpose: 'CHANGE_PHONE', code: newCode });
  const phoneHash = personalData.hash(phone);
  return knex
    .transaction(async (trx) => {
      // What is not there cannot be locked: the constraint below is the guard against two at once.
      if (await Account.query(trx).findOne({ userType, phoneHash })) return 'TAKEN';
      await spendCode(trx, oldCodeId, old.pointer);
      await spendCode(trx, newCodeId, next.pointer);
      await Account.query(trx)
        .findById(accountId)
        .patch({ phoneHash, phoneEncrypted: personalData.encrypt(phone) });
      await endSessions(trx, accountId, { except: sessionId });
      return 'CHANGED';
    })
    .catch((error: unknown) => {
      if ((error as { constraint?: unknown }).constraint === 'account_one_per_phone_and_type') return 'TAKEN' as const;
      throw error;
    });
}

/** 验证邮箱: takes an address once its code was given. Throws CODE_WRONG. */
export async function confirmEmail(
  deps: Deps,
  { accountId }: Actor,
  { email, code }: { email: string; code: string },
): Promise<void> {
  const recipient = normaliseEmail(email);
  const codeId = await tryCode(deps, { recipient, purpose: 'CONFIRM_EMAIL', code, accountId });
  await deps.knex.transaction(async (trx) => {
    await spendCode(trx, codeId);
    await Account.query(trx).findById(accountId).patch({ email: recipient });
  });
}

async function ownPhone({ knex, personalData }: Deps, accountId: string): Promise<string> {
  const account = await Account.query(knex).findById(accountId).select('phoneEncrypted');
  if (!account) throw new DomainError('SIGNED_OUT');
  return personalData.decrypt(account.phoneEncrypted);
}
