import { codesOf, type Term } from './term.ts';

/** What is wrong with a file of a verification, one or more for each file. Source: api.md §8. */
export const supplementReasons = [
  { code: 'UNREADABLE', zh: '图片不清晰', en: 'Not readable' },
  { code: 'NO_SEAL', zh: '未加盖公章', en: 'Without the seal' },
  { code: 'NAME_MISMATCH', zh: '单位名称不一致', en: 'Another name of the unit' },
  { code: 'USCC_MISMATCH', zh: '统一社会信用代码不一致', en: 'Another credit code' },
  { code: 'WRONG_DOCUMENT', zh: '材料类型不符', en: 'Another document than asked for' },
  { code: 'ALTERED', zh: '疑似涂改', en: 'Seems altered' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of supplementReasons. */
export type SupplementReason = (typeof supplementReasons)[number]['code'];

/** The codes of supplementReasons, in its order. */
export const supplementReasonCodes = codesOf(supplementReasons);
