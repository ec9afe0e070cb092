import { codesOf, type Term } from './term.ts';

/** Why a school voids a signed agreement. Source: api.md §8. */
export const voidReasons = [
  { code: 'DATA_ERROR', zh: '信息有误', en: 'Wrong data' },
  { code: 'DUPLICATE', zh: '重复登记', en: 'Registered twice' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of voidReasons. */
export type VoidReason = (typeof voidReasons)[number]['code'];

/** The codes of voidReasons, in its order. */
export const voidReasonCodes = codesOf(voidReasons);
