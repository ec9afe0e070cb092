import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** An account is found by whose it is, also once it was retired and has no number: staff ask what a person did with it. */
export const name = '0041_accounts_of_a_person';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const added: Indexes = {
  account_of_person: 'account (id_number_hash) where id_number_hash is not null',
};

export async function up(knex: Knex): Promise<void> {
  await replaceIndexes(knex, added, {});
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, {}, added);
}
