import { addFavorite } from '../../commands/add-favorite.ts';
import { removeFavorite } from '../../commands/remove-favorite.ts';
import { searchGraduates } from '../../commands/search-graduates.ts';
import { findFavorite, findFavoriteRow, listFavorites, type FavoriteFilter } from '../../database/queries/favorites.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage, type PageFields } from '../lists.ts';
import { rateLimitHeaders, refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentFavorite } from '../presenters/favorite.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/favorites.ts';

const favoritePage = pageOf(schemas.Favorite);

/** 搜索学生 */
export const postGraduateSearch = defineRoute({
  method: 'post',
  path: '/employer/graduate-searches',
  summary: '搜索学生 Find a graduate by three exact keys',
  description:
    'No match does not tell which key is wrong. 100 searches a day for a user, 300 for a unit; then 429 with Retry-After.',
  tag: 'Favorites',
  access: 'EMPLOYER',
  membership: 'VERIFIED',
  kind: 'write',
  body: schemas.GraduateSearch,
  answers: { 200: schemas.GraduateSearchResult },
  handle: async ({ deps, actor, body }) => {
    const { match, allowance } = await searchGraduates(deps, actor, body).catch(refuseUsedUp);
    return reply(200, { match }, rateLimitHeaders(allowance));
  },
});

/** 学生收藏夹 */
export const getFavorites = defineRoute({
  method: 'get',
  path: '/employer/favorites',
  summary: '学生收藏夹 Favorites, newest first',
  tag: 'Favorites',
  access: 'EMPLOYER',
  kind: 'read',
  query: schemas.FavoriteListQuery,
  answers: { 200: favoritePage },
  handle: async ({ deps, actor, query }) => pageOfFavorites(deps, actor.employerId, query),
});

/** 学生收藏夹, with an ID number among the filters. */
export const searchFavorites = defineRoute({
  method: 'post',
  path: '/employer/favorites/search',
  summary: '筛选学生收藏夹 Favorites by filters that may not stand in an address',
  tag: 'Favorites',
  access: 'EMPLOYER',
  kind: 'read',
  body: schemas.FavoriteListSearch,
  answers: { 200: favoritePage },
  handle: async ({ deps, actor, body }) => pageOfFavorites(deps, actor.employerId, body),
});

/** 加入收藏夹 */
export const postFavorite = defineRoute({
  method: 'post',
  path: '/employer/favorites',
  summary: '加入收藏夹 Add who a search of one’s own found in the last 15 minutes',
  description: 'Frozen as found. 200 when it is there already.',
  tag: 'Favorites',
  access: 'EMPLOYER',
  membership: 'VERIFIED',
  kind: 'write',
  body: schemas.NewFavorite,
  answers: { 201: schemas.Favorite, 200: schemas.Favorite },
  handle: async ({ deps, actor, body }) => {
    const { favoriteId, created } = await addFavorite(deps, actor, body);
    const row = await findFavoriteRow(deps.knex, deps.clock, { employerId: actor.employerId, favoriteId });
    if (!row) throw new DomainError('NOT_FOUND');
    return reply(created ? 201 : 200, presentFavorite(row, deps));
  },
});

/** 移出收藏夹 */
export const deleteFavorite = defineRoute({
  method: 'delete',
  path: '/employer/favorites/{favoriteId}',
  summary: '移出收藏夹 Remove a favorite',
  description:
    'FAVORITE_IN_USE while a signing with the graduate is open; what was signed or has failed stays on record.',
  tag: 'Favorites',
  access: 'EMPLOYER',
  kind: 'write',
  params: schemas.FavoritePath,
  thing: async ({ deps, actor: { employerId }, params }) => findFavorite(deps.knex, { employerId, ...params }),
  answers: { 204: null },
  handle: async ({ deps, actor, params }) => {
    await removeFavorite(deps, actor, params.favoriteId);
    return reply(204);
  },
});

async function pageOfFavorites(
  deps: ApiDependencies,
  employerId: string,
  fields: Omit<FavoriteFilter, 'employerId' | 'idNumberHash'> & PageFields & { idNumber?: string | undefined },
) {
  const { cohort, graduateName, idNumber } = fields;
  const idNumberHash = idNumber === undefined ? undefined : deps.personalData.hash(idNumber);
  const filter = { employerId, cohort, graduateName, idNumberHash };
  const page = readPage(deps, { list: 'favorites', ...filter }, fields);
  const { rows, total } = await listFavorites(deps.knex, deps.clock, filter, page.request);
  const position = ({ id, positionAt }: (typeof rows)[number]) => ({ at: positionAt, id });
  return page.answer(rows, { item: (row) => presentFavorite(row, deps), position }, total);
}
