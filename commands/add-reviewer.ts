import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { ReviewStage } from '../domain/vocabulary/review-stage.ts';
import type { CommandDependencies } from './dependencies.ts';

/** Somebody who is to review for the school. */
export interface NewReviewer {
  name: string;
  /** Normalised. */
  phone: string;
  role: ReviewStage;
  collegeId?: string | undefined;
}

const passwordBytes = 32;

/**
 * 添加审核人: by a school reviewer; the new one sets the first password by the code of a password reset. Answers the account's
 * id. Throws NOT_FOUND for a college reviewer, VALIDATION_FAILED for a college of elsewhere or the phone of an active reviewer.
 */
export async function addReviewer(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  actor: ReviewerUser,
  { name, phone, role, collegeId }: NewReviewer,
): Promise<string> {
  if (actor.level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const { schoolCode } = actor;
  // Nobody knows it: the first password is the one that its owner sets.
  const passwordHash = await hashPassword(randomBytes(passwordBytes).toString('base64'));
  return knex.transaction(async (trx) => {
    if (collegeId !== undefined && !(await trx('college').where({ id: collegeId, schoolCode }).first('id')))
      throw wrongAt('/collegeId', 'NOT_FOUND');
    const phoneHash = personalData.hash(phone);
    const account = {
      userType: 'REVIEWER',
      name,
      passwordHash,
      phoneHash,
      phoneEncrypted: personalData.encrypt(phone),
    };
    const accountId =
      (await insertAccount(trx, account)) ?? (await formerReviewer(trx, { phoneHash, name, passwordHash }));
    const reviewer = { level: role, schoolCode, collegeId: collegeId ?? null };
    await trx('reviewer')
      .insert({ accountId, ...reviewer })
      .onConflict('accountId')
      .merge({ ...reviewer, endedAt: null });
    return accountId;
  });
}

async function insertAccount(trx: Knex.Transaction, account: object): Promise<string | undefined> {
  const rows = (await trx('account')
    .insert(account)
    .onConflict(['userType', 'phoneHash'])
    .ignore()
    .returning('id')) as {
    id: string;
  }[];
  return rows[0]?.id;
}

/** Whoever reviewed before, here or elsewhere, begins anew: with another password, and no session of that time. */
async function formerReviewer(
  trx: Knex.Transaction,
  { phoneHash, name, passwordHash }: { phoneHash: Buffer; name: string; passwordHash: string },
): Promise<string> {
  const account = await trx('account')
    .where({ userType: 'REVIEWER', phoneHash })
    .forUpdate()
    .first<{ id: string; disabledAt: string | null }>('id', 'disabledAt');
  const active: unknown = await trx('reviewer')
    .where({ accountId: account.id })
    .whereNull('endedAt')
    .first('accountId');
  if (active !== undefined || account.disabledAt !== null) throw wrongAt('/phone', 'DUPLICATE');
  await trx('account').where({ id: account.id }).update({ name, passwordHash });
  await trx('session')
    .where({ accountId: account.id })
    .whereNull('endedAt')
    .update({ endedAt: trx.raw('clock_timestamp()') });
  return account.id;
}

function wrongAt(pointer: string, code: 'NOT_FOUND' | 'DUPLICATE'): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer, code }] });
}
