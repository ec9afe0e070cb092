import type { Bank } from './bank.ts';

/** No bank: every order is rejected at once, and the employer is offered the other method. */
export const noBank: Bank = {
  pay: () => Promise.resolve({ status: 'REJECTED', reason: 'BANK_NOT_CONFIGURED' }),
  outcomeOf: () => Promise.resolve({ status: 'NOT_FOUND' }),
};
