import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** A unit that is enabled, a cohort that is opened again: what was not told by then is not told at all. */
export const name = '0024_ground_comes_back';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table invalidation_row drop constraint invalidation_row_outcome,
      add constraint invalidation_row_outcome check (${oneOf('outcome', ['TOLD', 'ALREADY_ENDED', 'GROUND_BACK'])});
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from invalidation_row where outcome = 'GROUND_BACK';
    alter table invalidation_row drop constraint invalidation_row_outcome,
      add constraint invalidation_row_outcome check (${oneOf('outcome', ['TOLD', 'ALREADY_ENDED'])});
  `);
}
