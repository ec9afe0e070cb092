import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { StaffUser } from '../domain/permissions.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { decideVerification } from './decide-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { RejectBody } from './employer-verification-bodies.ts';

/** 审核不通过: the holder of the claim ends the case; the reason is told to the unit. */
export function rejectVerification(
  deps: CommandDependencies,
  call: ActCall<StaffUser>,
  record: VerificationRecord,
  body: RejectBody,
): Promise<ActAnswer> {
  return decideVerification(deps, call, record, { type: 'reject', ...body });
}
