import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { PageRequest, Position } from './keyset.ts';
import { inOrder, positionAt } from './keyset.ts';
import { countOf, type ListRows, type Placed } from './list-filters.ts';
import type { SchoolScope } from './school-graduates.ts';

/** 学院, with what an administrator of the school wants to see at a glance. */
export interface CollegeRow {
  id: string;
  name: string;
  reviewers: number;
}

/** One page of a school's colleges by name; of a college reviewer the own one. */
export async function listColleges(
  knex: Knex,
  { schoolCode, collegeId }: SchoolScope,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<CollegeRow & Placed>> {
  const all = () => {
    const query = knex('college as c').where('c.school_code', schoolCode);
    if (collegeId !== null) void query.where('c.id', collegeId);
    return query;
  };
  const order = { at: 'c.name', id: 'c.id', direction: 'asc' } as const;
  const rows = (await inOrder(all(), order, after)
    .limit(fetch)
    .select('c.id', 'c.name')
    .select({
      reviewers: knex.raw(
        `(select count(*)::integer from reviewer r where r.college_id = c.id and r.level = 'COLLEGE' and r.ended_at is null)`,
      ),
    })) as CollegeRow[];
  return {
    rows: rows.map((row) => ({ ...row, position: { at: row.name, id: row.id } })),
    total: count ? await countOf(all()) : undefined,
  };
}

/** The names of a school's colleges, in order; of a college reviewer the own one. */
export async function collegeNames(knex: Knex, { schoolCode, collegeId }: SchoolScope): Promise<string[]> {
  const own = collegeId === null ? {} : { id: collegeId };
  return knex('college')
    .where({ schoolCode, ...own })
    .orderBy('name')
    .pluck<string[]>('name');
}

/** One college of a school, or undefined. */
export async function findCollege(
  knex: Knex,
  { schoolCode, id }: { schoolCode: string; id: string },
): Promise<CollegeRow | undefined> {
  const page = { fetch: 1, after: null, count: false };
  const [row] = (await listColleges(knex, { schoolCode, collegeId: id }, page)).rows;
  return row && { id: row.id, name: row.name, reviewers: row.reviewers };
}

/** 审核人 of a school. */
export interface ReviewerRow {
  id: string;
  name: string | null;
  phoneEncrypted: string;
  role: ReviewStage;
  collegeId: string | null;
  collegeName: string | null;
  createdAt: Instant;
}

/** One page of a school's active reviewers, the newest first; or the one with this id. */
export async function listReviewers(
  knex: Knex,
  { schoolCode, accountId }: { schoolCode: string; accountId?: string },
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ReviewerRow & Placed>> {
  const active = () => {
    const query = knex('reviewer as r')
      .join('account as a', 'a.id', 'r.account_id')
      .where('r.school_code', schoolCode)
      .whereNull('r.ended_at');
    if (accountId !== undefined) void query.where('r.account_id', accountId);
    return query;
  };
  const order = { at: 'a.created_at', id: 'a.id', direction: 'desc' } as const;
  const rows = (await inOrder(active(), order, after)
    .limit(fetch)
    .leftJoin('college as c', 'c.id', 'r.college_id')
    .select('a.id', 'a.name', 'a.phone_encrypted', 'a.created_at', 'r.college_id')
    .select({
      role: 'r.level',
      collegeName: 'c.name',
      positionAt: positionAt(knex, 'a.created_at'),
    })) as (ReviewerRow & {
    positionAt: Position['at'];
  })[];
  return {
    rows: rows.map(({ positionAt: at, ...row }) => ({ ...row, position: { at, id: row.id } })),
    total: count ? await countOf(active()) : undefined,
  };
}
