import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** What nothing holds is forgotten: found by its age, and each removal asks what refers to it. */
export const name = '0042_files_are_forgotten';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const added: Indexes = {
  file_by_age: 'file (created_at, id)',
  file_of_bytes: 'file (sha256)',
  account_of_photo: 'account (photo_file_id) where photo_file_id is not null',
  employer_of_logo: 'employer (logo_file_id) where logo_file_id is not null',
};

export async function up(knex: Knex): Promise<void> {
  await replaceIndexes(knex, added, {});
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, {}, added);
}
