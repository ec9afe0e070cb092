import type { FavoriteRow } from '../../database/queries/favorites.ts';
import { allowedActions } from '../../domain/signing-waits.ts';
import { presentGraduate, type Unsealing } from './signing-row.ts';

/** A favorite with what became of the newest invitation. Source: api.md §6. */
export function presentFavorite(row: FavoriteRow, unsealing: Unsealing) {
  const { id, signingId, signingState: state, pairTaken, now, remark, outdated } = row;
  return {
    id,
    ...presentGraduate(row, unsealing),
    signingId,
    status: state?.status ?? null,
    statusAt: state?.statusAt ?? null,
    termination: null,
    allowedActions: state ? allowedActions(state, { is: 'INVITER', pairTaken }, now) : [],
    remark,
    outdated,
  };
}
