import type { Knex } from 'knex';

/** What is told of an account itself is about no process, no joining and no correction. */
export const name = '0032_account_notices';

const about = 'num_nonnulls(process_id, membership_id, correction_id)';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table notification drop constraint notification_about_one;
    alter table notification add constraint notification_about_one
      check (${about} = case when kind = 'ACCOUNT_RECOVERED' then 0 else 1 end) not valid;
    alter table notification validate constraint notification_about_one;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from notification where ${about} = 0;
    alter table notification drop constraint notification_about_one;
    alter table notification add constraint notification_about_one check (${about} = 1);
  `);
}
