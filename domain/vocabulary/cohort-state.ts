import { codesOf, type Term } from './term.ts';

/** Where a cohort stands between its opening and closing day. Source: api.md §9. */
export const cohortStates = [
  { code: 'UPCOMING', zh: '未开始', en: 'Upcoming' },
  { code: 'OPEN', zh: '进行中', en: 'Open' },
  { code: 'CLOSED', zh: '已截止', en: 'Closed' },
] as const satisfies readonly Term[];

/** A code of cohortStates. */
export type CohortState = (typeof cohortStates)[number]['code'];

/** The codes of cohortStates, in its order. */
export const cohortStateCodes = codesOf(cohortStates);
