import type { Knex } from 'knex';

/**
 * A unit that tells another name has proved nothing of it: cases and agreements keep the name and the code that were verified until
 * the new ones are. Both are kept as generated columns, so that no reader needs the rule.
 */
export const name = '0023_names_in_force';

const unproved = `('REVERIFY_REQUIRED', 'REVOKED')`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table employer add column verified_name text;
    update employer e set verified_name = nullif(proved.employer_name, e.name)
      from (select distinct on (employer_id) employer_id, employer_name from employer_verification
            where status = 'VERIFIED' order by employer_id, status_at desc, id desc) as proved
      where proved.employer_id = e.id and e.verification_state in ${unproved};

    alter table employer
      add column name_in_force text not null generated always as (coalesce(verified_name, name)) stored,
      add column uscc_in_force text not null generated always as (coalesce(verified_uscc, uscc)) stored;
    comment on column employer.verified_name is 'The name that was verified, while the unit tells another.';
    comment on column employer.name_in_force is 'The name by which cases, messages and agreements call the unit.';
    comment on column employer.uscc_in_force is 'The credit code that is the unit''s: the one that was verified, while it tells another.';

    drop index employer_one_verified_per_uscc;
    create unique index employer_one_verified_per_uscc on employer (uscc_in_force)
      where verification_state in ('VERIFIED', 'REVERIFY_REQUIRED');
    create index employer_by_name_in_force on employer (name_in_force text_pattern_ops);
    create index employer_by_uscc_in_force on employer (uscc_in_force);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index employer_one_verified_per_uscc;
    alter table employer drop column name_in_force, drop column uscc_in_force, drop column verified_name;
    create unique index employer_one_verified_per_uscc on employer (coalesce(verified_uscc, uscc))
      where verification_state in ('VERIFIED', 'REVERIFY_REQUIRED');
  `);
}
