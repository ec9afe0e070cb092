import { codesOf, type Term } from './term.ts';

/** How an agreement stands, for whoever checks it; what is not in force stands across its copies. Source: domain.md §6.6. */
export const agreementStates = [
  { code: 'IN_FORCE', zh: '生效中', en: 'In force' },
  { code: 'TERMINATED', zh: '已解约', en: 'Terminated' },
  { code: 'INVALIDATED', zh: '失效', en: 'Invalidated' },
] as const satisfies readonly Term[];

/** A code of agreementStates. */
export type AgreementState = (typeof agreementStates)[number]['code'];

/** The codes of agreementStates, in its order. */
export const agreementStateCodes = codesOf(agreementStates);
