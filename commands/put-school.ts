import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { isSameName } from '../domain/identifiers.ts';
import { ordinaryChains } from '../domain/reviews.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';
import { unprintableFields } from './unprintable-fields.ts';

/** A school as an administrator tells of it. */
export interface NamedSchool {
  schoolCode: string;
  name: string;
}

const schoolCodeForm = /^\d{5}$/;

/**
 * 新增院校: with the ordinary chains, until it decides for itself. Throws NOT_FOUND for another role, VALIDATION_FAILED for a code
 * that is none or a code or name that another has.
 */
export async function makeSchool(knex: Knex, call: StaffCall, { schoolCode, name }: NamedSchool): Promise<void> {
  if (!schoolCodeForm.test(schoolCode)) throw wrongField('schoolCode', 'WRONG_FORMAT');
  checkPrintable(name);
  await pressOnce(knex, { act: 'SCHOOL_MADE', call }, async (trx, place) => {
    await holdSchools(trx);
    if (await trx('school').where({ schoolCode }).first('schoolCode')) throw wrongField('schoolCode', 'EXISTS');
    await checkNameFree(trx, { schoolCode, name });
    const { signing, termination } = ordinaryChains;
    const chains = { signingChain: [...signing], terminationChain: [...termination] };
    await trx('school').insert({ schoolCode, name, ...chains });
    await recordStaffAct(trx, 'SCHOOL_MADE', place, { kind: 'school', id: schoolCode, details: { name } });
  });
}

/**
 * 变更院校名称: what was signed or added to favorites before keeps the old one. Throws NOT_FOUND, VALIDATION_FAILED for a name that
 * another school has.
 */
export async function renameSchool(knex: Knex, call: StaffCall, { schoolCode, name }: NamedSchool): Promise<void> {
  checkPrintable(name);
  await pressOnce(knex, { act: 'SCHOOL_RENAMED', call }, async (trx, place) => {
    await holdSchools(trx);
    const school = await trx('school').where({ schoolCode }).first<{ name: string } | undefined>('name');
    if (!school) throw new DomainError('NOT_FOUND');
    await checkNameFree(trx, { schoolCode, name });
    await trx('school').where({ schoolCode }).update({ name });
    const details = { before: school.name, after: name };
    await recordStaffAct(trx, 'SCHOOL_RENAMED', place, { kind: 'school', id: schoolCode, details });
  });
}

/** Two at once must not both find a code or a name free. */
async function holdSchools(trx: Knex.Transaction): Promise<void> {
  await trx.raw('lock table school in share row exclusive mode');
}

/** Imports name a school by its name: two that differ by spaces or the width of a bracket could not be told apart. */
async function checkNameFree(trx: Knex.Transaction, { schoolCode, name }: NamedSchool): Promise<void> {
  const others = await trx('school').whereNot({ schoolCode }).pluck<string[]>('name');
  if (others.some((other) => isSameName(other, name))) throw wrongField('name', 'EXISTS');
}

/** The agreement prints it. */
function checkPrintable(name: string): void {
  if (unprintableFields({ name }).length > 0) throw wrongField('name', 'NOT_PRINTABLE');
}
