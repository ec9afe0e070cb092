import type { Knex } from 'knex';

/**
 * One graduate signs one unit: a binding holds a person for a cohort, and not only one of the records that schools have of them
 * (ADR 0021). A trigger writes whom it holds, so that programs from before it may go on. Written in parts, the index built
 * concurrently: each step may be made again after one that failed, as where somebody is bound twice already, and has to be let go
 * first.
 */
export const name = '0046_bindings_of_a_person';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const constraint = 'graduate_binding_one_per_person';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table graduate_binding add column if not exists id_number_hash bytea, add column if not exists cohort_year integer;
    comment on table graduate_binding is 'Which signing holds a graduate: one for each person and cohort, of whatever record.';
    create or replace function bind_person() returns trigger language plpgsql as $$
    begin
      select g.id_number_hash, g.cohort_year into new.id_number_hash, new.cohort_year
        from graduate g where g.id = new.graduate_id;
      return new;
    end $$;
    create or replace trigger graduate_binding_of_person before insert on graduate_binding
      for each row execute function bind_person();
  `);
  await writePersons(knex);
  await knex.raw(`alter table graduate_binding drop constraint if exists ${constraint}`);
  await knex.raw(`drop index concurrently if exists ${constraint}`);
  await knex.raw(`create unique index concurrently ${constraint} on graduate_binding (id_number_hash, cohort_year)`);
  await knex.raw(`
    alter table graduate_binding add constraint ${constraint} unique using index ${constraint};
    alter table graduate_binding alter column id_number_hash set not null, alter column cohort_year set not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger if exists graduate_binding_of_person on graduate_binding;
    drop function if exists bind_person;
    alter table graduate_binding drop column if exists id_number_hash, drop column if exists cohort_year;
  `);
}

const rowsAtOnce = 10_000;

/** Writes whom the bindings hold that were there already, by parts in the order of their graduates. */
async function writePersons(knex: Knex): Promise<void> {
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const { rows }: { rows: { last: string | null }[] } = await knex.raw(
      `with part as (select graduate_id from graduate_binding where graduate_id > ? order by graduate_id limit ${rowsAtOnce}),
         held as (update graduate_binding b set id_number_hash = g.id_number_hash, cohort_year = g.cohort_year
           from part join graduate g on g.id = part.graduate_id
           where b.graduate_id = part.graduate_id and b.id_number_hash is null)
       select max(graduate_id::text) as last from part`,
      [after],
    );
    after = rows[0]?.last ?? null;
  }
}
