import { DomainError } from '../domain/errors.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import { isOpen } from '../domain/signing.ts';
import { signingStatusCodes } from '../domain/vocabulary/signing-status.ts';
import type { CommandDependencies } from './dependencies.ts';

/**
 * Takes a favorite out of the list; past signings keep it. Throws NOT_FOUND when it is not the unit's or gone, FAVORITE_IN_USE while
 * a signing with the graduate is open. Source: domain.md §5.
 */
export async function removeFavorite(
  { knex, clock }: CommandDependencies,
  actor: EmployerUser,
  favoriteId: string,
): Promise<void> {
  const { employerId, membership } = actor;
  if (employerId === null || membership !== 'APPROVED') throw new DomainError('NOT_FOUND');
  const removedAt = knex.raw(await clock());
  await knex.transaction(async (trx) => {
    // The decision on an invitation holds the same row: either it finds the favorite gone, or it is found open here.
    const favorite = await trx('favorite')
      .where({ id: favoriteId, employerId })
      .whereNull('removedAt')
      .forUpdate()
      .first<{ graduateId: string } | undefined>('graduateId');
    if (!favorite) throw new DomainError('NOT_FOUND');
    const open = await trx('signing')
      .where({ employerId, graduateId: favorite.graduateId })
      .whereIn('status', signingStatusCodes.filter(isOpen))
      .first('id');
    if (open) throw new DomainError('FAVORITE_IN_USE');
    await trx('favorite').where({ id: favoriteId }).update({ removedAt });
  });
}
