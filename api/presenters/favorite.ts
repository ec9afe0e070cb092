import type { FavoriteRow } from '../../database/queries/favorites.ts';
import { toEndingGround } from '../../database/queries/ending-ground.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { groundOn } from '../../domain/ground.ts';
import { newestTermination } from '../../database/queries/termination-summary.ts';
import { allowedActions } from '../../domain/signing-waits.ts';
import { presentGraduate, seenEnding, type Unsealing } from './signing-row.ts';

/** A favorite with what became of the newest invitation. Source: api.md §6. */
export function presentFavorite(row: FavoriteRow, unsealing: Unsealing) {
  const { id, signingId, signingState: state, pairTaken, now, remark, outdated } = row;
  const termination = newestTermination(row);
  const ending = seenEnding({ ending: row.ending && toEndingGround(row.ending), termination }, 'EMPLOYER');
  const ground = groundOn(shanghaiDate(now), { ...row, favoriteCurrent: !outdated });
  return {
    id,
    ...presentGraduate(row, unsealing),
    signingId,
    status: state?.status ?? null,
    statusAt: state?.statusAt ?? null,
    termination,
    allowedActions: state ? allowedActions(state, { is: 'INVITER', ground, pairTaken, ending }, now) : [],
    remark,
    outdated,
  };
}
