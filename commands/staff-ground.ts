import { DomainError } from '../domain/errors.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import type { GroundCall } from './ground-changes.ts';
import { currentRequestId } from '../database/request-context.ts';
import type { StaffCall } from './staff-press.ts';

/** The call as changes of ground are written down. Throws NOT_FOUND for another role: to them the button is not there. */
export function groundCallOf({ member, clientAddress, press }: StaffCall, role: StaffRole): GroundCall {
  if (member.role !== role) throw new DomainError('NOT_FOUND');
  const requestId = currentRequestId() ?? `press:${press.key}`;
  return { actor: { accountId: member.accountId }, idempotency: press, requestId, clientAddress };
}
