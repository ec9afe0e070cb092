import { codesOf, type Term } from './term.ts';

/** Who asks for a termination: one of the two sides, or the school that voids. Source: domain.md §7. */
export const terminationApplicants = [
  { code: 'EMPLOYER', zh: '用人单位', en: 'The employer' },
  { code: 'GRADUATE', zh: '毕业生', en: 'The graduate' },
  { code: 'SCHOOL', zh: '学校', en: 'The school' },
] as const satisfies readonly Term[];

/** A code of terminationApplicants. */
export type TerminationApplicant = (typeof terminationApplicants)[number]['code'];

/** The codes of terminationApplicants, in its order. */
export const terminationApplicantCodes = codesOf(terminationApplicants);

/** One of the two that signed. */
export type TerminationSide = Exclude<TerminationApplicant, 'SCHOOL'>;
