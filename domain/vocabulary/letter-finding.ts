import { codesOf, type Term } from './term.ts';

/** What staff found when they looked at a letter after the unit was verified. Source: domain.md §3.3. */
export const letterFindings = [
  { code: 'IN_ORDER', zh: '核对无误', en: 'In order' },
  { code: 'FALSE', zh: '存疑', en: 'False' },
] as const satisfies readonly Term[];

/** A code of letterFindings. */
export type LetterFinding = (typeof letterFindings)[number]['code'];

/** The codes of letterFindings, in its order. */
export const letterFindingCodes = codesOf(letterFindings);
