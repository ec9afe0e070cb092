import type { Knex } from 'knex';
import { Employer } from '../models/employer.ts';

/** 单位信息: the unit, or undefined before it was filled in. */
export async function findEmployer(knex: Knex, employerId: string): Promise<Employer | undefined> {
  return Employer.query(knex).findById(employerId);
}

/** The unit that somebody belongs to now, or undefined. */
export async function findEmployerOf(knex: Knex, accountId: string): Promise<Employer | undefined> {
  return Employer.query(knex)
    .alias('e')
    .join('employer_membership as m', 'm.employer_id', 'e.id')
    .where('m.accountId', accountId)
    .whereIn('m.status', ['PENDING', 'APPROVED'])
    .select('e.*')
    .first();
}

/** The unit that holds this credit code since it was verified, or undefined. */
export async function findVerifiedEmployer(knex: Knex, uscc: string): Promise<Employer | undefined> {
  return Employer.query(knex)
    .where({ usccInForce: uscc })
    .whereIn('verificationState', ['VERIFIED', 'REVERIFY_REQUIRED'])
    .first();
}
