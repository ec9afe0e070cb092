import type { Knex } from 'knex';

/**
 * What a school's list of signings is read by, as an employer's is: every page in the order of an index, whatever it is narrowed to.
 * Built and dropped concurrently, so that nobody who writes waits; each step may be made again after one that failed.
 */
export const name = '0036_school_lists';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

const tab = 'cohort_year, status, terminating, status_at desc, id desc) where accepted_at is not null';
const ended = `cohort_year, status, status_at desc, signing_id desc) where is_newest and kind <> 'VOID'`;

const indexes: Readonly<Record<string, string>> = {
  signing_school_tab_list: `signing (school_code, ${tab}`,
  signing_college_tab_list: `signing (college_id, ${tab}`,
  termination_school_tab_list: `termination (school_code, ${ended}`,
  termination_college_tab_list: `termination (college_id, ${ended}`,
  favorite_school_id_number: 'favorite (school_code, id_number_hash)',
};

export async function up(knex: Knex): Promise<void> {
  for (const [index, on] of Object.entries(indexes)) {
    // What an interrupted build left behind is not valid, and in the way.
    await knex.raw(`drop index concurrently if exists ${index}`);
    await knex.raw(`create index concurrently ${index} on ${on}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const index of Object.keys(indexes)) await knex.raw(`drop index concurrently if exists ${index}`);
}
