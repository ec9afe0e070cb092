import { readWorkbench } from '../../database/queries/workbench.ts';
import { presentWorkbench } from '../presenters/workbench.ts';
import { defineRoute } from '../route.ts';
import { Workbench, WorkbenchQuery } from '../schemas/workbench.ts';

/** 工作台 */
export const getWorkbench = defineRoute({
  method: 'get',
  path: '/employer/workbench',
  summary: '工作台 Counters, what is due and when, the newest changes and the platform’s notices, of one moment',
  tag: 'Employer',
  access: 'EMPLOYER',
  kind: 'read',
  query: WorkbenchQuery,
  answers: { 200: Workbench },
  handle: async ({ deps, actor, query: { cohort }, request: { language } }) => {
    const workbench = await readWorkbench(deps.knex, deps.clock, { employerId: actor.employerId, cohort });
    return presentWorkbench(workbench, actor, language);
  },
});
