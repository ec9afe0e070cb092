import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/**
 * Where a verification is valid is told by the row. And staff look into material of a unit whose credit code a disabled unit
 * holds: one kind more of what they are to look into.
 */
export const name = '0029_verification_scope';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table employer_verification
      add column scope text not null default 'NATIONAL'
        constraint employer_verification_scope check (${oneOf('scope', ['NATIONAL', 'PROVINCIAL'])});
    alter table staff_task
      drop constraint staff_task_kind,
      add constraint staff_task_kind check (${oneOf('kind', ['FAILED_SENDS', 'LETTER_FALSE', 'DISABLED_UNIT_CODE'])});
  `);
}

/** Fails where a task of the new kind was opened: what staff looked into is not forgotten. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_task
      drop constraint staff_task_kind,
      add constraint staff_task_kind check (${oneOf('kind', ['FAILED_SENDS', 'LETTER_FALSE'])});
    alter table employer_verification drop column scope;
  `);
}
