import type { Knex } from 'knex';

/** Indexes by name: what each is on. */
export type Indexes = Readonly<Record<string, string>>;

/**
 * Builds indexes before it drops those they stand in for, so that no reader is without one in between; concurrently, so that nobody
 * who writes waits. For a migration without a transaction: each step may be made again after one that failed.
 */
export async function replaceIndexes(knex: Knex, made: Indexes, gone: Indexes): Promise<void> {
  for (const [index, on] of Object.entries(made)) {
    // What an interrupted build left behind is not valid, and in the way.
    await knex.raw(`drop index concurrently if exists ${index}`);
    await knex.raw(`create index concurrently ${index} on ${on}`);
  }
  for (const index of Object.keys(gone)) await knex.raw(`drop index concurrently if exists ${index}`);
}
