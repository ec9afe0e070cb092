import { codesOf, type Term } from './term.ts';

/** What is handed in row by row and gone through afterwards. Source: api.md §7, §8. */
export const batchKinds = [
  { code: 'SIGNING', zh: '批量发起签约邀请', en: 'Invitations' },
  { code: 'REVIEW', zh: '批量审核', en: 'Reviews' },
] as const satisfies readonly Term[];

/** A code of batchKinds. */
export type BatchKind = (typeof batchKinds)[number]['code'];

/** The codes of batchKinds, in its order. */
export const batchKindCodes = codesOf(batchKinds);
