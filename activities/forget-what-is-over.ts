import type { Knex } from 'knex';
import type { Clock } from '../database/clock.ts';

const pageSizeMax = 5_000;

/** What is over, and of no use to anybody: sessions that have ended, one-time codes that hold no more. */
const over: Record<string, string> = {
  session: 'ended_at is not null or expires_at < :now',
  one_time_code: 'used_at is not null or expires_at < :now',
};

/** Deletes ended sessions and codes that are over; answers how many rows. Source: domain.md §14. */
export async function forgetWhatIsOver(
  { knex, clock }: { knex: Knex; clock: Clock },
  progress: () => void,
): Promise<number> {
  let forgotten = 0;
  for (const [table, condition] of Object.entries(over))
    for (let deleted = pageSizeMax; deleted === pageSizeMax; forgotten += deleted) {
      progress();
      const now = knex.raw(await clock());
      const page = knex(table).whereRaw(condition, { now }).select('id').limit(pageSizeMax);
      deleted = await knex(table).whereIn('id', page).delete();
    }
  return forgotten;
}
