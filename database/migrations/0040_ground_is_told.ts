import type { Knex } from 'knex';

/** What is told of a change of ground outside any case is about that change. */
export const name = '0040_ground_is_told';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const aboutOne = (things: string) => `
  alter table notification drop constraint if exists notification_about_one;
  alter table notification add constraint notification_about_one
    check (num_nonnulls(${things}) = case when kind = 'ACCOUNT_RECOVERED' then 0 else 1 end) not valid;
  alter table notification validate constraint notification_about_one;`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table notification add column if not exists ground_change_id uuid;
    alter table notification drop constraint if exists notification_ground_change;
    alter table notification
      add constraint notification_ground_change foreign key (ground_change_id) references ground_change (id) not valid;
    alter table notification validate constraint notification_ground_change;
    ${aboutOne('process_id, membership_id, correction_id, ground_change_id')}`);
  // What an interrupted build left behind is not valid, and in the way.
  await knex.raw('drop index concurrently if exists notification_once_per_ground_change');
  await knex.raw(`create unique index concurrently notification_once_per_ground_change
    on notification (ground_change_id, kind, account_id) where ground_change_id is not null`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index concurrently if exists notification_once_per_ground_change');
  await knex.raw(`
    delete from notification where ground_change_id is not null;
    ${aboutOne('process_id, membership_id, correction_id')}
    alter table notification drop column ground_change_id;`);
}
