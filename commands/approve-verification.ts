import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { StaffUser } from '../domain/permissions.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { decideVerification } from './decide-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ApproveBody } from './employer-verification-bodies.ts';

/** 审核通过: the holder of the claim verifies the unit, as they saw the case. */
export function approveVerification(
  deps: CommandDependencies,
  call: ActCall<StaffUser>,
  record: VerificationRecord,
  body: ApproveBody,
): Promise<ActAnswer> {
  return decideVerification(deps, call, record, { type: 'approve', ...body });
}
