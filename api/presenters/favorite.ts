import type { FavoriteRow } from '../../database/queries/favorites.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { groundOn } from '../../domain/ground.ts';
import { newestTermination } from '../../database/queries/termination-summary.ts';
import { allowedActions } from '../../domain/signing-waits.ts';
import { isOpen } from '../../domain/termination-state.ts';
import { presentGraduate, type Unsealing } from './signing-row.ts';

/** A favorite with what became of the newest invitation. Source: api.md §6. */
export function presentFavorite(row: FavoriteRow, unsealing: Unsealing) {
  const { id, signingId, signingState: state, pairTaken, now, remark, outdated } = row;
  const termination = newestTermination(row);
  const terminationOpen = termination !== null && isOpen(termination.status);
  const ground = groundOn(shanghaiDate(now), { ...row, favoriteCurrent: !outdated });
  return {
    id,
    ...presentGraduate(row, unsealing),
    signingId,
    status: state?.status ?? null,
    statusAt: state?.statusAt ?? null,
    termination,
    allowedActions: state ? allowedActions(state, { is: 'INVITER', ground, pairTaken, terminationOpen }, now) : [],
    remark,
    outdated,
  };
}
