import type { ReviewPolicy } from '../database/queries/review-policy.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 审核设置: a school reviewer sets the school's policy; running cases keep the one they began with. Source: domain.md §6.4, §7. */
export async function saveReviewPolicy(
  { knex, log }: Pick<CommandDependencies, 'knex' | 'log'>,
  { level, schoolCode, accountId }: ReviewerUser,
  { signing, termination, terminationRules: rules }: ReviewPolicy,
): Promise<void> {
  if (level !== 'SCHOOL') throw new DomainError('WRONG_USER_TYPE');
  await knex('school')
    .where({ schoolCode })
    .update({
      signingChain: [...signing],
      terminationChain: [...termination],
      terminationFrom: rules.from,
      terminationUntil: rules.until,
      terminationMaxPerGraduate: rules.maxPerGraduate,
      terminationLetterRequired: rules.letterRequired,
      terminationNoticeDays: rules.noticeDays,
    });
  log.info({ accountId, schoolCode, signing, termination, rules }, 'review policy saved');
}
