import type { InvitationBatch } from '../../commands/send-invitations.ts';
import { sendInvitation } from '../../commands/send-invitation.ts';
import { verifiedUnitOf } from '../../commands/verified-unit.ts';
import { findFavorite } from '../../database/queries/favorites.ts';
import { DomainError } from '../../domain/errors.ts';
import { byAct, type DoRow } from './row.ts';

/** A row of 批量发起签约: the letter to one favorite. One that was removed meanwhile is outdated, as the decision would say. */
export const sendOne: DoRow = (deps, turn) =>
  byAct(deps, turn, {
    done: 'SENT',
    act: async (call) => {
      const { letter } = turn.shared as InvitationBatch['shared'];
      const { favoriteId } = turn.input as InvitationBatch['row'];
      const { actor } = call;
      if (actor.userType !== 'EMPLOYER') throw new DomainError('NOT_FOUND');
      const employerId = verifiedUnitOf(actor);
      if (employerId !== turn.employerId) throw new DomainError('NOT_FOUND');
      const favorite = await findFavorite(deps.knex, { employerId, favoriteId });
      if (!favorite) throw new DomainError('FAVORITE_OUTDATED');
      return sendInvitation(deps, { ...call, actor }, favorite, letter);
    },
  });
