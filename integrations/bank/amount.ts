import { randomInt } from 'node:crypto';
import { amountOfFen, paymentFen } from '../../domain/payments.ts';

/** An amount nobody can foresee, each of the 199 as likely as the others; it goes into no log. */
export function randomAmount(): string {
  return amountOfFen(randomInt(paymentFen.min, paymentFen.max + 1));
}
