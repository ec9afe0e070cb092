import type { Knex } from 'knex';
import { Employer } from '../models/employer.ts';

/** 单位信息: the unit, or undefined before it was filled in. */
export async function findEmployer(knex: Knex, employerId: string): Promise<Employer | undefined> {
  return Employer.query(knex).findById(employerId);
}
