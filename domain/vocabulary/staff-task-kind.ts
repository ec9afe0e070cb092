import { codesOf, type Term } from './term.ts';

/** What staff are to look into beside their queues. Source: domain.md §3.3, §8. */
export const staffTaskKinds = [
  { code: 'FAILED_SENDS', zh: '同一信用代码三次汇款未成功', en: 'Three failed sends on one credit code' },
  { code: 'LETTER_FALSE', zh: '签约授权书存疑', en: 'Authorization letter held for false' },
  { code: 'DISABLED_UNIT_CODE', zh: '信用代码属于已停用单位', en: 'The credit code is that of a disabled unit' },
] as const satisfies readonly Term[];

/** A code of staffTaskKinds. */
export type StaffTaskKind = (typeof staffTaskKinds)[number]['code'];

/** The codes of staffTaskKinds, in its order. */
export const staffTaskKindCodes = codesOf(staffTaskKinds);
