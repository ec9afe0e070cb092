import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { Clock } from '../clock.ts';

/** A cohort, and the judging clock's present instant. */
export interface CohortRow {
  year: number;
  opensOn: string;
  closesOn: string;
  now: Instant;
}

/** All cohorts, newest first: there is one a year. */
export async function listCohorts(knex: Knex, clock: Clock): Promise<CohortRow[]> {
  return knex('cohort')
    .select('year', 'opensOn', 'closesOn', { now: knex.raw(await clock()) })
    .orderBy('year', 'desc');
}
