import type { Knex } from 'knex';
import { Employer } from '../models/employer.ts';

/** 单位信息: the unit, or undefined before it was filled in. */
export async function findEmployer(knex: Knex, employerId: string): Promise<Employer | undefined> {
  return Employer.query(knex).findById(employerId);
}

/** The unit that holds this credit code since it was verified, or undefined. */
export async function findVerifiedEmployer(knex: Knex, uscc: string): Promise<Employer | undefined> {
  return Employer.query(knex).findOne({ uscc }).whereIn('verificationState', ['VERIFIED', 'REVERIFY_REQUIRED']);
}
