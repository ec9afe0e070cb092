import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { isSameName } from '../domain/identifiers.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';
import { unprintableFields } from './unprintable-fields.ts';

/** A college by its name. */
export interface NamedCollege {
  schoolCode: string;
  name: string;
}

/** A college that is to have another name. */
export interface RenamedCollege extends NamedCollege {
  collegeId: string;
}

type Deps = Pick<CommandDependencies, 'knex' | 'log'>;

/**
 * 新增学院: by a school reviewer. Answers its id. Throws NOT_FOUND for a college reviewer, VALIDATION_FAILED for a name that another
 * college of the school has.
 */
export async function makeOwnCollege(
  { knex, log }: Deps,
  { level, schoolCode, accountId }: ReviewerUser,
  name: string,
): Promise<string> {
  if (level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const collegeId = await knex.transaction((trx) => insertCollege(trx, { schoolCode, name }));
  log.info({ accountId, schoolCode, collegeId }, 'college made');
  return collegeId;
}

/** 变更学院名称: by a school reviewer. Throws as above, NOT_FOUND for a college of elsewhere too. */
export async function renameOwnCollege(
  { knex, log }: Deps,
  { level, schoolCode, accountId }: ReviewerUser,
  { collegeId, name }: Omit<RenamedCollege, 'schoolCode'>,
): Promise<void> {
  if (level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  await knex.transaction((trx) => updateCollege(trx, { schoolCode, collegeId, name }));
  log.info({ accountId, schoolCode, collegeId }, 'college renamed');
}

/** 新增学院: by an administrator. Throws NOT_FOUND for another role or no such school, VALIDATION_FAILED as above. */
export async function makeCollege(knex: Knex, call: StaffCall, college: NamedCollege): Promise<void> {
  await pressOnce(knex, { act: 'COLLEGE_MADE', call }, async (trx, place) => {
    const id = await insertCollege(trx, college);
    await recordStaffAct(trx, 'COLLEGE_MADE', place, { kind: 'college', id, details: { ...college } });
  });
}

/** 变更学院名称: by an administrator. Throws NOT_FOUND, VALIDATION_FAILED as above. */
export async function renameCollege(knex: Knex, call: StaffCall, college: RenamedCollege): Promise<void> {
  await pressOnce(knex, { act: 'COLLEGE_RENAMED', call }, async (trx, place) => {
    const before = await updateCollege(trx, college);
    const { collegeId: id, schoolCode, name: after } = college;
    await recordStaffAct(trx, 'COLLEGE_RENAMED', place, {
      kind: 'college',
      id,
      details: { schoolCode, before, after },
    });
  });
}

async function insertCollege(trx: Knex.Transaction, college: NamedCollege): Promise<string> {
  await checkNameFree(trx, college);
  const { schoolCode, name } = college;
  const [made] = await trx('college').insert({ schoolCode, name }).returning<{ id: string }[]>('id');
  if (!made) throw new Error('NOT_MADE');
  return made.id;
}

/** Answers the name it had. */
async function updateCollege(trx: Knex.Transaction, college: RenamedCollege): Promise<string> {
  await checkNameFree(trx, college);
  const { schoolCode, collegeId: id, name } = college;
  const found = await trx('college').where({ id, schoolCode }).first<{ name: string } | undefined>('name');
  if (!found) throw new DomainError('NOT_FOUND');
  await trx('college').where({ id }).update({ name });
  return found.name;
}

/**
 * Holds the school, so that two at once do not both find a name free. The agreement prints it, and imports find a college by it: two
 * that differ by spaces or the width of a bracket could not be told apart.
 */
async function checkNameFree(
  trx: Knex.Transaction,
  { schoolCode, name, collegeId }: NamedCollege & { collegeId?: string },
): Promise<void> {
  if (unprintableFields({ name }).length > 0) throw wrongField('name', 'NOT_PRINTABLE');
  const school: unknown = await trx('school').where({ schoolCode }).forNoKeyUpdate().first('schoolCode');
  if (school === undefined) throw new DomainError('NOT_FOUND');
  const others = await trx('college').where({ schoolCode }).select<{ id: string; name: string }[]>('id', 'name');
  if (others.some((other) => other.id !== collegeId && isSameName(other.name, name)))
    throw wrongField('name', 'EXISTS');
}
