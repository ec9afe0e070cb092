import { codesOf, type Term } from './term.ts';

/** The states of a signing; both reviews read the same in Chinese, as in the guides. Source: domain.md §1, api.md §7. */
export const signingStatuses = [
  { code: 'AWAITING_GRADUATE', zh: '等待学生应约', en: 'Waiting for the graduate' },
  { code: 'COLLEGE_REVIEW', zh: '学生已应约(提交审核)', en: 'Accepted, in college review' },
  { code: 'SCHOOL_REVIEW', zh: '学生已应约(提交审核)', en: 'Accepted, in school review' },
  { code: 'SIGNED', zh: '签约完成', en: 'Signed' },
  { code: 'DECLINED', zh: '学生拒绝签约', en: 'Declined by the graduate' },
  { code: 'RESPONSE_EXPIRED', zh: '学生逾期未回应', en: 'Not answered in time' },
  { code: 'REVIEW_REJECTED', zh: '学校/学院审核不通过', en: 'Rejected in review' },
  { code: 'WITHDRAWN', zh: '单位撤回', en: 'Withdrawn by the employer' },
  { code: 'TERMINATED', zh: '已解约', en: 'Terminated' },
  { code: 'INVALIDATED', zh: '失效', en: 'Invalidated' },
] as const satisfies readonly Term[];

/** A code of signingStatuses. */
export type SigningStatus = (typeof signingStatuses)[number]['code'];

/** The codes of signingStatuses, in its order. */
export const signingStatusCodes = codesOf(signingStatuses);
