import type { Knex } from 'knex';

/**
 * Names are no longer found by one character (ADR 0020): without those keys the two indexes of names are half as large. They are built
 * anew concurrently, so that nobody who writes waits; that cannot be done in a transaction, so each step may be made again.
 */
export const name = '0043_shorter_name_keys';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const indexes = ['favorite_by_name', 'graduate_by_name'] as const;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What a name is found by among those of an owner: every part of it, of two to four characters.
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(2, 4) length, generate_series(1, char_length(name) - length + 1) place
    $$`);
  await rebuild(knex);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(1, char_length(name)) place, generate_series(1, 4) length
    $$`);
  await rebuild(knex);
}

async function rebuild(knex: Knex): Promise<void> {
  for (const index of indexes) await knex.raw(`reindex index concurrently ${index}`);
}
