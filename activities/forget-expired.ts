import type { Knex } from 'knex';
import type { Clock } from '../database/clock.ts';

const batchSizeMax = 1_000;

/** Rows that may go, as a condition on `t`; `:now` is the present instant. */
interface Forgotten {
  table: string;
  over: string;
  /** What is nulled where the row itself stays. */
  column?: string;
}

/** What the daily Schedule forgets, and after how long. Source: domain.md §14. */
const forgotten: readonly Forgotten[] = [
  { table: 'session', over: `least(t.ended_at, t.expires_at) < :now` },
  {
    table: 'staff_session',
    over: `least(t.ended_at, t.expires_at) < :now
      and not exists (select from staff_account a where a.totp_secret_session = t.id)`,
  },
  // Five minutes after it was sent: used or not, it opens nothing more.
  { table: 'one_time_code', over: `t.expires_at < :now` },
  // A day longer than it counts, in milliseconds since 1970.
  { table: 'rate_limit', over: `t.expire < extract(epoch from :now - interval '1 day') * 1000` },
  { table: 'sandbox_message', over: `t.sent_at < :now - interval '30 days'` },
  { table: 'direct_message', over: `t.ended_at < :now - interval '30 days'` },
  // The sandbox's bank is asked as long as a case may wait for it, and must know what it took.
  {
    table: 'sandbox_transfer',
    over: `t.sent_at < :now - interval '30 days' and not exists (select from remittance r join process p on p.id = r.process_id
      where r.payment_reference = t.payment_reference and p.is_open)`,
  },
  // The newest of a unit's old ones stays: whoever has read it goes on from it, and has missed nothing.
  {
    table: 'employer_event',
    over: `t.at < :now - interval '90 days' and exists (select from employer_event n
      where n.employer_id = t.employer_id and n.number > t.number and n.at < :now - interval '90 days')`,
  },
  // A decided command answers a repeat by its fingerprint and outcome; its body was for the decision.
  {
    table: 'command',
    over: `t.decided_at < :now - interval '30 days' and t.body_encrypted is not null and t.outcome is not null`,
    column: 'body_encrypted',
  },
  // What they did stands in the processes. A batch goes after its rows.
  {
    table: 'batch_row',
    over: `exists (select from batch b where b.id = t.batch_id and b.finished_at < :now - interval '30 days')`,
  },
  {
    table: 'batch',
    over: `t.finished_at < :now - interval '30 days' and not exists (select from batch_row r where r.batch_id = t.id)`,
  },
  // What a file told of people, once whoever sent it has had a month to mend it; then the import itself.
  {
    table: 'import_row',
    over: `exists (select from import i where i.id = t.import_id and i.finished_at < :now - interval '30 days')`,
  },
  {
    table: 'import',
    over: `t.finished_at < :now - interval '30 days' and not exists (select from import_row r where r.import_id = t.id)`,
  },
  // The newest one of a reviewer says what is news.
  {
    table: 'review_digest',
    over: `t.ended_at < :now - interval '90 days'
      and exists (select from review_digest d where d.account_id = t.account_id and d.day > t.day and d.status = 'DONE')`,
  },
];

/** The tables of which something is forgotten. */
export const forgottenTables = forgotten.map(({ table }) => table);

/** Forgets what nobody may need any more, in batches, each on its own; answers how many rows. May be ended and run again at any time. */
export async function forgetExpired(
  { knex, clock }: { knex: Knex; clock: Clock },
  progress: () => void,
  batchSize: number = batchSizeMax,
): Promise<number> {
  let total = 0;
  for (const each of forgotten) {
    for (let found = batchSize; found === batchSize; total += found) {
      progress();
      found = await forgetBatch(knex, each, { now: await clock(), batchSize });
    }
  }
  return total;
}

/** One batch; rows that somebody holds are left for the next time. */
async function forgetBatch(
  knex: Knex,
  { table, over, column }: Forgotten,
  { now, batchSize }: { now: string; batchSize: number },
): Promise<number> {
  const rows = `select t.ctid from ${table} t where ${over.replaceAll(':now', now)} limit ${batchSize} for update skip locked`;
  const change = column === undefined ? `delete from ${table}` : `update ${table} set ${column} = null`;
  const { rows: counted } = await knex.raw<{ rows: [{ count: number }] }>(
    `with gone as (${change} where ctid = any(array(${rows})) returning 1) select count(*)::integer as count from gone`,
  );
  return counted[0].count;
}
