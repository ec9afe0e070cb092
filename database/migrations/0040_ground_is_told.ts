import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** What is told of a change of ground outside any case is about that change. */
export const name = '0040_ground_is_told';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const added: Indexes = {
  // An inbox is told once of each change; and a message's unit is found by it.
  notification_once_per_ground_change:
    'notification (ground_change_id, account_id, kind) where ground_change_id is not null',
};

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
  await replaceIndexes(knex, added, {});
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, {}, added);
  await knex.raw(`
    delete from notification where ground_change_id is not null;
    ${aboutOne('process_id, membership_id, correction_id')}
    alter table notification drop column ground_change_id;`);
}
