import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { InvalidationReason } from '../../domain/vocabulary/invalidation-reason.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** How far a batch of invalidations has come. */
export interface InvalidationBatchRow {
  id: string;
  reason: InvalidationReason;
  /** The unit or the cohort whose processes these are. */
  employerName: string | null;
  cohortYear: number | null;
  total: number;
  /** With an outcome. */
  done: number;
  /** Found ended when their turn came. */
  endedBefore: number;
  /** Never told: the unit was enabled or the cohort opened again before their turn. */
  groundBack: number;
  /** Told, and ended by that. */
  invalidated: number;
  /** Told too late: they had ended, or their silence had. */
  refused: number;
  createdAt: Instant;
  pausedAt: Instant | null;
  finishedAt: Instant | null;
}

/** One page of the batches, newest first, or the one with this id, with their progress. */
export async function listInvalidationBatches(
  knex: Knex,
  { batchId, ...page }: Pick<PageRequest, 'fetch' | 'after'> & { batchId?: string | undefined },
): Promise<(InvalidationBatchRow & Placed)[]> {
  const order = { at: 'created_at', id: 'id', direction: 'desc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<InvalidationBatchRow>[] }>(
    `select b.id, b.reason, e.name_in_force as employer_name, g.cohort_year, b.total, b.created_at, b.paused_at, b.finished_at,
       b.created_at::text as position_at, n.*
     from (select * from invalidation_batch
           where (cast(:batchId as uuid) is null or id = :batchId) ${pageClause(order, page)}) b
       join ground_change g on g.id = b.ground_change_id
       left join employer e on e.id = g.employer_id
       cross join lateral (
         select count(r.outcome)::integer as done,
           (count(*) filter (where r.outcome = 'ALREADY_ENDED'))::integer as ended_before,
           (count(*) filter (where r.outcome = 'GROUND_BACK'))::integer as ground_back,
           (count(*) filter (where c.outcome = 'SUCCEEDED'))::integer as invalidated,
           (count(*) filter (where c.outcome = 'REFUSED'))::integer as refused
         from invalidation_row r left join command c on c.id = r.command_id where r.batch_id = b.id) n
     order by b.created_at desc, b.id desc`,
    { batchId: batchId ?? null, ...pageValues(page) },
  );
  return rows.map(withPosition);
}
