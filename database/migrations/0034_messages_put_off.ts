import type { Knex } from 'knex';

/** A message about no case that a provider puts off waits as long as it says, and is counted as what waits. */
export const name = '0034_messages_put_off';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table direct_message add column next_try_at timestamptz not null default clock_timestamp();
    comment on column direct_message.next_try_at is 'Not tried before: when its provider said, or later and later after an unknown outcome.';
    drop index direct_message_unended;
    create index direct_message_unended on direct_message (next_try_at, id) where ended_at is null;
    create index direct_message_gave_up on direct_message (ended_at) where status = 'GAVE_UP';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index direct_message_gave_up, direct_message_unended;
    alter table direct_message drop column next_try_at;
    create index direct_message_unended on direct_message (due_at, id) where ended_at is null;
  `);
}
