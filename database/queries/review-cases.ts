import type { Knex } from 'knex';
import type { ReviewCaseState } from '../../domain/vocabulary/review-case-state.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { Clock } from '../clock.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { countOf, whereNameContains, type ListRows, type Placed } from './list-filters.ts';
import { selectReviewTurns, type ReviewTurn } from './review-turns.ts';
import { findSigningRecords, type SigningRecord } from './signing-record.ts';

/** Which cases a reviewer's queue shows. */
export interface ReviewCaseFilter {
  schoolCode: string;
  collegeId?: string | undefined;
  /** The level whose turns are looked at; all when undefined. */
  stage?: ReviewStage | undefined;
  state: ReviewCaseState;
  cohort?: number | undefined;
  /** Part of the name, as the favorite froze it. */
  graduateName?: string | undefined;
}

/** A case as the queue shows it: its newest turn at the levels looked at, and its signing. */
export type ListedCase = Placed & { turn: ReviewTurn; record: SigningRecord };

/** One page of cases, oldest turn first; each case once. */
export async function listReviewCases(
  knex: Knex,
  clock: Clock,
  filter: ReviewCaseFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedCase>> {
  const order = { at: 't.opened_at', id: 't.id', direction: 'asc' } as const;
  const page = inOrder(filtered(knex, filter), order, after).limit(fetch);
  const turns = (await selectReviewTurns(page).select({
    positionAt: positionAt(knex, 't.opened_at'),
  })) as (ReviewTurn & {
    positionAt: string;
  })[];
  const records = await findSigningRecords(
    knex,
    clock,
    turns.map(({ processId }) => processId),
  );
  const byId = new Map(records.map((record) => [record.signing.id, record]));
  const rows = turns.flatMap((turn) => {
    const record = byId.get(turn.processId);
    return record ? [{ position: { at: turn.positionAt, id: turn.id }, turn, record }] : [];
  });
  return { rows, total: count ? await countOf(filtered(knex, filter)) : undefined };
}

function filtered(knex: Knex, filter: ReviewCaseFilter): Knex.QueryBuilder {
  const { schoolCode, collegeId, stage, state, cohort, graduateName } = filter;
  const query = knex('review_task as t').where('t.school_code', schoolCode);
  if (collegeId !== undefined) void query.where('t.college_id', collegeId);
  if (stage) void query.where('t.stage', stage);
  if (cohort !== undefined) void query.where('t.cohort_year', cohort);
  if (graduateName !== undefined) {
    void query.join('signing as s', 's.id', 't.process_id').join('favorite as f', 'f.id', 's.favorite_id');
    whereNameContains(query, 'f.graduate_name', graduateName);
  }
  // The open turn of a case is always its newest; a decided one stands for its case only when no later one follows.
  if (state === 'OPEN') return query.whereNull('t.decided_at');
  const later = knex('review_task as later').whereRaw(
    'later.process_id = t.process_id and later.opened_seq > t.opened_seq',
  );
  if (stage) void later.where('later.stage', stage);
  return query.whereNotNull('t.decided_at').whereNotExists(later);
}
