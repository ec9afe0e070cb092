import { currentRequestId } from '../database/request-context.ts';
import { DomainError } from '../domain/errors.ts';
import { staffMay, type StaffPageAct } from '../domain/staff-permissions.ts';
import type { GroundCall } from './ground-changes.ts';
import type { StaffCall } from './staff-press.ts';

/** The call as changes of ground are written down. Throws NOT_FOUND for a role that may not: to them the button is not there. */
export function groundCallOf({ member, clientAddress, press }: StaffCall, act: StaffPageAct): GroundCall {
  if (!staffMay(member.role, act)) throw new DomainError('NOT_FOUND');
  const requestId = currentRequestId() ?? `press:${press.key}`;
  return { actor: { accountId: member.accountId }, idempotency: press, requestId, clientAddress };
}
