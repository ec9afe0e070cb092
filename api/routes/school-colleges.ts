import { makeOwnCollege, renameOwnCollege } from '../../commands/put-college.ts';
import { findCollege, listColleges } from '../../database/queries/school-people.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/school.ts';

const common = { tag: 'School', access: 'REVIEWER' } as const;

/** 学院列表 */
export const getColleges = defineRoute({
  ...common,
  method: 'get',
  path: '/school/colleges',
  summary: '学院列表 The school’s colleges by name; a college reviewer reads the own one',
  kind: 'read',
  query: schemas.SchoolPeopleListQuery,
  answers: { 200: pageOf(schemas.College) },
  handle: async ({ deps, actor: { schoolCode, collegeId }, query }) => {
    const scope = { schoolCode, collegeId };
    const page = readPage(deps, { list: 'colleges', ...scope }, query);
    const { rows, total } = await listColleges(deps.knex, scope, page.request);
    const as = {
      item: ({ id, name, reviewers }: (typeof rows)[number]) => ({ id, name, reviewers }),
      position: ({ position }: (typeof rows)[number]) => position,
    };
    return page.answer(rows, as, total);
  },
});

/** 新增学院 */
export const postCollege = defineRoute({
  ...common,
  method: 'post',
  path: '/school/colleges',
  summary: '新增学院 Make a college of the school, by a school reviewer',
  kind: 'write',
  body: schemas.CollegeName,
  answers: { 201: schemas.College },
  handle: async ({ deps, actor, body: { name } }) =>
    presentCollege(deps, actor, await makeOwnCollege(deps, actor, name)),
});

/** 变更学院名称 */
export const patchCollege = defineRoute({
  ...common,
  method: 'patch',
  path: '/school/colleges/{collegeId}',
  summary: '变更学院名称 Rename a college, by a school reviewer; issued agreements keep the old name',
  kind: 'write',
  params: schemas.CollegePath,
  thing: async ({ deps, actor: { level, schoolCode }, params }) =>
    level === 'SCHOOL' ? findCollege(deps.knex, { schoolCode, id: params.collegeId }) : undefined,
  body: schemas.CollegeName,
  answers: { 200: schemas.College },
  handle: async ({ deps, actor, params: { collegeId }, body: { name } }) => {
    await renameOwnCollege(deps, actor, { collegeId, name });
    return presentCollege(deps, actor, collegeId);
  },
});

async function presentCollege({ knex }: ApiDependencies, { schoolCode }: ReviewerUser, id: string) {
  const college = await findCollege(knex, { schoolCode, id });
  if (!college) throw new DomainError('NOT_FOUND');
  return college;
}
