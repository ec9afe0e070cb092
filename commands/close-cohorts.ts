import type { Knex } from 'knex';
import { presentInstant } from '../database/queries/present-instant.ts';
import { inTransaction } from '../database/transactions.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recordGroundChange, type GroundCall } from './ground-changes.ts';
import { openOfCohort, startInvalidations, storeInvalidationBatch } from './invalidation-batches.ts';

/** The clock: nobody's call. */
const byTheClock: GroundCall = { actor: null, idempotency: null, requestId: 'close-cohorts', clientAddress: null };

/**
 * 届别截止: closes every cohort whose last day is over and that has open signings nobody is about to tell; answers how many. It
 * may run at any time, any number of times. Source: domain.md §8.
 */
export async function closeCohorts(deps: CommandDependencies): Promise<number> {
  const today = shanghaiDate(await presentInstant(deps.knex, deps.clock));
  const over = await deps
    .knex('cohort')
    .where('closesOn', '<', today)
    .orderBy('year')
    .select<{ year: number }[]>('year');
  let closed = 0;
  for (const { year } of over) {
    const batchId = await inTransaction(deps.knex, (trx) =>
      closeCohortIfOver({ ...deps, knex: trx }, year, byTheClock),
    );
    if (batchId === undefined) continue;
    closed += 1;
    await startInvalidations(deps, batchId);
  }
  return closed;
}

/**
 * Stores the batch of a cohort that is over, in the caller's transaction; undefined where it is not over after all, or where
 * nothing is open that no earlier batch tells.
 */
export async function closeCohortIfOver(
  deps: Pick<CommandDependencies, 'clock' | 'personalData'> & { knex: Knex.Transaction },
  year: number,
  call: GroundCall,
): Promise<string | undefined> {
  const { knex: trx } = deps;
  const cohort = await trx('cohort').where({ year }).forNoKeyUpdate().first<{ closesOn: string }>('closesOn');
  const today = shanghaiDate(await presentInstant(trx, deps.clock));
  if (today <= cohort.closesOn) return undefined;
  const { rows } = await trx.raw<{ rows: [{ anyOpen: boolean }] }>(`select exists (${openOfCohort}) as any_open`, {
    cohortYear: year,
  });
  if (!rows[0].anyOpen) return undefined;
  const details = { after: { closesOn: cohort.closesOn } };
  const cause = await recordGroundChange(deps, call, { kind: 'COHORT_CLOSED', thing: { cohortYear: year }, details });
  return storeInvalidationBatch(deps, { cohortYear: year }, { reason: 'COHORT_CLOSED', cause });
}
