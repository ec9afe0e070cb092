import type { Favorite } from '../database/models/favorite.ts';
import type { EmployerUser } from '../domain/permissions.ts';
import { handIn, type BatchReceipt } from './batches.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { InvitationLetter } from './send-invitation.ts';
import { verifiedUnitOf } from './verified-unit.ts';

/** What the rows of a batch of invitations share, and what each says. */
export interface InvitationBatch {
  shared: { letter: InvitationLetter };
  row: { favoriteId: string };
}

/**
 * 批量发起签约: the same letter to many favorites of the caller's unit, which the caller has looked up; each is sent as if it were
 * sent alone. Throws MEMBERSHIP_PENDING, EMPLOYER_NOT_VERIFIED. Source: api.md §7.
 */
export function sendInvitations(
  deps: CommandDependencies,
  call: ActCall<EmployerUser>,
  favorites: readonly Pick<Favorite, 'id'>[],
  letter: InvitationLetter,
): Promise<BatchReceipt> {
  const rows: InvitationBatch['row'][] = favorites.map(({ id: favoriteId }) => ({ favoriteId }));
  const shared: InvitationBatch['shared'] = { letter };
  return handIn(deps, call, { kind: 'SIGNING', employerId: verifiedUnitOf(call.actor), shared, rows });
}
