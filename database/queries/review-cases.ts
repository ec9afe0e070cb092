import type { Knex } from 'knex';
import type { ReviewCaseState } from '../../domain/vocabulary/review-case-state.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { Clock } from '../clock.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { countOf, whereNameContains, type ListRows, type Placed } from './list-filters.ts';
import { selectReviewTurns, type ReviewTurn } from './review-turns.ts';
import type { ReviewCaseRecord, ReviewedKind } from './review-case-record.ts';
import { findSigningRecords } from './signing-record.ts';
import { findTerminationRecords } from './termination-record.ts';

/** Which cases a reviewer's queue shows. */
export interface ReviewCaseFilter {
  /** Both when undefined. */
  kind?: ReviewedKind | undefined;
  schoolCode: string;
  collegeId?: string | undefined;
  /** Leaves out terminations that the college has no part in: what is attached to them is none of its business. */
  forCollege?: boolean | undefined;
  /** The level whose turns are looked at; all when undefined. */
  stage?: ReviewStage | undefined;
  state: ReviewCaseState;
  cohort?: number | undefined;
  /** Part of the name, as the favorite froze it. */
  graduateName?: string | undefined;
}

/** A case as the queue shows it: its newest turn at the levels looked at, and its record. */
export type ListedCase = Placed & { turn: ReviewTurn } & ReviewCaseRecord;

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
  const byId = await recordsById(
    knex,
    clock,
    turns.map(({ processId }) => processId),
  );
  const rows = turns.flatMap((turn) => {
    const found = byId.get(turn.processId);
    return found ? [{ position: { at: turn.positionAt, id: turn.id }, turn, ...found }] : [];
  });
  return { rows, total: count ? await countOf(filtered(knex, filter)) : undefined };
}

/** The cases with these ids, whatever their kinds. */
async function recordsById(knex: Knex, clock: Clock, ids: readonly string[]): Promise<Map<string, ReviewCaseRecord>> {
  const [signings, terminations] = await Promise.all([
    findSigningRecords(knex, clock, ids),
    findTerminationRecords(knex, clock, ids),
  ]);
  return new Map<string, ReviewCaseRecord>([
    ...signings.map((record) => [record.signing.id, { kind: 'SIGNING', record }] as const),
    ...terminations.map((record) => [record.termination.id, { kind: 'TERMINATION', record }] as const),
  ]);
}

function filtered(knex: Knex, filter: ReviewCaseFilter): Knex.QueryBuilder {
  const { schoolCode, collegeId, kind, forCollege, stage, state, cohort, graduateName } = filter;
  const query = knex('review_task as t').where('t.school_code', schoolCode);
  if (collegeId !== undefined) void query.where('t.college_id', collegeId);
  if (kind) void query.whereExists(knex('process as p').whereRaw('p.id = t.process_id').where('p.kind', kind));
  if (forCollege)
    void query.whereRaw(`(not exists (select from termination n where n.id = t.process_id) or exists (
      select from review_task own where own.process_id = t.process_id and own.stage = 'COLLEGE'))`);
  if (stage) void query.where('t.stage', stage);
  if (cohort !== undefined) void query.where('t.cohort_year', cohort);
  if (graduateName !== undefined) {
    void query
      .leftJoin('termination as tm', 'tm.id', 't.process_id')
      .joinRaw('join signing as s on s.id = coalesce(tm.signing_id, t.process_id)')
      .join('favorite as f', 'f.id', 's.favorite_id');
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
