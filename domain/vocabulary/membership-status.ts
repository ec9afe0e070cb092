import { codesOf, type Term } from './term.ts';

/** Where a user's joining of a unit stands. Source: api.md §3. */
export const membershipStatuses = [
  { code: 'PENDING', zh: '待审核', en: 'Pending' },
  { code: 'APPROVED', zh: '已通过', en: 'Approved' },
  { code: 'DECLINED', zh: '未通过', en: 'Declined' },
  { code: 'ENDED', zh: '已退出', en: 'Ended' },
] as const satisfies readonly Term[];

/** A code of membershipStatuses. */
export type MembershipStatus = (typeof membershipStatuses)[number]['code'];

/** The codes of membershipStatuses, in its order. */
export const membershipStatusCodes = codesOf(membershipStatuses);
