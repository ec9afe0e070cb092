import type { Knex } from 'knex';
import { heartbeat } from '@temporalio/activity';
import type { CommandDependencies } from '../commands/dependencies.ts';
import { tellGroundIsGone, wakeEach, type Told } from '../commands/invalidate.ts';
import type { Instant } from '../domain/calendar.ts';
import type { InvalidationReason } from '../domain/vocabulary/invalidation-reason.ts';
import { inTransaction } from '../database/transactions.ts';
import type { InvalidationPorts, InvalidationsProgress } from '../workflows/invalidations.ports.ts';

/** So few that a page holds its processes for milliseconds, and people's acts on them do not notice. */
const pageSizeMax = 50;
/** So many processes may have yet to decide what they were told: told faster, they would queue in front of everybody's acts. */
const undecidedMax = 2 * pageSizeMax;

type Deps = Pick<CommandDependencies, 'knex' | 'engine' | 'clock' | 'personalData' | 'log' | 'faults'>;

interface Batch {
  groundChangeId: string;
  reason: InvalidationReason;
  pausedAt: Instant | null;
  finishedAt: Instant | null;
}

/**
 * Goes through batches: what a row's process is told and the row's outcome are one transaction, under the batch's lock. A kill
 * before it leaves the page as it was, one after it leaves only the waking, which the Schedule of leftovers does.
 */
export function createInvalidatePage(deps: Deps, progress: () => void = heartbeat): InvalidationPorts {
  return {
    async invalidatePage({ batchId }) {
      progress();
      const page = await inTransaction(deps.knex, (trx) => goThroughPage({ ...deps, knex: trx }, batchId));
      await deps.faults('page-committed');
      await wakeEach(
        deps,
        page.told.map(({ process }) => process),
        progress,
      );
      return page.progress;
    },
  };
}

async function goThroughPage(
  deps: Omit<Deps, 'knex'> & { knex: Knex.Transaction },
  batchId: string,
): Promise<{ progress: InvalidationsProgress; told: Told[] }> {
  const { knex: trx } = deps;
  const now = trx.raw(await deps.clock());
  const batch = await trx('invalidation_batch').where({ id: batchId }).forNoKeyUpdate().first<Batch | undefined>();
  if (!batch || batch.finishedAt !== null) return { progress: 'DONE', told: [] };
  if (batch.pausedAt !== null) return { progress: 'PAUSED', told: [] };
  const rows = await trx('invalidation_row')
    .where({ batchId, outcome: null })
    .orderBy('processId')
    .limit(pageSizeMax)
    .select<{ processId: string }[]>('processId');
  if (rows.length === 0) {
    await trx('invalidation_batch').where({ id: batchId }).update({ finishedAt: now, movedAt: now });
    return { progress: 'DONE', told: [] };
  }
  const processIds = rows.map(({ processId }) => processId);
  if ((await countUndecided(trx, { batchId, before: processIds[0] ?? '' })) > undecidedMax)
    return { progress: 'BEHIND', told: [] };
  const { reason, groundChangeId: cause } = batch;
  const told = await tellGroundIsGone(deps, processIds, { reason, cause });
  await writeOutcomes(trx, { batchId, processIds, told });
  await trx('invalidation_batch').where({ id: batchId }).update({ movedAt: now });
  await deps.faults('page-open');
  return { progress: 'MORE', told };
}

/** How many of those told last, before this one, have yet to decide it. */
async function countUndecided(
  trx: Knex.Transaction,
  { batchId, before }: { batchId: string; before: string },
): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ count: number }] }>(
    `select count(*)::integer as count from (
       select command_id from invalidation_row where batch_id = :batchId and process_id < :before
       order by process_id desc limit ${2 * undecidedMax}
     ) told join command c on c.id = told.command_id where c.outcome is null`,
    { batchId, before },
  );
  return rows[0].count;
}

async function writeOutcomes(
  trx: Knex.Transaction,
  { batchId, processIds, told }: { batchId: string; processIds: readonly string[]; told: readonly Told[] },
): Promise<void> {
  const commandOf = new Map(told.map(({ process, commandId }) => [process.id, commandId]));
  const outcomes = processIds.map((id) => ({ process_id: id, command_id: commandOf.get(id) ?? null }));
  await trx.raw(
    `update invalidation_row r
     set outcome = case when o.command_id is null then 'ALREADY_ENDED' else 'TOLD' end, command_id = o.command_id
     from jsonb_to_recordset(:outcomes) as o (process_id uuid, command_id uuid)
     where r.batch_id = :batchId and r.process_id = o.process_id`,
    { batchId, outcomes: JSON.stringify(outcomes) },
  );
}
