import { putEmployer } from '../../commands/put-employer.ts';
import { findEmployer, findEmployerOf } from '../../database/queries/employer.ts';
import { DomainError } from '../../domain/errors.ts';
import { presentEmployer } from '../presenters/employer.ts';
import { invalid, printable } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import { Employer, EmployerData } from '../schemas/employer.ts';

const unit = { path: '/employer', tag: 'Employer', access: 'EMPLOYER', membership: 'ANY' } as const;

/** 单位信息 */
export const getEmployer = defineRoute({
  ...unit,
  method: 'get',
  summary: '单位信息 The unit',
  description: '404 before it was first filled in.',
  kind: 'read',
  thing: async ({ deps, actor }) => (actor.employerId === null ? undefined : findEmployer(deps.knex, actor.employerId)),
  answers: { 200: Employer },
  handle: async ({ thing }) => presentEmployer(thing),
});

/** 填写单位信息 */
export const putUnit = defineRoute({
  ...unit,
  method: 'put',
  summary: '填写单位信息 Tell or change the data of the unit, whole',
  description:
    'EMPLOYER_EXISTS when a verified unit has the credit code: ask to join it. Another name, credit code or unit type of a verified unit makes it REVERIFY_REQUIRED; while a verification is open they cannot be changed (VERIFICATION_OPEN). Saved unchanged they are confirmed, which the workbench asks for once a year (UNIT_TO_CONFIRM).',
  kind: 'write',
  body: EmployerData,
  answers: { 200: Employer },
  handle: async ({ deps, actor, body }) => {
    const { businessScope = null, website = null, introduction = null, logoFileId = null, ...needed } = body;
    printable({ name: body.name, address: body.address });
    const flaw = await putEmployer(deps, actor, { ...needed, businessScope, website, introduction, logoFileId });
    if (flaw) throw invalid({ pointer: '/logoFileId', code: flaw });
    const changed = await findEmployerOf(deps.knex, actor.accountId);
    if (!changed) throw new DomainError('NOT_FOUND');
    return presentEmployer(changed);
  },
});
