import { codesOf, type Term } from './term.ts';

/** The kinds of durable process. Source: design.md §4. */
export const processKinds = [
  { code: 'EMPLOYER_VERIFICATION', zh: '身份认证', en: 'Employer verification' },
  { code: 'SIGNING', zh: '签约', en: 'Signing' },
  { code: 'TERMINATION', zh: '解约', en: 'Termination' },
] as const satisfies readonly Term[];

/** A code of processKinds. */
export type ProcessKind = (typeof processKinds)[number]['code'];

/** The codes of processKinds, in its order. */
export const processKindCodes = codesOf(processKinds);
