import { addReviewer } from '../../commands/add-reviewer.ts';
import { endReviewer } from '../../commands/end-reviewer.ts';
import { listReviewers } from '../../database/queries/school-people.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { presentReviewer } from '../presenters/school-graduate.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/school.ts';

const common = { tag: 'School', access: 'REVIEWER' } as const;

/** 审核人列表 */
export const getReviewers = defineRoute({
  ...common,
  method: 'get',
  path: '/school/reviewers',
  summary: '审核人列表 The school’s active reviewers, newest first',
  kind: 'read',
  query: schemas.SchoolPeopleListQuery,
  answers: { 200: pageOf(schemas.Reviewer) },
  handle: async ({ deps, actor, query }) => {
    const schoolCode = ownSchool(actor);
    const page = readPage(deps, { list: 'reviewers', schoolCode }, query);
    const { rows, total } = await listReviewers(deps.knex, { schoolCode }, page.request);
    const as = {
      item: (row: (typeof rows)[number]) => presentReviewer(row, deps),
      position: ({ position }: (typeof rows)[number]) => position,
    };
    return page.answer(rows, as, total);
  },
});

/** 添加审核人 */
export const postReviewer = defineRoute({
  ...common,
  method: 'post',
  path: '/school/reviewers',
  summary: '添加审核人 Add a reviewer, who sets the first password by a password reset',
  kind: 'write',
  body: schemas.NewReviewer,
  answers: { 201: schemas.Reviewer },
  handle: async ({ deps, actor, body }) => {
    const schoolCode = ownSchool(actor);
    const accountId = await addReviewer(deps, actor, body);
    return presentAdded(deps, { schoolCode, accountId });
  },
});

/** 移除审核人 */
export const deleteReviewer = defineRoute({
  ...common,
  method: 'delete',
  path: '/school/reviewers/{reviewerId}',
  summary: '移除审核人 Remove a reviewer, and end their sessions; nobody removes themselves',
  kind: 'write',
  params: schemas.ReviewerPath,
  answers: { 204: null },
  handle: async ({ deps, actor, params }) => {
    await endReviewer(deps, actor, params.reviewerId);
    return reply(204);
  },
});

/** The school whose reviewers the caller sees to; to a college reviewer that place does not exist. */
function ownSchool({ level, schoolCode }: ReviewerUser): string {
  if (level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  return schoolCode;
}

async function presentAdded(deps: ApiDependencies, reviewer: { schoolCode: string; accountId: string }) {
  const [row] = (await listReviewers(deps.knex, reviewer, { fetch: 1, after: null, count: false })).rows;
  if (!row) throw new DomainError('NOT_FOUND');
  return presentReviewer(row, deps);
}
