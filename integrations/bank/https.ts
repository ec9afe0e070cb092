import { z } from 'zod';
import { bankReasonForm } from '../../domain/payments.ts';
import { paymentOutcomeCodes } from '../../domain/vocabulary/payment-outcome.ts';
import { referenceReused, type Bank, type PayAnswer, type PaymentOrder, type PaymentReport } from './bank.ts';
import { checkOrder, checkReference } from './check-order.ts';
import { exchangeWith, type BankAddress, type BankRequest } from './exchange.ts';

const Reason = z.string().regex(bankReasonForm);
const PayBody = z.discriminatedUnion('status', [
  z.object({ paymentReference: z.string(), status: z.literal('ACCEPTED') }),
  z.object({ paymentReference: z.string(), status: z.literal('REJECTED'), reason: Reason }),
]);
const ReportBody = z.discriminatedUnion('status', [
  z.object({ paymentReference: z.string(), status: z.enum(['NOT_FOUND', 'PENDING']) }),
  z.object({
    paymentReference: z.string(),
    status: z.enum(paymentOutcomeCodes).exclude(['PENDING']),
    occurredAt: z.iso.datetime({ precision: 3 }),
    reason: Reason.optional(),
  }),
]);

/**
 * A bank over HTTPS, the protocol of docs/bank.md. `POST {url}/payments` takes
 * `{ paymentReference, payeeName, accountNo, branchName, cnapsCode?, amount, currency: "CNY" }` with the reference as
 * Idempotency-Key, and answers `{ paymentReference, status: "ACCEPTED" }` or `{ …, status: "REJECTED", reason }`;
 * `GET {url}/payments/{paymentReference}` answers `{ paymentReference, status, occurredAt?, reason? }`. Only a whole answer
 * with status 200 about this very reference is believed: everything else is unknown, and told by a code.
 */
export function httpsBank(address: BankAddress): Bank {
  const exchange = exchangeWith(address);
  return {
    async pay(order): Promise<PayAnswer> {
      checkOrder(order);
      const heard = await exchange(requestOf(order), PayBody);
      if ('code' in heard) return heard.code === 'BANK_HTTP_409' ? referenceReused : { status: 'UNKNOWN', ...heard };
      const { answer } = heard;
      return answer.status === 'REJECTED' ? { status: 'REJECTED', reason: answer.reason } : { status: 'ACCEPTED' };
    },
    async outcomeOf(paymentReference): Promise<PaymentReport> {
      checkReference(paymentReference);
      const path = `payments/${paymentReference}`;
      const heard = await exchange({ method: 'GET', path, paymentReference, body: '' }, ReportBody);
      if ('code' in heard) throw new Error(heard.code);
      const { answer } = heard;
      if (!('occurredAt' in answer)) return { status: answer.status };
      return { status: answer.status, occurredAt: answer.occurredAt, reason: answer.reason };
    },
  };
}

function requestOf(order: PaymentOrder): BankRequest {
  const { paymentReference, payeeName, accountNo, branchName, cnapsCode, amount } = order;
  const body = { paymentReference, payeeName, accountNo, branchName, cnapsCode, amount, currency: 'CNY' };
  return { method: 'POST', path: 'payments', paymentReference, body: JSON.stringify(body) };
}
