import type { Knex } from 'knex';
import type { InvalidationReason } from '../domain/vocabulary/invalidation-reason.ts';
import { reportOf } from '../domain/error-report.ts';
import type { CommandDependencies } from './dependencies.ts';
import { openSigning, openVerification, statusIn } from '../database/queries/open-statuses.ts';

/** What is gone, or has come back. */
type Standing = { employerId: string } | { cohortYear: number };

/**
 * Terminations that wait for this unit's answer, which it can no longer give: ended, so that the graduate can ask the school to
 * mediate. What is in review, or waits for the graduate, goes on. Source: domain.md §7.
 */
const waitingTerminations = `select t.id from termination t
      where t.employer_id = :employerId and t.status = 'AWAITING_COUNTERPARTY' and t.applicant = 'GRADUATE'`;

/**
 * The open signings of the cohort `:cohortYear` that no batch of its own is about to tell, or has told: one that staff hold keeps
 * back its own rows, and no others.
 */
export const openOfCohort = `select s.id from signing s
      where s.cohort_year = :cohortYear and ${statusIn('s.status', openSigning)}
        and not exists (
          select from invalidation_row r
          where r.process_id = s.id and r.outcome is distinct from 'GROUND_BACK'
            and r.batch_id in (select b.id from invalidation_batch b join ground_change c on c.id = b.ground_change_id
              where c.cohort_year = :cohortYear))`;

const standingOn = {
  employer: `select s.id from signing s
      where s.employer_id = :employerId and ${statusIn('s.status', openSigning)}
    union all
    select v.id from employer_verification v
      where v.employer_id = :employerId
        and ${statusIn('v.status', openVerification)}
    union all ${waitingTerminations}`,
  cohort: openOfCohort,
};

const batchesOf = (standing: Standing) =>
  `select b.id from invalidation_batch b join ground_change c on c.id = b.ground_change_id
    where ${'employerId' in standing ? 'c.employer_id = :employerId' : 'c.cohort_year = :cohortYear'}`;

/**
 * Stores every process that has lost its ground as the rows of a batch, in the transaction that takes it; a workflow goes
 * through them. Answers the batch's id, or undefined where no process stood there. Source: design.md §3.
 */
export async function storeInvalidationBatch(
  { knex, clock }: Pick<CommandDependencies, 'clock'> & { knex: Knex.Transaction },
  standing: Standing,
  { reason, cause }: { reason: InvalidationReason; cause: string },
): Promise<string | undefined> {
  const now = await clock();
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with standing as (${'employerId' in standing ? standingOn.employer : standingOn.cohort}),
     batch as (
       insert into invalidation_batch (ground_change_id, reason, total, created_at, moved_at)
       select :cause, :reason, count(*), ${now}, ${now} from standing having count(*) > 0
       returning id
     ),
     stored as (insert into invalidation_row (batch_id, process_id) select batch.id, standing.id from batch, standing)
     select id from batch`,
    { ...standing, cause, reason },
  );
  return rows[0]?.id;
}

/**
 * Takes the batches that still go through what stood here, before the unit or the cohort is taken: a page holds its batch and waits
 * for processes, whose decisions may wait for the unit. In a transaction that ends with `endInvalidations`.
 */
export async function holdInvalidations(trx: Knex.Transaction, standing: Standing): Promise<void> {
  await trx.raw(
    `select from invalidation_batch where finished_at is null and id in (${batchesOf(standing)}) order by id for no key update`,
    { ...standing },
  );
}

/**
 * Ends them in the transaction that gives the ground back: nobody is told any more that it is gone. Answers the batches, each of
 * which has a workflow that may wait to be let go on.
 */
export async function endInvalidations(
  { knex, clock }: Pick<CommandDependencies, 'clock'> & { knex: Knex.Transaction },
  standing: Standing,
): Promise<string[]> {
  const now = await clock();
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with ended as (
       update invalidation_batch set finished_at = ${now}, moved_at = ${now}
       where finished_at is null and id in (${batchesOf(standing)}) returning id
     ),
     untold as (
       update invalidation_row r set outcome = 'GROUND_BACK' from ended where r.batch_id = ended.id and r.outcome is null
     )
     select id from ended`,
    { ...standing },
  );
  return rows.map(({ id }) => id);
}

/** Sets a batch going, or looks again where one goes already; one that cannot be started now the Schedule starts. */
export async function startInvalidations(
  { engine, log }: Pick<CommandDependencies, 'engine' | 'log'>,
  batchId: string,
): Promise<void> {
  try {
    await engine.invalidate(batchId);
  } catch (error) {
    log.warn({ batchId, error: reportOf(error) }, 'the engine did not answer');
  }
}
