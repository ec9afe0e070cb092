import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/**
 * A case and its reviews hold the graduate's name, so that each list finds names in its own table and reads what matches, once; and
 * names are no longer found by one character (ADR 0020). Indexes are built concurrently, so that nobody who writes waits; that cannot
 * be done in a transaction, so each step may be made again after one that failed.
 */
export const name = '0043_names_on_cases';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

/** A turn is found among the open ones of its school, the decided ones of its level, and those that stand for their case. */
const turnOwners = `case when decided_at is null then array[school_code || ':OPEN']
  when superseded then array[school_code || ':' || stage]
  else array[school_code || ':' || stage, school_code || ':DECIDED'] end`;

/** By names they find what they are named after; made anew, as the keys are others. */
const added: Indexes = {
  favorite_by_names: 'favorite using gin (name_keys(array[employer_id::text], graduate_name))',
  graduate_by_names: 'graduate using gin (name_keys(array[school_code], name))',
  signing_by_names: 'signing using gin (name_keys(array[employer_id::text, school_code], graduate_name))',
  termination_by_names: 'termination using gin (name_keys(array[employer_id::text, school_code], graduate_name))',
  review_task_by_names: `review_task using gin (name_keys(${turnOwners}, graduate_name))`,
};

const dropped: Indexes = {
  favorite_by_name: 'favorite using gin (name_keys(array[employer_id::text, school_code], graduate_name))',
  graduate_by_name: 'graduate using gin (name_keys(array[school_code], name))',
};

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What a name is found by among those of an owner: every part of it, of two to four characters.
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(2, 4) length, generate_series(1, char_length(name) - length + 1) place
    $$;
    alter table signing add column if not exists graduate_name text;
    alter table termination add column if not exists graduate_name text;
    alter table review_task add column if not exists graduate_name text;
    comment on column signing.graduate_name is 'As the favorite froze it.';
  `);
  await knex.raw(`update signing s set graduate_name = f.graduate_name from favorite f
    where f.id = s.favorite_id and s.graduate_name is null`);
  await knex.raw(`update termination t set graduate_name = s.graduate_name from signing s
    where s.id = t.signing_id and t.graduate_name is null`);
  await knex.raw(`update review_task r set graduate_name = s.graduate_name from signing s
    where r.graduate_name is null
      and s.id = coalesce((select t.signing_id from termination t where t.id = r.process_id), r.process_id)`);
  for (const table of ['signing', 'termination', 'review_task'])
    await knex.raw(`alter table ${table} alter column graduate_name set not null`);
  await replaceIndexes(knex, added, dropped);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(1, char_length(name)) place, generate_series(1, 4) length
    $$`);
  await replaceIndexes(knex, dropped, added);
  for (const table of ['signing', 'termination', 'review_task'])
    await knex.raw(`alter table ${table} drop column graduate_name`);
}
