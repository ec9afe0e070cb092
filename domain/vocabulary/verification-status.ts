import { codesOf, type Term } from './term.ts';

/** The states of one verification attempt, whichever the method. Source: domain.md §3.3, api.md §5. */
export const verificationStatuses = [
  { code: 'SENDING', zh: '汇款处理中', en: 'Transfer under way' },
  { code: 'AWAITING_AMOUNT', zh: '等待填写汇款金额', en: 'Waiting for the amount' },
  { code: 'BANK_FAILED', zh: '汇款未成功', en: 'Transfer failed' },
  { code: 'AWAITING_REVIEW', zh: '等待人工审核', en: 'Waiting for review' },
  { code: 'NEEDS_SUPPLEMENT', zh: '需补传认证材料', en: 'Needs more material' },
  { code: 'VERIFIED', zh: '验证通过', en: 'Verified' },
  { code: 'REJECTED', zh: '审核不通过', en: 'Rejected' },
  { code: 'AMOUNT_FAILED', zh: '金额验证失败', en: 'Amount not confirmed' },
  { code: 'EXPIRED', zh: '逾期失效', en: 'Expired' },
  { code: 'WITHDRAWN', zh: '已撤回', en: 'Withdrawn' },
] as const satisfies readonly Term[];

/** A code of verificationStatuses. */
export type VerificationStatus = (typeof verificationStatuses)[number]['code'];

/** The codes of verificationStatuses, in its order. */
export const verificationStatusCodes = codesOf(verificationStatuses);
