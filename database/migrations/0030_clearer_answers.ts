import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/**
 * What people are told: a graduate, once, that the school has corrected what they asked for; whoever imports, that a row was not
 * looked for because the unit may add nobody any more.
 */
export const name = '0030_clearer_answers';

const outcomes = [
  ...['INVALID', 'DUPLICATE_IN_FILE', 'NOT_MATCHED', 'ALREADY_ADDED', 'ADDED'],
  ...['CREATED', 'UPDATED', 'UNCHANGED', 'CONFLICT'],
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table profile_correction add column corrected_at timestamptz;
    create index profile_correction_open on profile_correction (graduate_id) where corrected_at is null;
    alter table import_row
      drop constraint import_row_outcome,
      add constraint import_row_outcome check (${oneOf('outcome', outcomes.toSpliced(2, 0, 'REFUSED'))});
  `);
}

/** Fails while a row was refused: its outcome is written once. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table import_row
      drop constraint import_row_outcome,
      add constraint import_row_outcome check (${oneOf('outcome', outcomes)});
    drop index profile_correction_open;
    alter table profile_correction drop column corrected_at;
  `);
}
