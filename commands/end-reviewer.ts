import { DomainError } from '../domain/errors.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';

/**
 * 移除审核人: whoever is signed in as one is signed out; what waits for the college the school may decide. Throws NOT_FOUND for a
 * college reviewer and for one of elsewhere, ACTION_NOT_ALLOWED for oneself: so a school is never without.
 */
export async function endReviewer(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  actor: ReviewerUser,
  accountId: string,
): Promise<void> {
  if (actor.level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const { schoolCode } = actor;
  const now = knex.raw(await clock());
  await knex.transaction(async (trx) => {
    // All of the school's in one order: two who remove each other do so one after the other.
    const active = await trx('reviewer')
      .where({ schoolCode })
      .whereNull('endedAt')
      .orderBy('accountId')
      .forUpdate()
      .select<{ accountId: string }[]>('accountId');
    const isThere = (id: string) => active.some((reviewer) => reviewer.accountId === id);
    if (!isThere(accountId)) throw new DomainError('NOT_FOUND');
    if (accountId === actor.accountId || !isThere(actor.accountId)) throw new DomainError('ACTION_NOT_ALLOWED');
    await trx('reviewer').where({ accountId }).update({ endedAt: now });
    await endSessions(trx, accountId);
  });
}
