import { codesOf, type Term } from './term.ts';

/** Whether a case still waits for its reviewer. Source: api.md §8. */
export const reviewCaseStates = [
  { code: 'OPEN', zh: '待审核', en: 'Open' },
  { code: 'DECIDED', zh: '已审核', en: 'Decided' },
] as const satisfies readonly Term[];

/** A code of reviewCaseStates. */
export type ReviewCaseState = (typeof reviewCaseStates)[number]['code'];

/** The codes of reviewCaseStates, in its order. */
export const reviewCaseStateCodes = codesOf(reviewCaseStates);
