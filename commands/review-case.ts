import type { ReviewCaseRecord } from '../database/queries/review-case-record.ts';
import type { ReviewReason } from '../domain/vocabulary/review-reason.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import { actOnTermination } from './act-on-termination.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 审核通过: a reviewer approves the case as they saw it, at `expectedSeq`. */
export function approveCase(
  deps: CommandDependencies,
  call: ActCall,
  found: ReviewCaseRecord,
  expectedSeq: number,
): Promise<ActAnswer> {
  return decideCase(deps, call, found, { type: 'approve', expectedSeq });
}

/** 审核不通过: a reviewer rejects the case as they saw it; the reason is told to both parties. */
export function rejectCase(
  deps: CommandDependencies,
  call: ActCall,
  found: ReviewCaseRecord,
  rejection: { expectedSeq: number; reasonCode: ReviewReason; reason: string },
): Promise<ActAnswer> {
  return decideCase(deps, call, found, { type: 'reject', ...rejection });
}

/** What a reviewer may say of a case, whatever its kind. */
type ReviewersCommand =
  | { type: 'approve'; expectedSeq: number }
  | { type: 'reject'; expectedSeq: number; reasonCode: ReviewReason; reason: string };

function decideCase(
  deps: CommandDependencies,
  call: ActCall,
  found: ReviewCaseRecord,
  command: ReviewersCommand,
): Promise<ActAnswer> {
  return found.kind === 'SIGNING'
    ? actOnSigning(deps, call, found.record, command)
    : actOnTermination(deps, call, found.record, command);
}
