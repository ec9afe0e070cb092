import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { SigningState } from '../../domain/signing.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { Clock } from '../clock.ts';
import { Favorite } from '../models/favorite.ts';
import { cohortYears } from './cohorts.ts';
import { endingGroundIfSigned, type EndingGround } from './ending-ground.ts';
import { favoriteIsCurrent } from './favorite-current.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { type ListRows } from './list-filters.ts';
import { countMerged, everyGroup, rowsOnPage, type FewRows, type MergedList } from './merged-list.ts';
import { rowsNamed, siftByName } from './name-filter.ts';
import { pairTaken } from './pair-taken.ts';
import { inOneSnapshot } from './snapshot.ts';
import type { NewestTerminationColumns } from './termination-summary.ts';

/** Which favorites of a unit a list shows. */
export interface FavoriteFilter {
  employerId: string;
  cohort?: number | undefined;
  /** Part of the name, as frozen. */
  graduateName?: string | undefined;
  idNumberHash?: Buffer | undefined;
}

/** A favorite with the newest signing of the unit with this graduate. `now` is the judging clock's. */
export interface FavoriteRow extends NewestTerminationColumns {
  id: string;
  positionAt: string;
  cohortYear: number;
  graduateName: string;
  idNumberEncrypted: string;
  schoolName: string;
  educationLevel: string;
  major: string;
  remark: string | null;
  /** Whether the school has corrected or removed its record since: it has to be added again. */
  outdated: boolean;
  signingId: string | null;
  signingState: SigningState | null;
  employerState: VerificationState;
  graduateRemovedAt: Instant | null;
  opensOn: string;
  closesOn: string;
  /** Whether another signing of the unit with this graduate is open or signed. */
  pairTaken: boolean;
  /** As its JSON tells; null where there is no agreement to end. */
  ending: EndingGround | null;
  now: Instant;
}

/** Whose favorite, and which. */
export interface FavoriteRef {
  employerId: string;
  favoriteId: string;
}

/** A favorite of this unit that is still there. */
export async function findFavorite(knex: Knex, { employerId, favoriteId }: FavoriteRef): Promise<Favorite | undefined> {
  return Favorite.query(knex).findOne({ id: favoriteId, employerId }).whereNull('removedAt');
}

/** Favorites of this unit that are still there, in the order of the ids given; undefined for each that is not. */
export async function findFavorites(
  knex: Knex,
  { employerId, favoriteIds }: { employerId: string; favoriteIds: readonly string[] },
): Promise<({ id: string } | undefined)[]> {
  const found = await knex('favorite')
    .where({ employerId, removedAt: null })
    .whereRaw('id in (select value::uuid from jsonb_array_elements_text(?))', [JSON.stringify(favoriteIds)])
    .select<{ id: string }[]>('id');
  const byId = new Map(found.map((favorite) => [favorite.id, favorite]));
  return favoriteIds.map((id) => byId.get(id));
}

/** The present favorite of a signing's graduate; where there is none, the one the signing was sent to, removed as it is. */
export async function findFavoriteOfSigning(
  knex: Knex,
  { employerId, favoriteId, graduateId }: FavoriteRef & { graduateId: string },
): Promise<Favorite | undefined> {
  return Favorite.query(knex)
    .where({ employerId, graduateId })
    .where((either) => either.whereNull('removedAt').orWhere({ id: favoriteId }))
    .orderByRaw('removed_at is null desc')
    .first();
}

/** A favorite as lists show it. */
export async function findFavoriteRow(
  knex: Knex,
  clock: Clock,
  { employerId, favoriteId }: FavoriteRef,
): Promise<FavoriteRow | undefined> {
  const [row] = await selectRows(
    knex,
    clock,
    knex('favorite as f').where({ 'f.id': favoriteId, 'f.employer_id': employerId }).whereNull('f.removed_at'),
  );
  return row;
}

/** One page of favorites, newest first, with its total where it is asked for: all of one moment. */
export async function listFavorites(
  knex: Knex,
  clock: Clock,
  filter: FavoriteFilter,
  page: PageRequest,
): Promise<ListRows<FavoriteRow>> {
  return inOneSnapshot(knex, (snapshot) => readFavoritePage(snapshot, clock, filter, page));
}

async function readFavoritePage(
  knex: Knex,
  clock: Clock,
  filter: FavoriteFilter,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<FavoriteRow>> {
  const list = listOf(filter, await cohortYears(knex, filter.cohort));
  const newestFirst = { at: 'f.added_at', id: 'f.id', direction: 'desc' } as const;
  const shown = inOrder(rowsOnPage(knex, list, { fetch, after, as: 'f' }), newestFirst, null);
  return { rows: await selectRows(knex, clock, shown), total: count ? await countMerged(knex, list) : undefined };
}

async function selectRows(knex: Knex, clock: Clock, favorites: Knex.QueryBuilder): Promise<FavoriteRow[]> {
  return favorites
    .join('graduate as g', 'g.id', 'f.graduate_id')
    .join('employer as e', 'e.id', 'f.employer_id')
    .join('cohort as co', 'co.year', 'f.cohort_year')
    .joinRaw(
      `left join lateral (
         select n.id, n.graduate_id, n.school_code, n.status from signing n where n.employer_id = f.employer_id and n.graduate_id = f.graduate_id
         order by n.sent_at desc, n.id desc limit 1
       ) as s on true`,
    )
    .leftJoin('school as sc', 'sc.school_code', 's.school_code')
    .leftJoin('process as p', 'p.id', 's.id')
    .joinRaw('left join termination as lt on lt.signing_id = s.id and lt.is_newest')
    .select('f.id', 'f.cohort_year', 'f.graduate_name', 'f.id_number_encrypted', 'f.school_name')
    .select('f.education_level', 'f.major', 'f.remark')
    .select({ positionAt: positionAt(knex, 'f.added_at'), signingId: 's.id', signingState: 'p.state' })
    .select({ now: knex.raw(await clock()), pairTaken: knex.raw(pairTaken({ pair: 'f', signingId: 's.id' })) })
    .select({ ending: knex.raw(endingGroundIfSigned) })
    .select({ terminationId: 'lt.id', terminationStatus: 'lt.status', terminationStatusAt: 'lt.status_at' })
    .select({ employerState: 'e.verification_state', graduateRemovedAt: 'g.removed_at' })
    .select('co.opens_on', 'co.closes_on')
    .select({ outdated: knex.raw(`not ${favoriteIsCurrent('f', 'g')} or g.removed_at is not null`) });
}

function listOf({ employerId, graduateName, idNumberHash }: FavoriteFilter, cohorts: readonly number[]): MergedList {
  return {
    ...{ table: 'favorite', at: 'added_at', id: 'id', direction: 'desc' },
    having: { employer_id: employerId },
    few: fewOf(employerId, graduateName, idNumberHash),
    where: 'm.removed_at is null',
    groups: everyGroup({ cohort_year: cohorts }),
    sift(rows) {
      siftByName(rows, 'm.graduate_name', { part: graduateName, isFoundByName: !idNumberHash });
    },
  };
}

/** The favorites that stand by themselves: of one ID number, or with a name that few have. */
function fewOf(
  employerId: string,
  graduateName: string | undefined,
  idNumberHash: Buffer | undefined,
): FewRows | undefined {
  const byIdNumber = 'select * from favorite where employer_id = ? and id_number_hash = ?';
  if (idNumberHash) return { sql: byIdNumber, values: [employerId, idNumberHash] };
  return graduateName === undefined ? undefined : rowsNamed('favorite', employerId, graduateName);
}
