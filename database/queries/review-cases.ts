import type { Knex } from 'knex';
import type { ReviewCaseState } from '../../domain/vocabulary/review-case-state.ts';
import { reviewStageCodes, type ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { Clock } from '../clock.ts';
import { cohortYears } from './cohorts.ts';
import { positionAt, type PageRequest } from './keyset.ts';
import { whereCollegeOf, type ListRows, type Placed } from './list-filters.ts';
import { countMerged, everyGroup, rowsOnPage, type FewRows, type MergedList } from './merged-list.ts';
import { rowsNamed, siftByName } from './name-filter.ts';
import { selectReviewTurns, type ReviewTurn } from './review-turns.ts';
import type { ReviewCaseRecord, ReviewedKind } from './review-case-record.ts';
import { findSigningRecords } from './signing-record.ts';
import { inOneSnapshot } from './snapshot.ts';
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
  idNumberHash?: Buffer | undefined;
}

/** A case as the queue shows it: its newest turn at the levels looked at, and its record. */
export type ListedCase = Placed & { turn: ReviewTurn } & ReviewCaseRecord;

/** One page of cases, oldest turn first, all of one moment; each case once. */
export async function listReviewCases(
  knex: Knex,
  clock: Clock,
  filter: ReviewCaseFilter,
  page: PageRequest,
): Promise<ListRows<ListedCase>> {
  return inOneSnapshot(knex, (snapshot) => readCasePage(snapshot, clock, filter, page));
}

async function readCasePage(
  knex: Knex,
  clock: Clock,
  filter: ReviewCaseFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedCase>> {
  const list = listOf(filter, await cohortYears(knex, filter.cohort));
  const shown = rowsOnPage(knex, list, { fetch, after, as: 't' }).orderBy(['t.opened_at', 't.id']);
  const turns = (await selectReviewTurns(shown).select({
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
  return { rows, total: count ? await countMerged(knex, list) : undefined };
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

function listOf(filter: ReviewCaseFilter, cohorts: readonly number[]): MergedList {
  const { schoolCode, collegeId, kind, forCollege, stage, state, graduateName, idNumberHash } = filter;
  const isOpen = state === 'OPEN';
  return {
    ...{ table: 'review_task', at: 'opened_at', id: 'id', direction: 'asc' },
    having: collegeId === undefined ? { school_code: schoolCode } : { college_id: collegeId },
    where: isOpen ? 'm.decided_at is null' : 'm.decided_at is not null',
    groups: everyGroup({
      cohort_year: cohorts,
      kind: kind ? [kind] : ['SIGNING', 'TERMINATION'],
      stage: stage ? [stage] : reviewStageCodes,
      // A decided turn stands for its case only when no later one follows, at any level or at the one that is looked at.
      ...(isOpen ? {} : { superseded: stage ? [false, true] : [false] }),
    }),
    few: fewOf(filter),
    sift(rows) {
      if (collegeId !== undefined) whereCollegeOf(rows, { collegeId, schoolCode });
      if (forCollege && stage !== 'COLLEGE') void rows.whereRaw(ofCollege);
      siftByName(rows, 'm.graduate_name', { part: graduateName, isFoundByName: idNumberHash === undefined });
    },
  };
}

/** The turns that stand by themselves: of one ID number, or of graduates with a name that few have. */
function fewOf({ schoolCode, state, stage, graduateName, idNumberHash }: ReviewCaseFilter): FewRows | undefined {
  if (idNumberHash) return { sql: turnsOfIdNumber, values: [schoolCode, idNumberHash] };
  if (graduateName === undefined) return undefined;
  const turns = state === 'OPEN' ? 'OPEN' : (stage ?? 'DECIDED');
  return rowsNamed('review_task', `${schoolCode}:${turns}`, graduateName);
}

const turnsOfIdNumber = `select t.* from favorite f join signing s on s.favorite_id = f.id
  cross join lateral (select s.id union all select n.id from termination n where n.signing_id = s.id) reviewed
  join review_task t on t.process_id = reviewed.id where f.school_code = ? and f.id_number_hash = ?`;

/** A signing, or a termination that the college has a part in. */
const ofCollege = `(m.kind = 'SIGNING' or exists (
  select from review_task own where own.process_id = m.process_id and own.stage = 'COLLEGE'))`;
