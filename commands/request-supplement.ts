import type { VerificationRecord } from '../database/queries/verification-record.ts';
import type { StaffUser } from '../domain/permissions.ts';
import type { ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import { decideVerification } from './decide-verification.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { RequestSupplementBody } from './employer-verification-bodies.ts';

/** 要求补传: the holder of the claim asks for files anew, each with its reasons. */
export function requestSupplement(
  deps: CommandDependencies,
  call: ActCall<StaffUser>,
  record: VerificationRecord,
  body: RequestSupplementBody,
): Promise<ActAnswer> {
  return decideVerification(deps, call, record, { type: 'requestSupplement', ...body });
}
