import type { Knex } from 'knex';
import type { StatusPair } from '../../domain/signing-tabs.ts';
import { isOpen } from '../../domain/termination-state.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import type { Clock } from '../clock.ts';
import { cohortYears } from './cohorts.ts';
import { positionAt, type PageRequest, type Position } from './keyset.ts';
import { type ListRows, type Placed } from './list-filters.ts';
import { countMerged, everyGroup, mergedPage, type FewRows, type Having, type MergedList } from './merged-list.ts';
import { rowsNamed, siftByName } from './name-filter.ts';
import { inOneSnapshot } from './snapshot.ts';
import { findSigningRecords, type SigningRecord } from './signing-record.ts';

/** Which signings a list shows: one employer's or one person's, and of these what the filters leave. */
export interface SigningFilter {
  party: { employerId: string } | { graduateIds: readonly string[] };
  /** Any of these, each with the newest termination's; undefined for all, empty for none. */
  pairs?: readonly StatusPair[] | undefined;
  /** By the newest termination's status rather than the signing's; for employers. */
  byTermination?: boolean | undefined;
  cohort?: number | undefined;
  /** Part of the name, as the favorite froze it. */
  graduateName?: string | undefined;
  idNumberHash?: Buffer | undefined;
}

/** A signing as lists show it. */
export type ListedSigning = Placed & { record: SigningRecord };

/** One page of signings, newest status first, with its total where it is asked for: all of one moment. */
export async function listSignings(
  knex: Knex,
  clock: Clock,
  filter: SigningFilter,
  page: PageRequest,
): Promise<ListRows<ListedSigning>> {
  return inOneSnapshot(knex, (snapshot) => readSigningPage(snapshot, clock, filter, page));
}

/** The same inside a snapshot that the caller has opened. */
export async function readSigningPage(
  knex: Knex,
  clock: Clock,
  filter: SigningFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedSigning>> {
  const list = await listOf(knex, filter);
  const page = mergedPage(knex, list, { fetch, after });
  const positions = (await page.select({ at: positionAt(knex, 'm.at'), id: 'm.id' })) as Position[];
  const records = await findSigningRecords(
    knex,
    clock,
    positions.map(({ id }) => id),
  );
  const byId = new Map(records.map((record) => [record.signing.id, record]));
  const rows = positions.flatMap((position) => {
    const record = byId.get(position.id);
    return record ? [{ position, record }] : [];
  });
  return { rows, total: count ? await countMerged(knex, list) : undefined };
}

/** Where the rows of a filter stand together in an index. */
async function listOf(knex: Knex, filter: SigningFilter): Promise<MergedList> {
  const { party, pairs, byTermination, cohort, graduateName } = filter;
  const isFoundByName = 'employerId' in party && filter.idNumberHash === undefined;
  const sift = (rows: Knex.QueryBuilder) => siftByName(rows, 'm.graduate_name', { part: graduateName, isFoundByName });
  const newestFirst = { at: 'status_at', direction: 'desc' } as const;
  const signings = { ...newestFirst, table: 'signing', id: 'id', sift, few: fewOf(filter, 'signing') };
  if ('graduateIds' in party) {
    const statuses = [...new Set(pairs ? pairs.map(([signing]) => signing) : signingStatusCodes)];
    const groups = everyGroup({ graduate_id: party.graduateIds, status: statuses });
    return { ...signings, having: {}, groups };
  }
  const having = { employer_id: party.employerId };
  if (pairs === undefined && cohort === undefined) return { ...signings, having, groups: [{}] };
  const cohorts = everyGroup({ cohort_year: await cohortYears(knex, cohort) });
  const within = (groups: readonly Having[]) =>
    cohorts.flatMap((year) => groups.map((group) => ({ ...year, ...group })));
  if (byTermination !== true) return { ...signings, having, groups: within(tabStretchesOf(pairs)) };
  const statuses = new Set((pairs ?? []).flatMap(([, termination]) => termination ?? []));
  return {
    ...{ ...newestFirst, table: 'termination', id: 'signing_id', having, sift },
    few: fewOf(filter, 'termination'),
    ...{ where: newestButVoids, groups: within(everyGroup({ status: [...statuses] })) },
  };
}

/** The terminations `m` of the tabs that are theirs: what a void ended is told by its signing alone. */
export const newestButVoids = `m.is_newest and m.kind <> 'VOID'`;

/** The groups of an index of tabs, by status and whether a termination is open, in which pairs of statuses stand. */
export function tabStretchesOf(pairs: readonly StatusPair[] | undefined): Having[] {
  const all: Having[] = [
    ...everyGroup({ status: signingStatusCodes, terminating: [false] }),
    { status: 'SIGNED', terminating: true },
  ];
  if (pairs === undefined) return all;
  const isEnding = ([, termination]: StatusPair) => termination !== null && isOpen(termination);
  return all.filter(({ status, terminating }) =>
    pairs.some((pair) => pair[0] === status && isEnding(pair) === terminating),
  );
}

/** The signings, or their terminations, that came of favorites `f`; a condition follows. */
export const rowsOfFavorites = {
  signing: 'select signing.* from favorite f join signing on signing.favorite_id = f.id where',
  termination: `select termination.* from favorite f join signing on signing.favorite_id = f.id
    join termination on termination.signing_id = signing.id where`,
} as const;

/** The rows that stand by themselves: of one ID number, or with a name that few have. */
function fewOf(filter: SigningFilter, table: 'signing' | 'termination'): FewRows | undefined {
  const { party, graduateName, idNumberHash } = filter;
  if (!('employerId' in party)) return undefined;
  const { employerId } = party;
  const from = rowsOfFavorites[table];
  if (idNumberHash)
    return { sql: `${from} f.employer_id = ? and f.id_number_hash = ?`, values: [employerId, idNumberHash] };
  if (graduateName === undefined) return undefined;
  return rowsNamed(table, employerId, graduateName);
}
