import { findReviewCase, type ReviewCaseRecord } from '../database/queries/review-case-record.ts';
import type { SigningRecord } from '../database/queries/signing-record.ts';
import type { TerminationRecord } from '../database/queries/termination-record.ts';
import { DomainError } from '../domain/errors.ts';
import type { FieldErrorCode } from '../domain/field-errors.ts';
import { may, mayInTermination, relationTo, relationToTermination, type Actor } from '../domain/permissions.ts';
import { approvalNeedsReason } from '../domain/termination-model.ts';
import type { ReviewReason } from '../domain/vocabulary/review-reason.ts';
import type { ActAnswer } from './act.ts';
import { actOnSigning, type ActCall } from './act-on-signing.ts';
import { actOnTermination } from './act-on-termination.ts';
import type { CommandDependencies } from './dependencies.ts';

/** A case to decide, if it is there and the caller may know of it. */
export async function readableCase(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  actor: Actor,
  caseId: string,
): Promise<ReviewCaseRecord | undefined> {
  const found = await findReviewCase(knex, clock, caseId);
  if (!found) return undefined;
  return (found.kind === 'SIGNING' ? mayReadSigning(found.record, actor) : mayReadTermination(found.record, actor))
    ? found
    : undefined;
}

/** Whether the caller may know of this signing. */
export function mayReadSigning({ parties }: SigningRecord, actor: Actor): boolean {
  return may(relationTo(parties, actor), 'read');
}

/** Whether the caller may know of this termination as a case: a void has no review, it is none. */
export function mayReadTermination({ parties, state }: TerminationRecord, actor: Actor): boolean {
  return state.kind !== 'VOID' && mayInTermination(relationToTermination(parties, actor), 'read');
}

/**
 * 审核通过: a reviewer approves the case as they saw it, at `expectedSeq`; a mediation with the reason, told to both parties.
 * Throws VALIDATION_FAILED where a reason is missing, or given for a case that takes none.
 */
export async function approveCase(
  deps: CommandDependencies,
  call: ActCall,
  found: ReviewCaseRecord,
  { expectedSeq, reason }: { expectedSeq: number; reason?: string | undefined },
): Promise<ActAnswer> {
  const needsReason = found.kind === 'TERMINATION' && approvalNeedsReason(found.record.state.kind);
  if (needsReason !== (reason !== undefined)) {
    const code: FieldErrorCode = needsReason ? 'REQUIRED' : 'UNKNOWN_FIELD';
    throw new DomainError('VALIDATION_FAILED', { errors: [{ pointer: '/reason', code }] });
  }
  return decideCase(deps, call, found, { type: 'approve', expectedSeq, ...(reason === undefined ? {} : { reason }) });
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
  | { type: 'approve'; expectedSeq: number; reason?: string }
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
