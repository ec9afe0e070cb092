import type { Knex } from 'knex';

/**
 * A graduate's account serves every record of one person, told by the ID number, and no record of anybody else. One whose number
 * went to another person is retired: disabled, without a number.
 */
export const name = '0028_one_person_per_account';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table account add column id_number_hash bytea;
    update account a set id_number_hash = g.id_number_hash from graduate g where g.account_id = a.id;
    comment on column account.id_number_hash is 'Of graduates: whose account it is; its records have the same.';

    alter table account
      add constraint account_with_person unique (id, id_number_hash),
      add constraint account_person_of_graduates check (id_number_hash is null or user_type = 'GRADUATE'),
      drop constraint account_phone_unless_staff,
      add constraint account_phone_unless_staff
        check (phone_hash is not null or user_type = 'STAFF' or (user_type = 'GRADUATE' and disabled_at is not null));
    alter table graduate
      drop constraint graduate_one_per_account,
      drop constraint graduate_account,
      add constraint graduate_account foreign key (account_id, id_number_hash) references account (id, id_number_hash);
    create index graduate_by_account on graduate (account_id) where account_id is not null;
  `);
}

/** Fails where an account serves several records, or was retired. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index graduate_by_account;
    alter table graduate
      drop constraint graduate_account,
      add constraint graduate_account foreign key (account_id) references account (id),
      add constraint graduate_one_per_account unique (account_id);
    alter table account
      drop constraint account_phone_unless_staff,
      add constraint account_phone_unless_staff check (phone_hash is not null or user_type = 'STAFF'),
      drop constraint account_person_of_graduates,
      drop constraint account_with_person,
      drop column id_number_hash;
  `);
}
