import { workingCalendar } from '../domain/working-days.ts';
import { openDatabase } from './knex.ts';
import { migrationSource } from './migrations/index.ts';

/** Brings a database to the newest schema and calendar; safe to run again, and by two at once (one waits for the other's lock). */
export async function migrateToLatest(url: string): Promise<void> {
  const knex = openDatabase(url, { poolMax: 2, forMigrations: true });
  try {
    await knex.migrate.latest({ migrationSource });
    const { version, years } = workingCalendar;
    await knex('working_calendar')
      .insert({ version, years: JSON.stringify(years) })
      .onConflict('version')
      .ignore();
  } finally {
    await knex.destroy();
  }
}

/** Takes back every migration, newest first. */
export async function migrateToNothing(url: string): Promise<void> {
  const knex = openDatabase(url, { poolMax: 2, forMigrations: true });
  try {
    await knex.migrate.rollback({ migrationSource }, true);
  } finally {
    await knex.destroy();
  }
}
