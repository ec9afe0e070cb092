import { codesOf, type Term } from './term.ts';

/** What became of a payment to an employer's account; all but PENDING are the bank's last word or its correction. Source: api.md §5. */
export const paymentOutcomes = [
  { code: 'PENDING', zh: '处理中', en: 'Under way' },
  { code: 'SETTLED', zh: '已到账', en: 'Settled' },
  { code: 'RETURNED', zh: '已退回', en: 'Returned' },
  { code: 'REJECTED', zh: '已拒绝', en: 'Rejected' },
] as const satisfies readonly Term[];

/** A code of paymentOutcomes. */
export type PaymentOutcome = (typeof paymentOutcomes)[number]['code'];

/** The codes of paymentOutcomes, in its order. */
export const paymentOutcomeCodes = codesOf(paymentOutcomes);
