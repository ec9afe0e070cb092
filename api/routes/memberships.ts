import { z } from 'zod';
import { takeAllowance } from '../../commands/allowance.ts';
import { decideMembership, type MembershipDecision } from '../../commands/decide-membership.ts';
import { leaveUnit } from '../../commands/end-membership.ts';
import { requestMembership } from '../../commands/request-membership.ts';
import {
  findMembership,
  listMembers,
  listMemberships,
  type MemberRow,
  type MembershipRow,
} from '../../database/queries/memberships.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentMember, presentMembership } from '../presenters/membership.ts';
import { invalid } from '../refusals.ts';
import { defineRoute, type UnitMember } from '../route.ts';
import { pageOf, pageQuery } from '../schemas/common.ts';
import * as schemas from '../schemas/memberships.ts';

const requestsPerDay = { tries: 20, windowSeconds: 24 * 3_600 };
const unit = { tag: 'Employer', access: 'EMPLOYER' } as const;
const ofOne = {
  ...unit,
  method: 'post',
  kind: 'write',
  params: schemas.MembershipPath,
  answers: { 200: schemas.Membership },
} as const;

/** 申请加入单位 */
export const postMembership = defineRoute({
  ...unit,
  method: 'post',
  path: '/employer-memberships',
  membership: 'ANY',
  summary: '申请加入单位 Ask to join a verified unit by its credit code',
  description: 'A unit of one’s own that nobody verified is given up; any other has to be left first.',
  kind: 'write',
  body: schemas.NewMembership,
  answers: { 201: schemas.Membership },
  handle: async ({ deps, actor, body: { uscc, signingAuthorizationLetterFileId: letterFileId } }) => {
    const { accountId } = actor;
    await takeAllowance(deps.knex, { name: 'joinings', key: accountId, ...requestsPerDay }).catch(refuseUsedUp);
    const outcome = await requestMembership(deps.knex, actor, { uscc, letterFileId });
    if ('flaw' in outcome) throw invalid(outcome.flaw);
    return shown(deps, await findMembership(deps.knex, { id: outcome.membershipId }));
  },
});

/** 加入申请 */
export const getMemberships = defineRoute({
  ...unit,
  method: 'get',
  path: '/employer/memberships',
  summary: '加入申请 Who asked to join the unit, newest first',
  kind: 'read',
  query: schemas.MembershipListQuery,
  answers: { 200: pageOf(schemas.Membership) },
  handle: async ({ deps, actor: { accountId, employerId }, query }) => {
    const { status } = query;
    const page = readPage(deps, { list: 'memberships', employerId, status }, query);
    const { rows, total } = await listMemberships(deps.knex, { employerId, status }, page.request);
    deps.log.info({ accountId, employerId }, 'phone numbers of joiners shown to a colleague');
    const as = {
      item: (row: MembershipRow) => presentMembership(row, deps.personalData),
      position: ({ positionAt: at, id }: MembershipRow) => ({ at, id }),
    };
    return page.answer(rows, as, total);
  },
});

/** 通过 */
export const postMembershipApproval = defineRoute({
  ...ofOne,
  path: '/employer/memberships/{id}/approve',
  summary: '通过加入申请 Let a joiner in',
  thing: async ({ deps, actor: { employerId }, params: { id } }) => findMembership(deps.knex, { employerId, id }),
  handle: async ({ deps, actor, params: { id } }) => decided(deps, actor, { membershipId: id, decision: 'APPROVE' }),
});

/** 不通过 */
export const postMembershipDecline = defineRoute({
  ...ofOne,
  path: '/employer/memberships/{id}/decline',
  summary: '不通过加入申请 Decline a joiner, with the reason they read',
  thing: async ({ deps, actor: { employerId }, params: { id } }) => findMembership(deps.knex, { employerId, id }),
  body: schemas.MembershipDecline,
  handle: async ({ deps, actor, params: { id }, body: { reason } }) =>
    decided(deps, actor, { membershipId: id, decision: 'DECLINE', reason }),
});

/** 账号管理 */
export const getMembers = defineRoute({
  ...unit,
  method: 'get',
  path: '/employer/members',
  summary: '账号管理 The users of the unit',
  kind: 'read',
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(schemas.Member) },
  handle: async ({ deps, actor, query }) => {
    const { employerId } = actor;
    const page = readPage(deps, { list: 'members', employerId }, query);
    const { rows, total } = await listMembers(deps.knex, employerId, page.request);
    const as = {
      item: (row: MemberRow) => presentMember(row, actor),
      position: ({ positionAt: at, id }: MemberRow) => ({ at, id }),
    };
    return page.answer(rows, as, total);
  },
});

/** 退出单位 */
export const deleteOwnMembership = defineRoute({
  ...unit,
  method: 'delete',
  path: '/me/employer-membership',
  membership: 'ANY',
  summary: '退出单位 Leave the unit, or take back a request to join',
  description: 'LAST_MEMBER while cases of the unit are open and nobody else is left.',
  kind: 'write',
  answers: { 204: null },
  handle: async ({ deps, actor: { accountId } }) => leaveUnit(deps.knex, accountId).then(() => undefined),
});

async function decided(
  deps: ApiDependencies,
  user: UnitMember,
  decision: { membershipId: string } & MembershipDecision,
) {
  await decideMembership(deps.knex, { is: 'USER', user }, decision);
  return shown(deps, await findMembership(deps.knex, { id: decision.membershipId }));
}

function shown({ personalData }: ApiDependencies, row: MembershipRow | undefined) {
  if (!row) throw new DomainError('NOT_FOUND');
  return presentMembership(row, personalData);
}
