import { saveReviewPolicy } from '../../commands/save-review-policy.ts';
import { findReviewPolicy, type ReviewPolicy } from '../../database/queries/review-policy.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/review-policy.ts';

const tag = 'Review';

/** 审核设置 */
export const getReviewPolicy = defineRoute({
  method: 'get',
  path: '/school/review-policy',
  summary: '审核设置 Which levels review, and what the school asks of terminations',
  tag,
  access: 'REVIEWER',
  kind: 'read',
  answers: { 200: schemas.ReviewPolicy },
  handle: async ({ deps, actor }) => presentPolicy(await findReviewPolicy(deps.knex, actor.schoolCode)),
});

/** 修改审核设置 */
export const putReviewPolicy = defineRoute({
  method: 'put',
  path: '/school/review-policy',
  summary: '修改审核设置 Set the policy of the school; running cases keep theirs',
  description: 'By a school reviewer; anybody else is answered 403 WRONG_USER_TYPE.',
  tag,
  access: 'REVIEWER',
  kind: 'write',
  body: schemas.ReviewPolicy,
  answers: { 200: schemas.ReviewPolicy },
  handle: async ({ deps, actor, body }) => {
    await saveReviewPolicy(deps, actor, body);
    return presentPolicy(await findReviewPolicy(deps.knex, actor.schoolCode));
  },
});

function presentPolicy({ signing, termination, terminationRules }: ReviewPolicy) {
  return { signing: [...signing], termination: [...termination], terminationRules };
}
