import { findEmployer } from '../../database/queries/employer.ts';
import { presentEmployer } from '../presenters/employer.ts';
import { defineRoute } from '../route.ts';
import { Employer } from '../schemas/employer.ts';

/** 单位信息 */
export const getEmployer = defineRoute({
  method: 'get',
  path: '/employer',
  summary: '单位信息 The unit',
  description: '404 before it was first filled in.',
  tag: 'Employer',
  access: 'EMPLOYER',
  membership: 'ANY',
  kind: 'read',
  thing: async ({ deps, actor }) => (actor.employerId === null ? undefined : findEmployer(deps.knex, actor.employerId)),
  answers: { 200: Employer },
  handle: async ({ thing }) => presentEmployer(thing),
});
