import type { Knex } from 'knex';
import type { Instant, WorkingCalendar } from '../../domain/calendar.ts';
import { migrationSource } from '../migrations/index.ts';

/** What tells whether the platform keeps up. */
export interface VitalSigns {
  now: Instant;
  openProcesses: number;
  /** Null when every command is decided. */
  oldestUndecidedCommandSeconds: number | null;
  effectsGivenUp: number;
  /** How many messages and payments were given up for each reason, of those that are kept: what is about no case, for 30 days. */
  givenUpByCode: Record<string, number>;
  /** How many messages a provider has put off for each reason; they are tried again. */
  heldUpByCode: Record<string, number>;
  calendarVersion: string | null;
  calendarYears: WorkingCalendar['years'] | null;
}

/** Rows (code, count): what was given up, messages of processes and of none, and reviewers' digests alike. */
export const givenUpByCode = `
  select coalesce(failure_code, 'UNKNOWN') as code, count(*)::integer as count
  from (select failure_code from effect where status = 'GAVE_UP'
        union all select failure_code from direct_message where status = 'GAVE_UP'
        union all select failure_code from review_digest where status = 'GAVE_UP') as ended
  group by 1`;

/** Rows (code, count): what waits because a provider put it off. */
export const heldUpByCode = `
  select failure_code as code, count(*)::integer as count
  from (select failure_code from effect where ended_at is null
        union all select failure_code from direct_message where ended_at is null
        union all select failure_code from review_digest where ended_at is null) as waiting
  where failure_code is not null group by 1`;

/** Reads the vital signs in one statement, from partial indexes alone. */
export async function readVitalSigns(knex: Knex): Promise<VitalSigns> {
  const { rows } = await knex.raw<{ rows: [VitalSigns] }>(
    `select clock_timestamp() as now,
       (select count(*)::integer from process where is_open) as open_processes,
       (select extract(epoch from clock_timestamp() - min(received_at))::double precision from command where outcome is null)
         as oldest_undecided_command_seconds,
       (select coalesce(sum(count), 0)::integer from (${givenUpByCode}) g) as effects_given_up,
       (select coalesce(jsonb_object_agg(code, count), '{}') from (${givenUpByCode}) g) as given_up_by_code,
       (select coalesce(jsonb_object_agg(code, count), '{}') from (${heldUpByCode}) h) as held_up_by_code,
       c.version as calendar_version, c.years as calendar_years
     from (select 1) always left join (select * from working_calendar order by valid_from desc limit 1) c on true`,
  );
  return rows[0];
}

/** The migrations this program knows and the database has not had; more than it knows is fine, while servers are replaced. */
export async function missingMigrations(knex: Knex): Promise<string[]> {
  const known = await migrationSource.getMigrations([]);
  const { rows } = await knex.raw<{ rows: [{ there: boolean }] }>(
    `select to_regclass('knex_migrations') is not null as there`,
  );
  const applied: { name: string }[] = rows[0].there ? await knex('knex_migrations').select('name') : [];
  const names = new Set(applied.map(({ name }) => name));
  return known.map((migration) => migrationSource.getMigrationName(migration)).filter((name) => !names.has(name));
}
