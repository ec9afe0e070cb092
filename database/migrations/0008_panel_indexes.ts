import type { Knex } from 'knex';

/** What the panel's lists of large tables are sorted and found by. */
export const name = '0008_panel_indexes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index effect_newest on effect (created_at desc, process_id desc, seq desc, kind desc, recipient desc);
    create index employer_newest on employer (created_at desc, id desc);
    create index employer_by_name on employer (name text_pattern_ops);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index effect_newest, employer_newest, employer_by_name');
}
