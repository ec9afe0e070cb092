import type { Instant } from '../domain/calendar.ts';
import type { ReviewClock } from '../domain/reviews.ts';
import type { ReviewedKind } from '../database/queries/review-case-record.ts';
import type { ReviewDecision } from '../domain/vocabulary/review-decision.ts';
import type { ReviewStage } from '../domain/vocabulary/review-stage.ts';
import type { SqlParts } from './sql.ts';

/** Closes the open task of the process's review; `superseded` where the same step opens the next one. */
export function closeReviewTask(closed: {
  decision: ReviewDecision;
  actor: string | null;
  inPlaceOfCollege: boolean;
  superseded: boolean;
}): SqlParts {
  return {
    with: [
      `closed_task as (
         update review_task set decision = :decision, decided_at = :at, decided_by = :reviewer, in_place_of_college = :inPlaceOfCollege,
           superseded = :superseded
         where process_id = :processId and decided_at is null
         returning process_id
       )`,
    ],
    values: {
      decision: closed.decision,
      reviewer: closed.actor,
      inPlaceOfCollege: closed.inPlaceOfCollege,
      superseded: closed.superseded,
    },
  };
}

/** Opens a task for a stage's reviewers, from the part `subject`, after the one that the same step closes. */
export function openReviewTask(
  { openedAt, remindAt, escalateAt }: Pick<ReviewClock, 'remindAt' | 'escalateAt'> & { openedAt: Instant },
  { kind, stage, closesTask }: { kind: ReviewedKind; stage: ReviewStage; closesTask: boolean },
): SqlParts {
  // One task at most is open: reading what was closed is what makes PostgreSQL close it first.
  const closedFirst = closesTask ? ' where (select count(*) from closed_task) >= 0' : '';
  return {
    with: [
      `opened_task as (
         insert into review_task (process_id, opened_seq, kind, stage, school_code, college_id, cohort_year, opened_at, remind_at,
           escalate_at)
         select id, :seq, :reviewedKind, :stage, school_code, college_id, cohort_year, :openedAt, :remindAt, :escalateAt from subject${closedFirst}
       )`,
    ],
    values: { reviewedKind: kind, stage, openedAt, remindAt, escalateAt },
  };
}
