import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';

/** One level's turn at a case, as its reviewers see it. */
export interface ReviewTurn {
  id: string;
  processId: string;
  stage: ReviewStage;
  openedAt: Instant;
  remindAt: Instant;
  escalateAt: Instant;
  decision: 'APPROVED' | 'REJECTED' | 'INVALIDATED' | null;
  decidedAt: Instant | null;
  decidedByName: string | null;
  inPlaceOfCollege: boolean;
}

/** The turns of a case up to a version of it, in order. */
export async function findReviewTurns(
  knex: Knex,
  { processId, upToSeq }: { processId: string; upToSeq: number },
): Promise<ReviewTurn[]> {
  const turns = knex('review_task as t')
    .where('t.process_id', processId)
    .where('t.opened_seq', '<=', upToSeq)
    .orderBy('t.opened_seq');
  return (await selectReviewTurns(turns)) as ReviewTurn[];
}

/** Selects turns from a query on `review_task as t`. */
export function selectReviewTurns<Query extends Knex.QueryBuilder>(query: Query): Query {
  void query
    .leftJoin('account as a', 'a.id', 't.decided_by')
    .select('t.id', 't.process_id', 't.stage', 't.opened_at', 't.remind_at', 't.escalate_at')
    .select('t.decision', 't.decided_at', 't.in_place_of_college', { decidedByName: 'a.name' });
  return query;
}
