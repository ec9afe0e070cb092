import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { Clock } from '../clock.ts';

/** The present instant by the judging clock. */
export async function presentInstant(knex: Knex, clock: Clock): Promise<Instant> {
  const { rows } = await knex.raw<{ rows: [{ now: Instant }] }>(`select ${await clock()} as now`);
  return rows[0].now;
}
