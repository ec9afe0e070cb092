import { codesOf, type Term } from './term.ts';

/** How far a batch has come. */
export const batchStatuses = [
  { code: 'RUNNING', zh: '处理中', en: 'Under way' },
  { code: 'DONE', zh: '已完成', en: 'Done' },
] as const satisfies readonly Term[];

/** A code of batchStatuses. */
export type BatchStatus = (typeof batchStatuses)[number]['code'];

/** The codes of batchStatuses, in its order. */
export const batchStatusCodes = codesOf(batchStatuses);
