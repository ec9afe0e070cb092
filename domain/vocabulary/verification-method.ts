import { codesOf, type Term } from './term.ts';

/** How a unit is verified. Source: domain.md §1. */
export const verificationMethods = [
  { code: 'REMITTANCE', zh: '对公账号汇款认证', en: 'Remittance to the corporate account' },
  { code: 'MATERIALS', zh: '上传材料认证', en: 'Uploaded material' },
] as const satisfies readonly Term[];

/** A code of verificationMethods. */
export type VerificationMethod = (typeof verificationMethods)[number]['code'];

/** The codes of verificationMethods, in its order. */
export const verificationMethodCodes = codesOf(verificationMethods);
