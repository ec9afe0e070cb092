import { codesOf, type Term } from './term.ts';

/** The three ways out of a signed agreement; the kind gives the steps. Source: domain.md §7. */
export const terminationKinds = [
  { code: 'CONSENT', zh: '协商解约', en: 'By consent' },
  { code: 'MEDIATION', zh: '学校调解', en: 'School mediation' },
  { code: 'VOID', zh: '学校作废', en: 'Voided by the school' },
] as const satisfies readonly Term[];

/** A code of terminationKinds. */
export type TerminationKind = (typeof terminationKinds)[number]['code'];

/** The codes of terminationKinds, in its order. */
export const terminationKindCodes = codesOf(terminationKinds);
