import { supplementReasons } from './supplement-reason.ts';
import { codesOf, type Term } from './term.ts';

/**
 * Why a verification ended rejected: staff have the reasons they have for a file; the last two nobody gives for
 * a file: another unit with the same credit code was verified, or the unit was disabled. Source: api.md §8, domain.md §3.3, §8.
 */
export const verificationRejectReasons = [
  ...supplementReasons,
  { code: 'EMPLOYER_EXISTS', zh: '该统一社会信用代码的单位已认证', en: 'A verified unit already has this credit code' },
  { code: 'EMPLOYER_DISABLED', zh: '单位已停用', en: 'Employer disabled' },
] as const satisfies readonly Term[];

/** A code of verificationRejectReasons. */
export type VerificationRejectReason = (typeof verificationRejectReasons)[number]['code'];

/** The codes of verificationRejectReasons, in its order. */
export const verificationRejectReasonCodes = codesOf(verificationRejectReasons);
