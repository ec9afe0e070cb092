import { codesOf, type Term } from './term.ts';

/** Why a school takes a graduate out of a cohort. Source: api.md §8. */
export const removalReasons = [
  { code: 'DROPPED_OUT', zh: '退学', en: 'Dropped out' },
  { code: 'NOT_GRADUATING', zh: '不能如期毕业', en: 'Not graduating' },
  { code: 'LEFT_COHORT', zh: '转出本届', en: 'Left the cohort' },
] as const satisfies readonly Term[];

/** A code of removalReasons. */
export type RemovalReason = (typeof removalReasons)[number]['code'];

/** The codes of removalReasons, in its order. */
export const removalReasonCodes = codesOf(removalReasons);
