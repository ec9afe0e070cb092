import type { Knex } from 'knex';
import type { Instant, WorkingCalendar } from '../../domain/calendar.ts';
import type { Clock } from '../clock.ts';

/** The present instant by the judging clock. */
export async function presentInstant(knex: Knex, clock: Clock): Promise<Instant> {
  const { rows } = await knex.raw<{ rows: [{ now: Instant }] }>(`select ${await clock()} as now`);
  return rows[0].now;
}

/** The present instant by the judging clock, and the calendar that says what of it is working time. */
export async function presentOnCalendar(
  knex: Knex,
  clock: Clock,
): Promise<{ now: Instant; calendar: WorkingCalendar }> {
  const { rows } = await knex.raw<{ rows: [{ now: Instant } & WorkingCalendar] }>(
    `select ${await clock()} as now, version, years from working_calendar order by valid_from desc limit 1`,
  );
  const [{ now, ...calendar }] = rows;
  return { now, calendar };
}
