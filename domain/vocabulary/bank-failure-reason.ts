import { codesOf, type Term } from './term.ts';

/** Why a remittance did not arrive, as far as it is known. Source: domain.md §3.3, api.md §5, §10. */
export const bankFailureReasons = [
  { code: 'NO_CONFIRMATION', zh: '银行未在期限内确认', en: 'The bank did not confirm in time' },
  { code: 'RETURNED', zh: '款项被退回', en: 'The money was returned' },
  { code: 'REJECTED', zh: '银行未受理汇款', en: 'The bank did not take the transfer' },
  { code: 'HOLDER_MISMATCH', zh: '账户名称与单位名称不一致', en: 'The account has another holder' },
] as const satisfies readonly Term[];

/** A code of bankFailureReasons. */
export type BankFailureReason = (typeof bankFailureReasons)[number]['code'];

/** The codes of bankFailureReasons, in its order. */
export const bankFailureReasonCodes = codesOf(bankFailureReasons);
