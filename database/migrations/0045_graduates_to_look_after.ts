import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/** A school's graduates who have no account yet, have not confirmed their data, or are locked: each list has an index of its own. */
export const name = '0045_graduates_to_look_after';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const newestFirst = (owner: string) => `graduate (${owner}, cohort_year, created_at desc, id desc)`;
const states = {
  not_activated: 'account_id is null',
  not_confirmed: 'account_id is not null and profile_confirmed_at is null',
  locked: 'locked_at is not null',
};

const added: Indexes = Object.fromEntries(
  Object.entries(states).flatMap(([state, condition]) => [
    [`graduate_school_${state}`, `${newestFirst('school_code')} where removed_at is null and ${condition}`],
    [`graduate_college_${state}`, `${newestFirst('college_id')} where removed_at is null and ${condition}`],
  ]),
);

export async function up(knex: Knex): Promise<void> {
  await replaceIndexes(knex, added, {});
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, {}, added);
}
