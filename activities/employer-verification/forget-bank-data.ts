import type { Knex } from 'knex';
import type { Clock } from '../../database/clock.ts';

const keptDays = 30;
const pageSizeMax = 500;

/**
 * Nulls accounts, branches and amounts of verifications that ended 30 days ago, and the bodies of the commands that held them;
 * answers of how many. Hashes stay, by which sends are counted. Source: domain.md §3.3, §14.
 */
export async function forgetBankData(
  { knex, clock }: { knex: Knex; clock: Clock },
  progress: () => void,
): Promise<number> {
  for (let forgotten = 0; ;) {
    progress();
    const ids = await endedWithBankData(knex, clock);
    if (ids.length === 0) return forgotten;
    await knex.transaction((trx) => forget(trx, ids));
    forgotten += ids.length;
  }
}

async function endedWithBankData(knex: Knex, clock: Clock): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select v.id from employer_verification v
     where v.status in ('VERIFIED', 'REJECTED', 'AMOUNT_FAILED', 'EXPIRED', 'WITHDRAWN')
       and v.status_at < ${await clock()} - make_interval(days => :keptDays)
       and v.id in (
         select process_id from remittance where account_no_encrypted is not null
         union select process_id from command
         where kind in ('submit', 'switchMethod', 'amount') and body_encrypted is not null and outcome is not null)
     limit :pageSizeMax`,
    { keptDays, pageSizeMax },
  );
  return rows.map(({ id }) => id);
}

async function forget(trx: Knex.Transaction, ids: string[]): Promise<void> {
  const nothing = { accountNoEncrypted: null, bankBranchName: null, cnapsCode: null, amountEncrypted: null };
  await trx('remittance').whereIn('processId', ids).update(nothing);
  await trx('command')
    .whereIn('processId', ids)
    .whereIn('kind', ['submit', 'switchMethod', 'amount'])
    .whereNotNull('outcome')
    .update({ bodyEncrypted: null });
}
