import { correctGraduate } from '../../commands/correct-graduate.ts';
import { lockGraduate, unlockGraduate } from '../../commands/lock-graduate.ts';
import { registerDestination, voidDestination } from '../../commands/register-destination.ts';
import { removeGraduate } from '../../commands/remove-graduate.ts';
import { restoreGraduate } from '../../commands/restore-graduate.ts';
import { listGraduateChanges } from '../../database/queries/ground-changes.ts';
import {
  findSchoolGraduate,
  listSchoolGraduates,
  type SchoolGraduateFilter,
} from '../../database/queries/school-graduates.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReviewerUser } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage, type PageFields } from '../lists.ts';
import { presentSchoolGraduate, presentSchoolGraduateRow } from '../presenters/school-graduate.ts';
import { printable } from '../refusals.ts';
import { defineRoute, type Before, type RequestFacts } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/school.ts';

const common = { tag: 'School', access: 'REVIEWER' } as const;
const one = {
  ...common,
  path: '/school/graduates/{graduateId}',
  params: schemas.GraduatePath,
  answers: { 200: schemas.SchoolGraduate },
} as const;
/** What a change of a record needs: a school reviewer of its school, and how the record is shown afterwards. */
const change = { ...one, kind: 'act', thing: ownGraduate, present: presentToSchool } as const;

/** 毕业生名单 */
export const getSchoolGraduates = defineRoute({
  ...common,
  method: 'get',
  path: '/school/graduates',
  summary: '毕业生名单 The school’s graduates, newest record first; a college reviewer reads the own college',
  kind: 'read',
  query: schemas.SchoolGraduateListQuery,
  answers: { 200: pageOf(schemas.SchoolGraduateRow) },
  handle: async ({ deps, actor, query }) => pageOfGraduates(deps, actor, query),
});

/** 毕业生名单, with an ID number among the filters. */
export const searchSchoolGraduates = defineRoute({
  ...common,
  method: 'post',
  path: '/school/graduates/search',
  summary: '筛选毕业生名单 Graduates by filters that may not stand in an address',
  kind: 'read',
  body: schemas.SchoolGraduateListSearch,
  answers: { 200: pageOf(schemas.SchoolGraduateRow) },
  handle: async ({ deps, actor, body }) => pageOfGraduates(deps, actor, body),
});

/** 毕业生详情 */
export const getSchoolGraduate = defineRoute({
  ...one,
  method: 'get',
  summary: '毕业生详情 A graduate’s record, and what was done to it',
  kind: 'read',
  thing: ({ deps, actor, params }) => findSchoolGraduate(deps.knex, scopeOf(actor), params.graduateId),
  handle: async ({ deps, thing }) => presentSchoolGraduate(thing, await listGraduateChanges(deps.knex, thing.id), deps),
});

/** 更正毕业生信息 */
export const patchSchoolGraduate = defineRoute({
  ...change,
  method: 'patch',
  summary: '更正毕业生信息 Correct a record',
  description:
    'Another name, ID number or cohort ends open signings and is refused under a signed agreement; a new phone ends the account’s sessions, and the graduate activates again.',
  body: schemas.GraduateCorrection,
  handle: async ({ deps, call, thing, body }) => {
    printable({ name: body.name, major: body.major });
    return correctGraduate(deps, call, thing.id, body);
  },
});

/** 移出毕业生 */
export const postGraduateRemoval = defineRoute({
  ...change,
  method: 'post',
  path: '/school/graduates/{graduateId}/remove',
  summary: '移出毕业生 Take a graduate out of the cohort; open signings end',
  body: schemas.GraduateRemoval,
  handle: async ({ deps, call, thing, body }) => removeGraduate(deps, call, thing.id, body),
});

/** 恢复毕业生 */
export const postGraduateReturn = defineRoute({
  ...change,
  method: 'post',
  path: '/school/graduates/{graduateId}/restore',
  summary: '恢复毕业生 Take a graduate back who was removed by mistake; what ended stays ended',
  body: schemas.GraduateReturn,
  handle: async ({ deps, call, thing, body }) => restoreGraduate(deps, call, thing.id, body.reason),
});

/** 登记其他去向 */
export const postDestination = defineRoute({
  ...change,
  method: 'post',
  path: '/school/graduates/{graduateId}/destination',
  summary: '登记其他去向 Register another approved destination; it binds, and open signings end',
  body: schemas.OtherDestination,
  handle: async ({ deps, call, thing, body }) => registerDestination(deps, call, thing.id, body),
});

/** 作废其他去向 */
export const deleteDestination = defineRoute({
  ...change,
  method: 'delete',
  path: '/school/graduates/{graduateId}/destination',
  summary: '作废其他去向 Void it; the graduate may sign again',
  body: schemas.DestinationVoid,
  handle: async ({ deps, call, thing, body }) => voidDestination(deps, call, thing.id, body.reason),
});

/** 锁定签约 */
export const postGraduateLock = defineRoute({
  ...one,
  method: 'post',
  path: '/school/graduates/{graduateId}/lock',
  summary: '锁定签约 Until unlocked the graduate accepts nothing and no review approves',
  kind: 'write',
  thing: ownGraduate,
  body: schemas.GraduateLock,
  handle: async ({ deps, actor, thing, body, request }) => {
    await lockGraduate(deps, callOf(actor, request), thing.id, body.reason);
    return presentToSchool({ deps, actor, processId: thing.id });
  },
});

/** 解除锁定 */
export const postGraduateUnlock = defineRoute({
  ...one,
  method: 'post',
  path: '/school/graduates/{graduateId}/unlock',
  summary: '解除锁定 The graduate may accept again',
  kind: 'write',
  thing: ownGraduate,
  handle: async ({ deps, actor, thing, request }) => {
    await unlockGraduate(deps, callOf(actor, request), thing.id);
    return presentToSchool({ deps, actor, processId: thing.id });
  },
});

function scopeOf({ schoolCode, collegeId }: ReviewerUser) {
  return { schoolCode, collegeId };
}

/** A graduate whose record the caller may change: to a college reviewer there is none. */
async function ownGraduate({ deps, actor, params }: Before<ReviewerUser, { graduateId: string }>) {
  if (actor.level !== 'SCHOOL') return undefined;
  return findSchoolGraduate(deps.knex, scopeOf(actor), params.graduateId);
}

function callOf(actor: ReviewerUser, { id: requestId, clientAddress }: RequestFacts) {
  return { actor, idempotency: null, requestId, clientAddress };
}

async function presentToSchool(after: { deps: ApiDependencies; actor: ReviewerUser; processId: string }) {
  const { deps, actor, processId: graduateId } = after;
  const graduate = await findSchoolGraduate(deps.knex, scopeOf(actor), graduateId);
  if (!graduate) throw new DomainError('NOT_FOUND');
  return presentSchoolGraduate(graduate, await listGraduateChanges(deps.knex, graduateId), deps);
}

type Filters = PageFields &
  Omit<SchoolGraduateFilter, 'removed' | 'idNumberHash'> & {
    removed?: boolean | undefined;
    idNumber?: string | undefined;
  };

async function pageOfGraduates(deps: ApiDependencies, actor: ReviewerUser, given: Filters) {
  const { cohort, collegeId, graduateName, idNumber, state, removed = false } = given;
  const scope = scopeOf(actor);
  const filter = { cohort, collegeId, graduateName, state, removed };
  const idNumberHash = idNumber === undefined ? undefined : deps.personalData.hash(idNumber);
  const place = {
    list: 'school-graduates',
    ...scope,
    ...filter,
    wanted: collegeId,
    idNumber: idNumberHash?.toString('hex'),
  };
  const page = readPage(deps, place, given);
  const { rows, total } = await listSchoolGraduates(deps.knex, scope, { ...filter, idNumberHash }, page.request);
  const as = {
    item: (row: (typeof rows)[number]) => presentSchoolGraduateRow(row, deps),
    position: ({ position }: (typeof rows)[number]) => position,
  };
  return page.answer(rows, as, total);
}
