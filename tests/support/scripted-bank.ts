import type { Bank, PayAnswer, PaymentOrder, PaymentReport } from '../../integrations/bank/bank.ts';

/** A bank that does what the test says: it takes every order and knows nothing more of it until it is told. */
export class ScriptedBank implements Bank {
  /** Every order that reached it, repeats too. */
  readonly orders: PaymentOrder[] = [];
  /** How often it was asked about each reference. */
  readonly asked = new Map<string, number>();
  readonly #reports = new Map<string, PaymentReport>();
  readonly #answers: (PayAnswer | 'LOST')[] = [];

  /** What the next orders are answered, one each; a LOST one is not taken, and its answer is unknown. */
  answerNext(...answers: (PayAnswer | 'LOST')[]): void {
    this.#answers.push(...answers);
  }

  /** Comes to know what became of a payment. */
  decide(paymentReference: string, report: PaymentReport): void {
    this.#reports.set(paymentReference, report);
  }

  pay(order: PaymentOrder): Promise<PayAnswer> {
    this.orders.push(order);
    const answer = this.#answers.shift() ?? { status: 'ACCEPTED' };
    if (answer === 'LOST') return Promise.resolve({ status: 'UNKNOWN', code: 'BANK_TIMEOUT' });
    if (!this.#reports.has(order.paymentReference)) this.decide(order.paymentReference, { status: 'PENDING' });
    return Promise.resolve(answer);
  }

  outcomeOf(paymentReference: string): Promise<PaymentReport> {
    this.asked.set(paymentReference, (this.asked.get(paymentReference) ?? 0) + 1);
    return Promise.resolve(this.#reports.get(paymentReference) ?? { status: 'NOT_FOUND' });
  }
}
