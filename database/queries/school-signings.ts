import type { Knex } from 'knex';
import type { StatusPair } from '../../domain/signing-tabs.ts';
import type { Clock } from '../clock.ts';
import { inOrder, positionAt, type PageRequest, type Position } from './keyset.ts';
import { countOf, whereNameContains, type ListRows } from './list-filters.ts';
import type { SchoolScope } from './school-graduates.ts';
import type { ListedSigning } from './signing-lists.ts';
import { findSigningRecords } from './signing-record.ts';
import { inOneSnapshot } from './snapshot.ts';

/** Which of a school's signings a list shows; `pairs`, `byTermination` as an employer's list has them. */
export interface SchoolSigningFilter {
  pairs?: readonly StatusPair[] | undefined;
  byTermination?: boolean | undefined;
  cohort?: number | undefined;
  collegeId?: string | undefined;
  /** Part of the name, as the favorite froze it. */
  graduateName?: string | undefined;
  idNumberHash?: Buffer | undefined;
}

/**
 * One page of a school's signings, newest status first, all of one moment: of those that were accepted, as before nobody of the
 * school knows them.
 */
export async function listSchoolSignings(
  knex: Knex,
  clock: Clock,
  { scope, filter }: { scope: SchoolScope; filter: SchoolSigningFilter },
  page: PageRequest,
): Promise<ListRows<ListedSigning>> {
  return inOneSnapshot(knex, async (from) => {
    const positions = await positionsOf(from, { scope, filter }, page);
    const records = await findSigningRecords(
      from,
      clock,
      positions.map(({ id }) => id),
    );
    const byId = new Map(positions.map((position) => [position.id, position]));
    const rows = records.flatMap((record) => {
      const position = byId.get(record.signing.id);
      return position ? [{ position, record }] : [];
    });
    return { rows, total: page.count ? await countOf(filtered(from, scope, filter)) : undefined };
  });
}

/** The places of one page, in order. */
export async function positionsOf(
  knex: Knex,
  { scope, filter }: { scope: SchoolScope; filter: SchoolSigningFilter },
  { fetch, after }: Pick<PageRequest, 'fetch' | 'after'>,
): Promise<Position[]> {
  const at = filter.byTermination ? 'lt.status_at' : 's.status_at';
  const order = { at, id: 's.id', direction: 'desc' } as const;
  const page = inOrder(filtered(knex, scope, filter), order, after).limit(fetch);
  return (await page.select({ at: positionAt(knex, at), id: 's.id' })) as Position[];
}

function filtered(knex: Knex, { schoolCode, collegeId }: SchoolScope, filter: SchoolSigningFilter): Knex.QueryBuilder {
  const { pairs, byTermination, cohort, graduateName, idNumberHash } = filter;
  const query = knex('signing as s').where('s.school_code', schoolCode).whereNotNull('s.accepted_at');
  if (collegeId !== null) void query.where('s.college_id', collegeId);
  if (filter.collegeId !== undefined) void query.where('s.college_id', filter.collegeId);
  if (pairs || byTermination)
    void query.joinRaw('left join termination as lt on lt.signing_id = s.id and lt.is_newest');
  if (pairs) wherePair(query, pairs);
  if (cohort !== undefined) void query.where('s.cohort_year', cohort);
  if (graduateName !== undefined || idNumberHash) void query.join('favorite as f', 'f.id', 's.favorite_id');
  if (graduateName !== undefined) whereNameContains(query, 'f.graduate_name', graduateName);
  if (idNumberHash) void query.where('f.id_number_hash', idNumberHash);
  return query;
}

function wherePair(query: Knex.QueryBuilder, pairs: readonly StatusPair[]): void {
  const wanted = JSON.stringify(pairs.map(([signing, termination]) => `${signing} ${termination ?? ''}`));
  void query.whereIn('s.status', [...new Set(pairs.map(([signing]) => signing))]);
  void query.whereRaw(`concat(s.status, ' ', lt.status) in (select jsonb_array_elements_text(?))`, [wanted]);
}
