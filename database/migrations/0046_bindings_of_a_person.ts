import type { Knex } from 'knex';

/**
 * One graduate signs one unit: a binding holds a person for a cohort, and not only one of the records that schools have of them
 * (ADR 0021). A trigger writes whom it holds, so that programs from before it may go on.
 */
export const name = '0046_bindings_of_a_person';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table graduate_binding add column id_number_hash bytea, add column cohort_year integer;
    comment on table graduate_binding is 'Which signing holds a graduate: one for each person and cohort, of whatever record.';
    update graduate_binding b set id_number_hash = g.id_number_hash, cohort_year = g.cohort_year
      from graduate g where g.id = b.graduate_id;
    alter table graduate_binding alter column id_number_hash set not null, alter column cohort_year set not null;
    alter table graduate_binding add constraint graduate_binding_one_per_person unique (id_number_hash, cohort_year);
    create function bind_person() returns trigger language plpgsql as $$
    begin
      select g.id_number_hash, g.cohort_year into new.id_number_hash, new.cohort_year
        from graduate g where g.id = new.graduate_id;
      return new;
    end $$;
    create trigger graduate_binding_of_person before insert on graduate_binding for each row execute function bind_person();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger graduate_binding_of_person on graduate_binding;
    drop function bind_person;
    alter table graduate_binding drop column id_number_hash, drop column cohort_year;
  `);
}
