import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashPassword } from '../database/passwords.ts';
import { DomainError } from '../domain/errors.ts';
import { isMobile, normaliseName, normalisePhone } from '../domain/identifiers.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { ReviewStage } from '../domain/vocabulary/review-stage.ts';
import type { CommandDependencies } from './dependencies.ts';
import { planDirectMessage } from './plan-direct-message.ts';
import { retireAccount } from './retire-account.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';

/** Somebody who is to review for the school. */
export interface NewReviewer {
  name: string;
  /** Normalised. */
  phone: string;
  role: ReviewStage;
  collegeId?: string | undefined;
}

/** Where somebody is to review, and the password nobody knows. */
interface Putting extends NewReviewer {
  schoolCode: string;
  passwordHash: string;
}

const passwordBytes = 32;

/**
 * 添加审核人: by a school reviewer; the new one sets the first password by the code of a password reset. Answers the account's
 * id. Throws NOT_FOUND for a college reviewer, VALIDATION_FAILED for a college of elsewhere or the phone of an active reviewer.
 */
export async function addReviewer(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  actor: ReviewerUser,
  reviewer: NewReviewer,
): Promise<string> {
  if (actor.level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const { schoolCode } = actor;
  const passwordHash = await nobodysPassword();
  return knex.transaction((trx) => putReviewer({ trx, personalData }, { ...reviewer, schoolCode, passwordHash }));
}

/** Whom an administrator lets review for a school, and on what ground. */
export interface NewSchoolReviewer {
  schoolCode: string;
  name: string;
  phone: string;
  reason: string;
}

/**
 * 添加学校审核人: by an administrator, for a school that has none yet, or whose last one left; the new one adds the others. Throws
 * NOT_FOUND for another role or no such school, VALIDATION_FAILED as above. Source: api.md §8.
 */
export async function addSchoolReviewer(
  { knex, personalData }: Pick<CommandDependencies, 'knex' | 'personalData'>,
  call: StaffCall,
  { schoolCode, name, phone, reason }: NewSchoolReviewer,
): Promise<void> {
  const [person, number] = [normaliseName(name), normalisePhone(phone)];
  if (person === '') throw wrongField('name', 'REQUIRED');
  if (!isMobile(number)) throw wrongField('phone', number === '' ? 'REQUIRED' : 'WRONG_FORMAT');
  const passwordHash = await nobodysPassword();
  await pressOnce(knex, { act: 'SCHOOL_REVIEWER_MADE', call }, async (trx, place) => {
    if (!(await trx('school').where({ schoolCode }).first('schoolCode'))) throw new DomainError('NOT_FOUND');
    const reviewer = { name: person, phone: number, role: 'SCHOOL', schoolCode, passwordHash } as const;
    const accountId = await putReviewer({ trx, personalData }, reviewer);
    await recordStaffAct(trx, 'SCHOOL_REVIEWER_MADE', place, {
      ...{ kind: 'school', id: schoolCode, details: { reason, accountId } },
    });
  });
}

/** Nobody knows it: the first password is the one that its owner sets. */
function nobodysPassword(): Promise<string> {
  return hashPassword(randomBytes(passwordBytes).toString('base64'));
}

async function putReviewer(
  { trx, personalData }: { trx: Knex.Transaction } & Pick<CommandDependencies, 'personalData'>,
  { name, phone, role, collegeId, schoolCode, passwordHash }: Putting,
): Promise<string> {
  if (collegeId !== undefined && !(await trx('college').where({ id: collegeId, schoolCode }).first('id')))
    throw wrongAt('/collegeId', 'NOT_FOUND');
  const phoneHash = personalData.hash(phone);
  const phoneEncrypted = personalData.encrypt(phone);
  await retireFormer(trx, phoneHash);
  const [account] = (await trx('account')
    .insert({ userType: 'REVIEWER', name, passwordHash, phoneHash, phoneEncrypted })
    .onConflict(['userType', 'phoneHash'])
    .ignore()
    .returning('id')) as { id: string }[];
  if (!account) throw wrongAt('/phone', 'DUPLICATE');
  await trx('reviewer').insert({ accountId: account.id, level: role, schoolCode, collegeId: collegeId ?? null });
  await planDirectMessage(trx, { message: 'REVIEWER_MADE', accountId: account.id, employerId: null });
  return account.id;
}

/**
 * Whoever reviewed before, here or elsewhere, begins with a new account: what the former one was told is another place's, or
 * another person's who had the number then. What was decided with it stays under its name.
 */
async function retireFormer(trx: Knex.Transaction, phoneHash: Buffer): Promise<void> {
  const former = await trx('account')
    .where({ userType: 'REVIEWER', phoneHash, disabledAt: null })
    .forUpdate()
    .first<{ id: string } | undefined>('id');
  if (!former) return;
  const active: unknown = await trx('reviewer').where({ accountId: former.id, endedAt: null }).first('accountId');
  if (active === undefined) await retireAccount(trx, former.id);
}

function wrongAt(pointer: string, code: 'NOT_FOUND' | 'DUPLICATE'): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer, code }] });
}
