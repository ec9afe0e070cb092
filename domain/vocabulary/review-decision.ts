import { codesOf, type Term } from './term.ts';

/** How a review task ended: by its reviewer, or because the ground under the case disappeared. */
export const reviewDecisions = [
  { code: 'APPROVED', zh: '审核通过', en: 'Approved' },
  { code: 'REJECTED', zh: '审核不通过', en: 'Rejected' },
  { code: 'INVALIDATED', zh: '失效', en: 'Invalidated' },
] as const satisfies readonly Term[];

/** A code of reviewDecisions. */
export type ReviewDecision = (typeof reviewDecisions)[number]['code'];

/** The codes of reviewDecisions, in its order. */
export const reviewDecisionCodes = codesOf(reviewDecisions);
