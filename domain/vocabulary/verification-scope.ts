import { codesOf, type Term } from './term.ts';

/** Where a verification is valid. Source: domain.md §1, §15 row 19. */
export const verificationScopes = [
  { code: 'NATIONAL', zh: '全国通用认证', en: 'Valid nationally' },
  { code: 'PROVINCIAL', zh: '省级认证', en: 'Valid in one province' },
] as const satisfies readonly Term[];

/** A code of verificationScopes. */
export type VerificationScope = (typeof verificationScopes)[number]['code'];

/** The codes of verificationScopes, in its order. */
export const verificationScopeCodes = codesOf(verificationScopes);
