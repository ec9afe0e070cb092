import { codesOf, type Term } from './term.ts';

/** The levels that may review a case, in the order in which they do. Source: domain.md §6.4. */
export const reviewStages = [
  { code: 'COLLEGE', zh: '学院审核', en: 'College review' },
  { code: 'SCHOOL', zh: '学校审核', en: 'School review' },
] as const satisfies readonly Term[];

/** A code of reviewStages. */
export type ReviewStage = (typeof reviewStages)[number]['code'];

/** The codes of reviewStages, in its order. */
export const reviewStageCodes = codesOf(reviewStages);
