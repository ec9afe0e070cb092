import { fenOf, paymentReferenceForm } from '../../domain/payments.ts';
import type { PaymentOrder } from './bank.ts';

/** Throws AMOUNT_OUT_OF_RANGE or REFERENCE_MALFORMED for an order that no bank of ours may see. */
export function checkOrder({ amount, paymentReference }: PaymentOrder): void {
  if (fenOf(amount) === null) throw new Error('AMOUNT_OUT_OF_RANGE');
  checkReference(paymentReference);
}

/** Throws REFERENCE_MALFORMED for what cannot be a reference of ours. */
export function checkReference(paymentReference: string): void {
  if (!paymentReferenceForm.test(paymentReference)) throw new Error('REFERENCE_MALFORMED');
}
