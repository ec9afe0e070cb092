import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** A graduate who was removed by mistake may be restored: one kind more of what is done to a record. */
export const name = '0022_graduates_return';

const before = [
  'GRADUATE_CORRECTED',
  'GRADUATE_REMOVED',
  'GRADUATE_LOCKED',
  'GRADUATE_UNLOCKED',
  'DESTINATION_REGISTERED',
  'DESTINATION_VOIDED',
  'EMPLOYER_DISABLED',
  'EMPLOYER_ENABLED',
  'COHORT_SET',
  'COHORT_CLOSED',
];

export async function up(knex: Knex): Promise<void> {
  await allow(knex, before.toSpliced(2, 0, 'GRADUATE_RESTORED'));
}

/** Fails where somebody was restored: what was done to a record is not forgotten. */
export async function down(knex: Knex): Promise<void> {
  await allow(knex, before);
}

async function allow(knex: Knex, kinds: readonly string[]): Promise<void> {
  await knex.raw(`
    alter table ground_change
      drop constraint ground_change_kind,
      add constraint ground_change_kind check (${oneOf('kind', kinds)})
  `);
}
