import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { Clock } from '../clock.ts';
import type { PageRequest } from './keyset.ts';
import { countOf, type ListRows } from './list-filters.ts';

/** A cohort, and the judging clock's present instant. */
export interface CohortRow {
  year: number;
  opensOn: string;
  closesOn: string;
  now: Instant;
}

/** One page of cohorts, newest first: there is one a year. */
export async function listCohorts(
  knex: Knex,
  clock: Clock,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<CohortRow>> {
  const listed = knex<CohortRow, CohortRow[]>('cohort')
    .select('year', 'opensOn', 'closesOn', { now: knex.raw(await clock()) })
    .orderBy('year', 'desc')
    .limit(fetch);
  const rows = await (after ? listed.where('year', '<', Number(after.id)) : listed);
  return { rows, total: count ? await countOf(knex('cohort')) : undefined };
}

/** The years a list is read for: the one that is asked for, or every one there is. */
export async function cohortYears(knex: Knex, cohort: number | undefined): Promise<number[]> {
  return cohort === undefined ? knex('cohort').orderBy('year').pluck<number[]>('year') : [cohort];
}
