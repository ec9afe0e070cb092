import type { z } from 'zod';
import { exportSignings } from '../../commands/export-signings.ts';
import { workbookMediaType } from '../../commands/import-sheets.ts';
import { listSchoolSignings, type SchoolSigningFilter } from '../../database/queries/school-signings.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import { isOfTerminations, pairsIn } from '../../domain/signing-tabs.ts';
import { Binary } from '../binary.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage, type PageFields } from '../lists.ts';
import { presentSigning } from '../presenters/signing.ts';
import { presentReviewedSigningRow } from '../presenters/signing-row.ts';
import { readableDetail } from '../readable-signing.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import {
  SchoolSigning,
  SchoolSigningExportQuery,
  SchoolSigningListQuery,
  SchoolSigningListSearch,
  SchoolSigningRow,
} from '../schemas/school-signings.ts';
import { SigningPath } from '../schemas/signings.ts';
import { attached } from './agreement-documents.ts';

const common = { tag: 'School', access: 'REVIEWER', kind: 'read' } as const;
const get = { ...common, method: 'get' } as const;

/** 签约名单 */
export const getSchoolSignings = defineRoute({
  ...get,
  path: '/school/signings',
  summary: '签约名单 Signings of the school by tab, newest status first; a college reviewer reads the own college',
  description: 'From the acceptance on: an invitation that nobody accepted is between the unit and the graduate.',
  query: SchoolSigningListQuery,
  answers: { 200: pageOf(SchoolSigningRow) },
  handle: async ({ deps, actor, query }) => pageOfSignings(deps, actor, query),
});

/** 签约名单, with an ID number among the filters. */
export const searchSchoolSignings = defineRoute({
  ...common,
  method: 'post',
  path: '/school/signings/search',
  summary: '筛选签约名单 Signings by filters that may not stand in an address',
  body: SchoolSigningListSearch,
  answers: { 200: pageOf(SchoolSigningRow) },
  handle: async ({ deps, actor, body }) => pageOfSignings(deps, actor, body),
});

/** 导出签约名单 */
export const getSchoolSigningExport = defineRoute({
  ...get,
  path: '/school/signings/export',
  summary: '导出签约名单 The same list as a file, with whole ID numbers; each export is written down',
  query: SchoolSigningExportQuery,
  answers: { 200: new Binary([workbookMediaType]) },
  handle: async ({ deps, actor, query, request: { id: requestId, clientAddress } }) => {
    const { tab, status, cohort, collegeId, graduateName } = query;
    const asked = { tab, status, cohort, collegeId, byName: graduateName !== undefined };
    const wish = { filter: filterOf(query), asked, requestId, clientAddress };
    const content = await exportSignings(deps, actor, wish);
    return reply(200, content, attached('签约名单.xlsx', 'signings.xlsx', workbookMediaType));
  },
});

/** 签约详情 */
export const getSchoolSigning = defineRoute({
  ...get,
  path: '/school/signings/{signingId}',
  summary: '签约详情 A signing of the school',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableDetail(deps, actor, params.signingId),
  answers: { 200: SchoolSigning },
  handle: async ({ deps, actor, thing, request: { language } }) =>
    presentSigning(thing, { deps, relation: actor.level, language }),
});

async function pageOfSignings(
  deps: ApiDependencies,
  actor: ReviewerUser,
  fields: Filters & PageFields & { idNumber?: string | undefined },
) {
  const { schoolCode, collegeId, level } = actor;
  const { idNumber } = fields;
  const idNumberHash = idNumber === undefined ? undefined : deps.personalData.hash(idNumber);
  const filter = { ...filterOf(fields), idNumberHash };
  const page = readPage(deps, { list: 'school-signings', schoolCode, own: collegeId, ...filter }, fields);
  const place = { scope: { schoolCode, collegeId }, filter };
  const { rows, total } = await listSchoolSignings(deps.knex, deps.clock, place, page.request);
  const as = {
    item: ({ record }: (typeof rows)[number]) => presentReviewedSigningRow(record, level, deps),
    position: ({ position }: (typeof rows)[number]) => position,
  };
  return page.answer(rows, as, total);
}

type Filters = z.output<typeof SchoolSigningExportQuery>;

function filterOf({ tab, status, cohort, collegeId, graduateName }: Filters): SchoolSigningFilter {
  const pairs = tab === undefined && status === undefined ? undefined : pairsIn({ tab, status });
  return { pairs, byTermination: tab !== undefined && isOfTerminations(tab), cohort, collegeId, graduateName };
}
