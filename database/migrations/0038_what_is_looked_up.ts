import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** What single rows are looked up by in tables of millions: without these each look-up walks the whole table. */
export const name = '0038_what_is_looked_up';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const added: Indexes = {
  // Each code sent by SMS asks whether the school has recorded the number, and so do the staff's searches.
  graduate_by_phone: 'graduate (phone_hash)',
  // The decision that ends a signing voids its destination.
  destination_of_signing: 'destination (signing_id) where signing_id is not null',
  // The trail of a case, and who had a part in it.
  command_of_process: 'command (process_id, received_at, id)',
  // Who may read a letter, asked for each picture that is opened.
  employer_membership_of_letter: 'employer_membership (letter_file_id) where letter_file_id is not null',
};

export async function up(knex: Knex): Promise<void> {
  await replaceIndexes(knex, added, {});
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, {}, added);
}
