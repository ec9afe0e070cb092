import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/**
 * A case and its reviews hold the graduate's name, so that each list finds names in its own table and reads what matches, once; and
 * names are no longer found by one character (ADR 0020). Triggers write it, so that programs from before it may go on. Names are
 * written in parts and indexes built concurrently, so that nobody waits long; that cannot be done in a transaction, so each step may
 * be made again after one that failed.
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

/** Where the name of a row stands, `own` being the row: the signing has it from the favorite, the others from the signing. */
const nameOf = {
  signing: 'select f.graduate_name from favorite f where f.id = own.favorite_id',
  termination: 'select s.graduate_name from signing s where s.id = own.signing_id',
  review_task: `select s.graduate_name from signing s
    where s.id = coalesce((select t.signing_id from termination t where t.id = own.process_id), own.process_id)`,
} as const;
const tables = ['signing', 'termination', 'review_task'] as const;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What a name is found by among those of an owner: every part of it, of two to four characters.
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(2, 4) length, generate_series(1, char_length(name) - length + 1) place
    $$`);
  for (const table of tables) {
    await knex.raw(`
      alter table ${table} add column if not exists graduate_name text;
      comment on column ${table}.graduate_name is 'As the favorite froze it: kept by ${table}_named, so that lists find names in their own table.';
      create or replace function name_${table}() returns trigger language plpgsql as $$
      begin
        new.graduate_name := (${nameOf[table].replaceAll('own.', 'new.')});
        return new;
      end $$;
      create or replace trigger ${table}_named before insert on ${table} for each row execute function name_${table}();
    `);
    await writeNames(knex, table);
  }
  await replaceIndexes(knex, added, dropped);
  for (const table of tables) await knex.raw(`alter table ${table} alter column graduate_name set not null`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(1, char_length(name)) place, generate_series(1, 4) length
    $$`);
  await replaceIndexes(knex, dropped, added);
  for (const table of tables)
    await knex.raw(`
      drop trigger if exists ${table}_named on ${table};
      drop function if exists name_${table};
      alter table ${table} drop column if exists graduate_name`);
}

const rowsAtOnce = 10_000;

/** Writes the names of the rows that were there already, by parts in the order of their ids. */
async function writeNames(knex: Knex, table: keyof typeof nameOf): Promise<void> {
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const { rows }: { rows: { last: string | null }[] } = await knex.raw(
      `with part as (select id from ${table} where id > ? order by id limit ${rowsAtOnce}),
         named as (update ${table} own set graduate_name = (${nameOf[table]}) from part
           where own.id = part.id and own.graduate_name is null)
       select max(id::text) as last from part`,
      [after],
    );
    after = rows[0]?.last ?? null;
  }
}
