import type { Knex } from 'knex';

/** Waits until somebody in this database stands at a lock that another holds; `like` narrows it to statements that hold these words. */
export async function somebodyWaits(knex: Knex, like = ''): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like ?`;
  for (;;) {
    const { rows } = await knex.raw<{ rows: object[] }>(waiting, [`%${like}%`]);
    if (rows.length > 0) return;
  }
}
