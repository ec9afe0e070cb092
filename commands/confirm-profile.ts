import { DomainError } from '../domain/errors.ts';
import type { GraduateUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';

/**
 * 确认基本信息: the graduate confirms the school's record once, before the first acceptance; a repeat keeps the first moment. Throws
 * NOT_FOUND when the school has removed the record. Source: domain.md §6.5.
 */
export async function confirmProfile({ knex, clock }: CommandDependencies, actor: GraduateUser): Promise<void> {
  const confirmed = await knex('graduate')
    .where({ id: actor.graduateId })
    .whereNull('removedAt')
    .update({ profileConfirmedAt: knex.raw('coalesce(profile_confirmed_at, ?)', [knex.raw(await clock())]) });
  if (confirmed === 0) throw new DomainError('NOT_FOUND');
}
