import type { z } from 'zod';
import { approveCase, readableCase, rejectCase } from '../../commands/review-case.ts';
import { listReviewCases, type ReviewCaseFilter } from '../../database/queries/review-cases.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { presentReviewCase, presentReviewCaseRow } from '../presenters/review-case.ts';
import { readableCaseDetail } from '../readable-case.ts';
import { defineRoute, type RequestFacts } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import {
  ApproveCase,
  CasePath,
  RejectCase,
  ReviewCase,
  ReviewCaseListQuery,
  ReviewCaseListSearch,
  ReviewCaseRow,
} from '../schemas/review.ts';

const tag = 'Review';

/** 待审核 */
export const getReviewCases = defineRoute({
  method: 'get',
  path: '/review/cases',
  summary: '审核列表 The caller’s own queue, oldest first',
  description:
    'A college reviewer sees the own college, a school reviewer the whole school with the college’s turns too.',
  tag,
  access: 'REVIEWER',
  kind: 'read',
  query: ReviewCaseListQuery,
  answers: { 200: pageOf(ReviewCaseRow) },
  handle: async ({ deps, actor, query, request: { language } }) => pageOfCases({ deps, actor, language }, query),
});

/** 待审核, with an ID number among the filters. */
export const searchReviewCases = defineRoute({
  method: 'post',
  path: '/review/cases/search',
  summary: '筛选审核列表 Cases by filters that may not stand in an address',
  tag,
  access: 'REVIEWER',
  kind: 'read',
  body: ReviewCaseListSearch,
  answers: { 200: pageOf(ReviewCaseRow) },
  handle: async ({ deps, actor, body, request: { language } }) => pageOfCases({ deps, actor, language }, body),
});

/** 审核详情 */
export const getReviewCase = defineRoute({
  method: 'get',
  path: '/review/cases/{caseId}',
  summary: '审核详情 A case; its ETag is what a decision sends as If-Match',
  tag,
  access: 'REVIEWER',
  kind: 'read',
  params: CasePath,
  thing: async ({ deps, actor, params }) => readableCaseDetail(deps, actor, params.caseId),
  answers: { 200: ReviewCase },
  handle: async ({ deps, actor, thing, request: { language } }) =>
    presentReviewCase(thing, { deps, relation: actor.level, language }),
});

/** 审核通过 */
export const postApproval = defineRoute({
  method: 'post',
  path: '/review/cases/{caseId}/approve',
  summary: '审核通过 Approve; a MEDIATION with the reason, which is told to both parties',
  tag,
  access: 'REVIEWER',
  kind: 'decision',
  params: CasePath,
  thing: async ({ deps, actor, params }) => readableCase(deps, actor, params.caseId),
  body: ApproveCase,
  answers: { 200: ReviewCase },
  handle: async ({ deps, call, thing, body, expectedSeq }) => approveCase(deps, call, thing, { expectedSeq, ...body }),
  present: presentToReviewer,
});

/** 审核不通过 */
export const postRejection = defineRoute({
  method: 'post',
  path: '/review/cases/{caseId}/reject',
  summary: '审核不通过 Reject; the reason is told to both parties',
  tag,
  access: 'REVIEWER',
  kind: 'decision',
  params: CasePath,
  thing: async ({ deps, actor, params }) => readableCase(deps, actor, params.caseId),
  body: RejectCase,
  answers: { 200: ReviewCase },
  handle: async ({ deps, call, thing, body, expectedSeq }) => rejectCase(deps, call, thing, { expectedSeq, ...body }),
  present: presentToReviewer,
});

type Query = z.output<typeof ReviewCaseListQuery> & { idNumber?: string | undefined };

async function pageOfCases(
  { deps, actor, language }: { deps: ApiDependencies; actor: ReviewerUser; language: Language },
  fields: Query,
) {
  const { idNumber } = fields;
  const idNumberHash = idNumber === undefined ? undefined : deps.personalData.hash(idNumber);
  const filter = { ...queueOf(actor, fields), idNumberHash };
  const page = readPage(deps, { list: 'review-cases', ...filter }, fields);
  const { rows, total } = isEmpty(actor, fields)
    ? { rows: [], total: page.request.count ? 0 : undefined }
    : await listReviewCases(deps.knex, deps.clock, filter, page.request);
  const as = {
    item: (row: (typeof rows)[number]) => presentReviewCaseRow(row, actor.level, { ...deps, language }),
    position: ({ position }: (typeof rows)[number]) => position,
  };
  return page.answer(rows, as, total);
}

function queueOf({ level, schoolCode, collegeId }: ReviewerUser, query: Query): ReviewCaseFilter {
  const { kind, cohort, graduateName, state = 'OPEN' } = query;
  const common = { kind, schoolCode, state, cohort, graduateName };
  // A college's queue is what waits, or waited, for the college; what the school does with its cases it reads when asked to.
  if (level === 'COLLEGE')
    return { ...common, collegeId: collegeId ?? undefined, stage: query.stage ?? 'COLLEGE', forCollege: true };
  return { ...common, collegeId: query.collegeId, stage: query.stage };
}

// Another college's cases are none of a college reviewer's.
function isEmpty({ level, collegeId }: ReviewerUser, query: Query): boolean {
  return level === 'COLLEGE' && query.collegeId !== undefined && query.collegeId !== collegeId;
}

async function presentToReviewer(after: {
  deps: ApiDependencies;
  actor: ReviewerUser;
  request: RequestFacts;
  processId: string;
}) {
  const { deps, actor, request, processId } = after;
  const found = await readableCaseDetail(deps, actor, processId);
  if (!found) throw new DomainError('NOT_FOUND');
  return presentReviewCase(found, { deps, relation: actor.level, language: request.language });
}
