import type { ReviewerUser } from '../domain/permissions.ts';
import type { ReviewReason } from '../domain/vocabulary/review-reason.ts';
import { handIn, type BatchReceipt } from './batches.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What a reviewer says of one case as they saw it, at `seq`. */
export type CaseDecision =
  | { caseId: string; seq: number; decision: 'APPROVE'; reason?: string | undefined }
  | { caseId: string; seq: number; decision: 'REJECT'; reasonCode: ReviewReason; reason: string };

/** 批量审核: many cases decided at once, each as if it were decided alone. Source: api.md §8. */
export function decideCases(
  deps: CommandDependencies,
  call: ActCall<ReviewerUser>,
  decisions: readonly CaseDecision[],
): Promise<BatchReceipt> {
  return handIn(deps, call, { kind: 'REVIEW', employerId: null, shared: {}, rows: decisions });
}
