import { codesOf, type Term } from './term.ts';

/** The states of a termination. Source: domain.md §7, api.md §7. */
export const terminationStatuses = [
  { code: 'AWAITING_COUNTERPARTY', zh: '等待对方回应', en: 'Waiting for the other side' },
  { code: 'COLLEGE_REVIEW', zh: '学院审核中', en: 'In college review' },
  { code: 'SCHOOL_REVIEW', zh: '学校审核中', en: 'In school review' },
  { code: 'TERMINATED', zh: '已解约', en: 'Terminated' },
  { code: 'COUNTERPARTY_REFUSED', zh: '对方不同意解约', en: 'Refused by the other side' },
  { code: 'COUNTERPARTY_EXPIRED', zh: '对方逾期未回应', en: 'Not answered in time' },
  { code: 'REJECTED', zh: '学校/学院审核不通过', en: 'Rejected in review' },
  { code: 'WITHDRAWN', zh: '申请方撤回', en: 'Withdrawn by the applicant' },
  { code: 'INVALIDATED', zh: '失效', en: 'Invalidated' },
] as const satisfies readonly Term[];

/** A code of terminationStatuses. */
export type TerminationStatus = (typeof terminationStatuses)[number]['code'];

/** The codes of terminationStatuses, in its order. */
export const terminationStatusCodes = codesOf(terminationStatuses);
