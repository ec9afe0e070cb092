import type { Knex } from 'knex';
import type { StatusPair } from '../../domain/signing-tabs.ts';
import type { Clock } from '../clock.ts';
import { cohortYears } from './cohorts.ts';
import { positionAt, type PageRequest, type Position } from './keyset.ts';
import { whereCollegeOf, type ListRows } from './list-filters.ts';
import { countMerged, everyGroup, mergedPage, type FewRows, type Having, type MergedList } from './merged-list.ts';
import { rowsNamed, siftByName } from './name-filter.ts';
import type { SchoolScope } from './school-graduates.ts';
import { newestButVoids, rowsOfFavorites, tabStretchesOf, type ListedSigning } from './signing-lists.ts';
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
    return { rows, total: page.count ? await countMerged(from, await listOf(from, { scope, filter })) : undefined };
  });
}

/** The places of one page, in order. */
export async function positionsOf(
  knex: Knex,
  place: { scope: SchoolScope; filter: SchoolSigningFilter },
  { fetch, after }: Pick<PageRequest, 'fetch' | 'after'>,
): Promise<Position[]> {
  const page = mergedPage(knex, await listOf(knex, place), { fetch, after });
  return (await page.select({ at: positionAt(knex, 'm.at'), id: 'm.id' })) as Position[];
}

/** Where the rows of a filter stand together in an index. */
async function listOf(
  knex: Knex,
  { scope, filter }: { scope: SchoolScope; filter: SchoolSigningFilter },
): Promise<MergedList> {
  const { schoolCode } = scope;
  const { collegeId = scope.collegeId, pairs, byTermination, cohort, graduateName } = filter;
  // A college reviewer who asks for another college reads nothing.
  const isElsewhere = scope.collegeId !== null && collegeId !== scope.collegeId;
  const common = (id: 'id' | 'signing_id') => ({
    ...{ id, at: 'status_at', direction: 'desc' as const },
    having: collegeId === null ? { school_code: schoolCode } : { college_id: collegeId },
    sift(rows: Knex.QueryBuilder) {
      if (collegeId !== null) whereCollegeOf(rows, { collegeId, schoolCode });
      siftByName(rows, 'm.graduate_name', { part: graduateName, isFoundByName: filter.idNumberHash === undefined });
    },
  });
  const groupsOf = async (groups: readonly Having[]) => {
    const cohorts = everyGroup({ cohort_year: isElsewhere ? [] : await cohortYears(knex, cohort) });
    return cohorts.flatMap((year) => groups.map((group) => ({ ...year, ...group })));
  };
  if (byTermination === true) {
    const statuses = new Set((pairs ?? []).flatMap(([, termination]) => termination ?? []));
    return {
      ...{ ...common('signing_id'), table: 'termination', few: fewOf(schoolCode, filter, 'termination') },
      ...{ where: newestButVoids, groups: await groupsOf(everyGroup({ status: [...statuses] })) },
    };
  }
  const isWhole = pairs === undefined && cohort === undefined && !isElsewhere;
  return {
    ...{ ...common('id'), table: 'signing', few: fewOf(schoolCode, filter, 'signing') },
    ...{ where: 'm.accepted_at is not null', groups: isWhole ? [{}] : await groupsOf(tabStretchesOf(pairs)) },
  };
}

/** The rows that stand by themselves: of one ID number, or with a name that few have. */
function fewOf(
  schoolCode: string,
  { graduateName, idNumberHash }: SchoolSigningFilter,
  table: 'signing' | 'termination',
): FewRows | undefined {
  const from = rowsOfFavorites[table];
  if (idNumberHash)
    return { sql: `${from} f.school_code = ? and f.id_number_hash = ?`, values: [schoolCode, idNumberHash] };
  if (graduateName === undefined) return undefined;
  return rowsNamed(table, schoolCode, graduateName);
}
