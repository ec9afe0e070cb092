import { codesOf, type Term } from './term.ts';

/** What became of one row of a batch; a refused one says why with a code of the errors. */
export const batchOutcomes = [
  { code: 'SENT', zh: '已发送', en: 'Sent' },
  { code: 'DECIDED', zh: '已审核', en: 'Decided' },
  { code: 'REFUSED', zh: '未成功', en: 'Refused' },
] as const satisfies readonly Term[];

/** A code of batchOutcomes. */
export type BatchOutcome = (typeof batchOutcomes)[number]['code'];

/** The codes of batchOutcomes, in its order. */
export const batchOutcomeCodes = codesOf(batchOutcomes);
