import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { InvalidationReason } from '../../domain/vocabulary/invalidation-reason.ts';

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

/** The newest batches, or one of them, with their progress. */
export async function listInvalidationBatches(
  knex: Knex,
  { limit, batchId }: { limit: number; batchId?: string | undefined },
): Promise<InvalidationBatchRow[]> {
  const { rows } = await knex.raw<{ rows: InvalidationBatchRow[] }>(
    `select b.id, b.reason, e.name_in_force as employer_name, g.cohort_year, b.total, b.created_at, b.paused_at, b.finished_at, n.*
     from (select * from invalidation_batch
           where cast(:batchId as uuid) is null or id = :batchId order by created_at desc, id desc limit :limit) b
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
    { limit, batchId: batchId ?? null },
  );
  return rows;
}
