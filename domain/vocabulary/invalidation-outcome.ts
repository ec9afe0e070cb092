import { codesOf, type Term } from './term.ts';

/** What a batch of invalidations did about one process: told it, or found that it had ended. */
export const invalidationOutcomes = [
  { code: 'TOLD', zh: '已通知失效', en: 'Told' },
  { code: 'ALREADY_ENDED', zh: '此前已结束', en: 'Had ended before' },
] as const satisfies readonly Term[];

/** A code of invalidationOutcomes. */
export type InvalidationOutcome = (typeof invalidationOutcomes)[number]['code'];

/** The codes of invalidationOutcomes, in its order. */
export const invalidationOutcomeCodes = codesOf(invalidationOutcomes);
