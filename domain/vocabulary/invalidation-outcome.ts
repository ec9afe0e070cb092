import { codesOf, type Term } from './term.ts';

/** What a batch of invalidations did about one process: told it, found that it had ended, or had nothing to tell any more. */
export const invalidationOutcomes = [
  { code: 'TOLD', zh: '已通知失效', en: 'Told' },
  { code: 'ALREADY_ENDED', zh: '此前已结束', en: 'Had ended before' },
  { code: 'GROUND_BACK', zh: '已恢复，不再失效', en: 'Not told: the ground came back' },
] as const satisfies readonly Term[];

/** A code of invalidationOutcomes. */
export type InvalidationOutcome = (typeof invalidationOutcomes)[number]['code'];

/** The codes of invalidationOutcomes, in its order. */
export const invalidationOutcomeCodes = codesOf(invalidationOutcomes);
