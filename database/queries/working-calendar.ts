import type { Knex } from 'knex';
import type { Instant, WorkingCalendar } from '../../domain/calendar.ts';
import type { YearTable } from '../../domain/calendar-table.ts';

/** The calendar in force. */
export async function newestCalendar(knex: Knex): Promise<WorkingCalendar> {
  const { rows } = await knex.raw<{ rows: [WorkingCalendar] }>(
    'select version, years from working_calendar order by valid_from desc limit 1',
  );
  return rows[0];
}

/**
 * Adds the calendar that comes with a program, once. The years that administrators told stay theirs, but for one that they had no
 * official table of and the program has. Source: ADR 0017.
 */
export async function shipCalendar(knex: Knex, { version, years }: WorkingCalendar): Promise<void> {
  await knex.raw(
    `with told as (
       select distinct on (year) year, years -> year as content from working_calendar
       where year is not null order by year, valid_from desc
     ), kept as (
       select coalesce(jsonb_object_agg(year, content), '{}') as years from told
       where content -> 'official' = 'true' or cast(:years as jsonb) #> array[year, 'official'] is distinct from 'true'
     )
     insert into working_calendar (version, years)
     select :version, cast(:years as jsonb) || kept.years from kept
     on conflict (version) do nothing`,
    { version, years: JSON.stringify(years) },
  );
}

/** Adds a version in which one year is another one, told by a member of the staff; the caller holds the table. */
export async function addCalendarOfStaff(
  knex: Knex,
  { year, table, setBy }: { year: string; table: YearTable; setBy: string },
): Promise<string> {
  const { rows } = await knex.raw<{ rows: [{ version: string }] }>(
    `insert into working_calendar (version, years, year, set_by)
     select 'panel-' || (select count(*) + 1 from working_calendar where year is not null),
       newest.years || jsonb_build_object(cast(:year as text), cast(:table as jsonb)), :year, cast(:setBy as uuid)
     from (select years from working_calendar order by valid_from desc limit 1) newest
     returning version`,
    { year, table: JSON.stringify(table), setBy },
  );
  return rows[0].version;
}

/** A version of the calendar: what it changed, by whom; both null of one that came with a program. */
export interface CalendarVersion {
  version: string;
  validFrom: Instant;
  year: string | null;
  setByName: string | null;
}

const versionsShownMax = 20;

/** The newest versions, the one in force first. */
export async function calendarVersions(knex: Knex): Promise<CalendarVersion[]> {
  const { rows } = await knex.raw<{ rows: CalendarVersion[] }>(
    `select c.version, c.valid_from, c.year, a.name as set_by_name
     from working_calendar c left join account a on a.id = c.set_by order by c.valid_from desc limit ${versionsShownMax}`,
  );
  return rows;
}
