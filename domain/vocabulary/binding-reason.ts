import { codesOf, type Term } from './term.ts';

/** Why a graduate cannot accept. Source: domain.md §6.5, api.md §7. */
export const bindingReasons = [
  { code: 'ACCEPTED_ELSEWHERE', zh: '已应约其他单位', en: 'Accepted another invitation' },
  { code: 'SIGNED_ELSEWHERE', zh: '已与其他单位签约', en: 'Signed with another unit' },
  { code: 'DIRECTED', zh: '定向培养', en: 'Directed training' },
  { code: 'COMMISSIONED', zh: '委托培养', en: 'Commissioned training' },
  { code: 'SCHOOL_LOCK', zh: '学校已锁定', en: 'Locked by the school' },
  { code: 'OTHER_DESTINATION', zh: '已登记其他毕业去向', en: 'Other destination registered' },
  { code: 'OUT_OF_SCOPE', zh: '不在该单位认证范围内', en: 'Outside the scope of the verification' },
] as const satisfies readonly Term[];

/** A code of bindingReasons. */
export type BindingReason = (typeof bindingReasons)[number]['code'];

/** The codes of bindingReasons, in its order. */
export const bindingReasonCodes = codesOf(bindingReasons);
