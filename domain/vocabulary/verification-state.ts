import { codesOf, type Term } from './term.ts';

/** Where a unit stands with its verification. Source: api.md §3. */
export const verificationStates = [
  { code: 'UNVERIFIED', zh: '未认证', en: 'Not verified' },
  { code: 'IN_PROGRESS', zh: '认证中', en: 'In progress' },
  { code: 'VERIFIED', zh: '已认证', en: 'Verified' },
  { code: 'REVERIFY_REQUIRED', zh: '需重新认证', en: 'To be verified again' },
  { code: 'REVOKED', zh: '认证已撤销', en: 'Revoked' },
] as const satisfies readonly Term[];

/** A code of verificationStates. */
export type VerificationState = (typeof verificationStates)[number]['code'];

/** The codes of verificationStates, in its order. */
export const verificationStateCodes = codesOf(verificationStates);
