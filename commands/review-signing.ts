import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { ReviewReason } from '../domain/vocabulary/review-reason.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 院校签约审核: a reviewer approves the case as they saw it, at `expectedSeq`. */
export function approveSigning(
  deps: CommandDependencies,
  call: ActCall,
  record: SigningRecord,
  expectedSeq: number,
): Promise<ActAnswer> {
  return actOnSigning(deps, call, record, { type: 'approve', expectedSeq });
}

/** 院校签约审核: a reviewer rejects the case as they saw it; the reason is told to both parties. */
export function rejectSigning(
  deps: CommandDependencies,
  call: ActCall,
  record: SigningRecord,
  rejection: { expectedSeq: number; reasonCode: ReviewReason; reason: string },
): Promise<ActAnswer> {
  return actOnSigning(deps, call, record, { type: 'reject', ...rejection });
}
