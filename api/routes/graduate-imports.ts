import { beginUpload } from '../../commands/begin-upload.ts';
import { importGraduates } from '../../commands/import-graduates.ts';
import { workbookMediaType, writeImportResult, writeTemplate } from '../../commands/import-sheets.ts';
import { inSlices } from '../../commands/in-slices.ts';
import { countOutcomes, findImport, listImportRows } from '../../database/queries/imports.ts';
import { collegeNames } from '../../database/queries/school-people.ts';
import { DomainError } from '../../domain/errors.ts';
import { graduateColumns, graduateColumnsOf, graduateRowsMax } from '../../domain/graduate-import.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import { graduateImportOutcomeCodes } from '../../domain/vocabulary/import-outcome.ts';
import { Binary } from '../binary.ts';
import { rateLimitHeaders, refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentGraduateRow, presentProgress } from '../presenters/import.ts';
import { reply } from '../reply.ts';
import { defineRoute, type Before } from '../route.ts';
import * as schemas from '../schemas/imports.ts';
import { attached } from './agreement-documents.ts';

const common = { tag: 'School', access: 'REVIEWER' } as const;
const workbook = new Binary([workbookMediaType]);

/** 下载生源信息导入模板 */
export const getGraduateTemplate = defineRoute({
  ...common,
  method: 'get',
  path: '/school/graduate-imports/template',
  summary: '生源信息导入模板 The sheet to be filled in',
  kind: 'read',
  answers: { 200: workbook },
  handle: async ({ deps, actor }) => {
    const columns = graduateColumnsOf(await collegeNames(deps.knex, actor));
    const content = await writeTemplate('生源信息', columns);
    return reply(200, content, attached('生源信息导入模板.xlsx', 'graduates-template.xlsx', workbookMediaType));
  },
});

/** 导入生源信息 */
export const postGraduateImport = defineRoute({
  ...common,
  method: 'post',
  path: '/school/graduate-imports',
  summary: '导入生源信息 The school’s graduates by a file, by a school reviewer',
  description: `At most ${graduateRowsMax} rows. A row is about the record with its 考生号, else about the one with its ID number in its cohort; an optional cell that is empty changes nothing. Name, ID number and cohort stay while a signing is open or an agreement is in force: CONFLICT. Rows are kept for 30 days.`,
  kind: 'write',
  // To a college reviewer there is no such place.
  thing: async ({ actor }) => actor.level === 'SCHOOL' || undefined,
  bodyType: 'multipart/form-data',
  body: schemas.NewImport,
  answers: { 202: schemas.ImportBegun },
  enter: async ({ deps: { knex, settings }, actor }) => {
    const { allowance, end } = await beginUpload(knex, actor, settings.uploadLimit).catch(refuseUsedUp);
    return { headers: rateLimitHeaders(allowance), leave: end };
  },
  handle: async ({ deps, actor, body: { file: bytes }, request: { id: requestId, clientAddress } }) => {
    return { id: await importGraduates(deps, actor, { bytes, requestId, clientAddress }) };
  },
});

const one = {
  ...common,
  method: 'get',
  path: '/school/graduate-imports/{importId}',
  kind: 'read',
  params: schemas.ImportPath,
  thing: ownImport,
} as const;

/** To a college reviewer there is none. */
async function ownImport({ deps, actor, params }: Before<ReviewerUser, { importId: string }>) {
  const { level, schoolCode } = actor;
  return level === 'SCHOOL' ? findImport(deps.knex, { schoolCode }, params.importId) : undefined;
}

/** 导入进度 */
export const getGraduateImport = defineRoute({
  ...one,
  summary: '导入进度与逐行结果 How far an import has come, and what became of each row',
  query: schemas.GraduateImportQuery,
  answers: { 200: schemas.GraduateImport },
  handle: async ({ deps, thing, query, request: { language } }) => {
    const counted = await countOutcomes(deps.knex, thing.id);
    const rows = query.rows === false ? [] : await listImportRows(deps.knex, thing.id);
    return {
      ...presentProgress(thing),
      counts: Object.fromEntries(graduateImportOutcomeCodes.map((code) => [code, counted.get(code) ?? 0])),
      rows: await inSlices(rows, (row) => presentGraduateRow(row, deps, language)),
    };
  },
});

/** 导入结果文件 */
export const getGraduateImportResult = defineRoute({
  ...one,
  path: `${one.path}/result`,
  summary: '导入结果文件 The rows that were not valid or in conflict, with the reason, to be mended and imported again',
  description: 'ACTION_NOT_ALLOWED until the import is DONE.',
  answers: { 200: workbook },
  handle: async ({ deps, actor, thing }) => {
    if (thing.finishedAt === null) throw new DomainError('ACTION_NOT_ALLOWED');
    const well = ['CREATED', 'UPDATED', 'UNCHANGED'] as const;
    const content = await writeImportResult(deps, thing.id, { columns: graduateColumns, well });
    deps.log.info({ accountId: actor.accountId, importId: thing.id }, 'ID numbers shown in full in an import result');
    return reply(200, content, attached('生源信息导入结果.xlsx', 'graduates-import-result.xlsx', workbookMediaType));
  },
});
