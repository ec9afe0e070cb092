import type { Knex } from 'knex';
import type { StatusPair } from '../../domain/signing-tabs.ts';
import type { Clock } from '../clock.ts';
import { inOrder, positionAt, type PageRequest, type Position } from './keyset.ts';
import { countOf, whereNameContains, type ListRows, type Placed } from './list-filters.ts';
import { inOneSnapshot } from './snapshot.ts';
import { findSigningRecords, type SigningRecord } from './signing-record.ts';

/** Which signings a list shows: one employer's or one graduate's, and of these what the filters leave. */
export interface SigningFilter {
  party: { employerId: string } | { graduateId: string };
  /** Any of these, each with the newest termination's; undefined for all, empty for none. */
  pairs?: readonly StatusPair[] | undefined;
  /** By the newest termination's status rather than the signing's. */
  byTermination?: boolean | undefined;
  cohort?: number | undefined;
  /** Part of the name, as the favorite froze it. */
  graduateName?: string | undefined;
  idNumberHash?: Buffer | undefined;
}

/** A signing as lists show it. */
export type ListedSigning = Placed & { record: SigningRecord };

/** One page of signings, newest status first; with its total of one moment where it is asked for. */
export async function listSignings(
  knex: Knex,
  clock: Clock,
  filter: SigningFilter,
  page: PageRequest,
): Promise<ListRows<ListedSigning>> {
  if (!page.count) return readPage(knex, clock, filter, page);
  return inOneSnapshot(knex, (snapshot) => readPage(snapshot, clock, filter, page));
}

async function readPage(
  knex: Knex,
  clock: Clock,
  filter: SigningFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedSigning>> {
  const at = filter.byTermination ? 'lt.status_at' : 's.status_at';
  const order = { at, id: 's.id', direction: 'desc' } as const;
  const positions = (await inOrder(filtered(knex, filter), order, after)
    .limit(fetch)
    .select({ at: positionAt(knex, at), id: 's.id' })) as Position[];
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
  return { rows, total: count ? await countOf(filtered(knex, filter)) : undefined };
}

function filtered(knex: Knex, filter: SigningFilter): Knex.QueryBuilder {
  const { party, pairs, byTermination, cohort, graduateName, idNumberHash } = filter;
  const query = knex('signing as s').join('favorite as f', 'f.id', 's.favorite_id');
  if ('employerId' in party) void query.where('s.employer_id', party.employerId);
  else void query.where('s.graduate_id', party.graduateId);
  if (pairs || byTermination)
    void query.joinRaw('left join termination as lt on lt.signing_id = s.id and lt.is_newest');
  if (pairs) wherePair(query, pairs);
  if (cohort !== undefined) void query.where('s.cohort_year', cohort);
  if (graduateName !== undefined) whereNameContains(query, 'f.graduate_name', graduateName);
  if (idNumberHash) void query.where('f.id_number_hash', idNumberHash);
  return query;
}

function wherePair(query: Knex.QueryBuilder, pairs: readonly StatusPair[]): void {
  const statuses = [...new Set(pairs.map(([signing]) => signing))];
  void query.whereIn('s.status', statuses);
  const places = pairs.map(() => '(?, ?)').join(', ');
  const values = pairs.flatMap(([signing, termination]) => [signing, termination ?? '']);
  if (pairs.length > 0) void query.whereRaw(`(s.status, coalesce(lt.status, '')) in (${places})`, values);
}
