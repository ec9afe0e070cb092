import { inTransaction } from '../database/transactions.ts';
import { presentInstant } from '../database/queries/present-instant.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { CommandDependencies } from './dependencies.ts';
import { closeCohortIfOver } from './close-cohorts.ts';
import { isRepeat, recordGroundChange } from './ground-changes.ts';
import { endInvalidations, holdInvalidations, startInvalidations } from './invalidation-batches.ts';
import { recordStaffAct } from './staff-audit.ts';
import { groundCallOf } from './staff-ground.ts';
import type { StaffCall } from './staff-press.ts';

/** A cohort as the administrator sets it: the first and the last day of its signings. */
export interface CohortDays {
  year: number;
  opensOn: string;
  closesOn: string;
}

/**
 * 设置届别: makes a cohort or moves its days. One whose last day is over by now is closed: its open signings end; one that is open
 * again ends no more of them. Throws NOT_FOUND for another role, VALIDATION_FAILED where it would end before it begins.
 */
export async function setCohort(
  deps: CommandDependencies,
  call: StaffCall,
  { year, opensOn, closesOn }: CohortDays,
): Promise<void> {
  const ground = groundCallOf(call, 'COHORT_SET');
  if (opensOn >= closesOn)
    throw new DomainError('VALIDATION_FAILED', { errors: [{ pointer: '/closesOn', code: 'OUT_OF_RANGE' }] });
  const batches = await inTransaction(deps.knex, async (trx) => {
    await holdInvalidations(trx, { cohortYear: year });
    if (await isRepeat(trx, ground)) return [];
    const before = await trx('cohort').where({ year }).forNoKeyUpdate().first<CohortDays | undefined>();
    await trx('cohort').insert({ year, opensOn, closesOn }).onConflict('year').merge(['opensOn', 'closesOn']);
    const within = { ...deps, knex: trx };
    const details = { ...(before ? { before: { ...before } } : {}), after: { year, opensOn, closesOn } };
    await recordGroundChange(within, ground, { kind: 'COHORT_SET', thing: { cohortYear: year }, details });
    const place = { accountId: call.member.accountId, clientAddress: call.clientAddress };
    await recordStaffAct(trx, 'COHORT_SET', place, { kind: 'cohort', id: String(year) });
    const today = shanghaiDate(await presentInstant(trx, deps.clock));
    if (today <= closesOn) return endInvalidations(within, { cohortYear: year });
    return [await closeCohortIfOver(within, year, { ...ground, idempotency: null })];
  });
  await deps.faults('ground-changed');
  for (const batchId of batches) if (batchId !== undefined) await startInvalidations(deps, batchId);
}
