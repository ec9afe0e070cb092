import type { Instant } from '../../domain/calendar.ts';
import type { PaymentOutcome } from '../../domain/vocabulary/payment-outcome.ts';

/** A payment to an employer's account; `paymentReference` names one attempt for good, so that a bank recognises a repeat. */
export interface PaymentOrder {
  /** paymentReferenceForm; a repeat carries the same order, corrected bank data get a new reference. */
  paymentReference: string;
  /** The registered name of the employer, which the holder's must equal. */
  payeeName: string;
  accountNo: string;
  branchName: string;
  cnapsCode?: string | undefined;
  /** Yuan, `0.01` to `1.99`. */
  amount: string;
}

/**
 * What the bank said to an order. UNKNOWN (time-out, lost connection, 5xx, an answer that is none): nobody knows whether it was
 * taken; ask outcomeOf, or send the same order again under the same reference.
 */
export type PayAnswer =
  { status: 'ACCEPTED' } | { status: 'REJECTED'; reason: string } | { status: 'UNKNOWN'; code: string };

/** What the bank knows of a reference. NOT_FOUND: no order was taken, it may be sent again under the same reference. */
export type PaymentReport =
  | { status: 'NOT_FOUND' | 'PENDING' }
  | { status: Exclude<PaymentOutcome, 'PENDING'>; occurredAt: Instant; reason?: string | undefined };

/** A way to pay; two orders under one reference are one payment. */
export interface Bank {
  /** Throws AMOUNT_OUT_OF_RANGE and REFERENCE_MALFORMED before anything is sent. */
  pay(order: PaymentOrder): Promise<PayAnswer>;
  /** Throws a code as its message when the bank could not say. */
  outcomeOf(paymentReference: string): Promise<PaymentReport>;
}

/** What a bank answers to a repeat that is another order: the first one stands, and this is a mistake of ours. */
export const referenceReused = { status: 'UNKNOWN', code: 'BANK_REFERENCE_REUSED' } as const satisfies PayAnswer;
