import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** What is looked up of an account and a unit: without these each look-up walks a table that grows with the cases. */
export const name = '0044_what_accounts_have';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const added: Indexes = {
  // Also those that ended: the newest says why somebody was declined. The conditions of the unique one are values, which a kept plan knows not.
  employer_membership_of_account: 'employer_membership (account_id, requested_at desc, id desc)',
  session_of_account: 'session (account_id, created_at desc, id desc)',
  api_token_of_creator: 'api_token (created_by) where revoked_at is null',
  // Whether a unit may be left, and the messages about its cases.
  termination_of_employer: 'termination (employer_id)',
};

/** What one of the above stands in for. */
const dropped: Indexes = { session_by_account: 'session (account_id) where ended_at is null' };

export async function up(knex: Knex): Promise<void> {
  await replaceIndexes(knex, added, dropped);
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, dropped, added);
}
