import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { workingCalendar } from '../domain/working-days.ts';
import { openDatabase } from './knex.ts';
import { shipCalendar } from './queries/working-calendar.ts';
import { migrationSource } from './migrations/index.ts';

/** Of migrations, among PostgreSQL's advisory locks. */
const lockNumber = 20_270_021;

/** How often whoever waits for another's migrations asks whether they are over. */
const askEveryMs = 100;

/** Brings a database to the newest schema and calendar; safe to run again, and by two at once (one waits for the other's lock). */
export async function migrateToLatest(url: string): Promise<void> {
  await alone(url, async () => {
    const knex = openDatabase(url, { poolMax: 2, forMigrations: true });
    try {
      // Nobody else is at it, so a mark that says so was left by one that was killed.
      await knex.migrate.forceFreeMigrationsLock({ migrationSource });
      await knex.migrate.latest({ migrationSource });
      await shipCalendar(knex, workingCalendar);
    } finally {
      await knex.destroy();
    }
  });
}

/** Works while nobody else does so on this database; the lock is its connection's, so that it ends with whoever is killed. */
async function alone(url: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Asked for again and again: a statement that waits holds a snapshot, and an index built concurrently waits for every one.
    const isTaken = async () =>
      (await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockNumber])).rows[0]?.taken;
    while ((await isTaken()) !== true) await pause(askEveryMs);
    await work();
  } finally {
    await client.end();
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
