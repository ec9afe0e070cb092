import type { Knex } from 'knex';

/** A reviewer who begins anew has a new account: the former one, with what it was told, is retired as a graduate's is. */
export const name = '0039_reviewers_retire';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table account
      drop constraint account_phone_unless_staff,
      add constraint account_phone_unless_staff
        check (phone_hash is not null or user_type = 'STAFF' or (user_type in ('GRADUATE', 'REVIEWER') and disabled_at is not null));
  `);
}

/** Fails where a reviewer's account was retired. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table account
      drop constraint account_phone_unless_staff,
      add constraint account_phone_unless_staff
        check (phone_hash is not null or user_type = 'STAFF' or (user_type = 'GRADUATE' and disabled_at is not null));
  `);
}
