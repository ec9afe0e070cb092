import { beginUpload } from '../../commands/begin-upload.ts';
import { importFavorites } from '../../commands/import-favorites.ts';
import { cellsOf, workbookMediaType, writeImportResult, writeTemplate } from '../../commands/import-sheets.ts';
import { favoritesOfRows, type AddedRow } from '../../database/queries/import-favorites.ts';
import { findImport, listImportRows, type ImportRow } from '../../database/queries/imports.ts';
import { schoolNames } from '../../database/queries/school-directory.ts';
import { DomainError } from '../../domain/errors.ts';
import { favoriteColumns, favoriteRowsMax, favoriteRowsPerDayMax } from '../../domain/favorite-import.ts';
import { normaliseIdNumber, normaliseName } from '../../domain/identifiers.ts';
import { textOf } from '../../domain/sheets.ts';
import { Binary } from '../binary.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { rateLimitHeaders, refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentFavoriteRow, presentProgress } from '../presenters/import.ts';
import { reply } from '../reply.ts';
import { defineRoute, type Before, type UnitMember } from '../route.ts';
import * as schemas from '../schemas/imports.ts';
import { attached } from './agreement-documents.ts';

const common = { tag: 'Favorites', access: 'EMPLOYER' } as const;
const workbook = new Binary([workbookMediaType]);

/** 下载收藏夹导入模板 */
export const getFavoriteTemplate = defineRoute({
  ...common,
  method: 'get',
  path: '/employer/favorites/import-template',
  summary: '收藏夹导入模板 The sheet to be filled in',
  kind: 'read',
  answers: { 200: workbook },
  handle: async () => {
    const content = await writeTemplate('学生收藏夹', favoriteColumns);
    return reply(200, content, attached('学生收藏夹导入模板.xlsx', 'favorites-template.xlsx', workbookMediaType));
  },
});

/** 批量导入收藏夹 */
export const postFavoriteImport = defineRoute({
  ...common,
  method: 'post',
  path: '/employer/favorites/imports',
  summary: '批量导入收藏夹 Add graduates by a file of the same three keys',
  description: `At most ${favoriteRowsMax} rows a file and ${favoriteRowsPerDayMax} rows a day for a unit; then 429 with Retry-After, and none of the file counts. Rows are kept for 30 days.`,
  membership: 'VERIFIED',
  kind: 'write',
  bodyType: 'multipart/form-data',
  body: schemas.NewImport,
  answers: { 202: schemas.ImportBegun },
  enter: async ({ deps: { knex, settings }, actor }) => {
    const { allowance, end } = await beginUpload(knex, actor, settings.uploadLimit).catch(refuseUsedUp);
    return { headers: rateLimitHeaders(allowance), leave: end };
  },
  handle: async ({ deps, actor, body: { file: bytes }, request: { id: requestId, clientAddress } }) => {
    const origin = { requestId, clientAddress };
    return { id: await importFavorites(deps, actor, { bytes, ...origin }).catch(refuseUsedUp) };
  },
});

const one = {
  ...common,
  method: 'get',
  path: '/employer/favorites/imports/{importId}',
  kind: 'read',
  params: schemas.ImportPath,
  thing: ({ deps, actor: { employerId }, params }: Before<UnitMember, { importId: string }>) =>
    findImport(deps.knex, { employerId }, params.importId),
} as const;

/** 导入进度 */
export const getFavoriteImport = defineRoute({
  ...one,
  summary: '导入进度与逐行结果 How far an import has come, and what became of each row',
  answers: { 200: schemas.FavoriteImport },
  handle: async ({ deps, actor: { employerId }, thing, request: { language } }) => {
    const rows = await listImportRows(deps.knex, thing.id);
    const written = rows.map(({ cellsEncrypted }) => textOf(cellsOf(deps.personalData, cellsEncrypted)[2]));
    const schools = await schoolNames(deps.knex, [...new Set(written)]);
    const favorites = await favoritesOfRows(deps, employerId, rows.flatMap(addedRow(deps)));
    return {
      ...presentProgress(thing),
      rows: rows.map((row) => presentFavoriteRow(row, deps, { schools, favorites, language })),
    };
  },
});

/** 导入结果文件 */
export const getFavoriteImportResult = defineRoute({
  ...one,
  path: `${one.path}/result`,
  summary: '导入结果文件 The rows that were not added, with the reason, to be mended and imported again',
  description: 'ACTION_NOT_ALLOWED until the import is DONE.',
  answers: { 200: workbook },
  handle: async ({ deps, actor, thing }) => {
    if (thing.finishedAt === null) throw new DomainError('ACTION_NOT_ALLOWED');
    const content = await writeImportResult(deps, thing.id, { columns: favoriteColumns, well: ['ADDED'] });
    deps.log.info({ accountId: actor.accountId, importId: thing.id }, 'ID numbers shown in full in an import result');
    return reply(200, content, attached('收藏夹导入结果.xlsx', 'favorites-import-result.xlsx', workbookMediaType));
  },
});

/** What finds the favorite of a row that was added, now or before; of any other row nothing is looked for. */
function addedRow({ personalData }: Pick<ApiDependencies, 'personalData'>) {
  return ({ rowNumber, outcome, cellsEncrypted }: ImportRow): AddedRow[] => {
    if (outcome !== 'ADDED' && outcome !== 'ALREADY_ADDED') return [];
    const [, idNumber, school] = cellsOf(personalData, cellsEncrypted).map(textOf);
    return [{ rowNumber, idNumber: normaliseIdNumber(idNumber ?? ''), school: normaliseName(school ?? '') }];
  };
}
