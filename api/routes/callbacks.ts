import { checkBankSignature } from '../../commands/check-bank-signature.ts';
import { recordBankWord } from '../../commands/record-bank-word.ts';
import { DomainError } from '../../domain/errors.ts';
import { defineRoute } from '../route.ts';
import { BankCallback, BankCallbackTaken } from '../schemas/callbacks.ts';

/** What the bank tells of a payment, by itself. */
export const postBankCallback = defineRoute({
  method: 'post',
  path: '/callbacks/bank',
  base: '',
  summary: '银行回调 What the bank tells of a payment',
  description:
    'For the bank alone: X-Timestamp, and X-Signature as told in docs/bank.md. 401 SIGNATURE_WRONG for a wrong signature or a timestamp more than 5 minutes from our clock, 404 for a payment that is none of ours; a repeat is answered 200 and changes nothing.',
  tag: 'Callbacks',
  access: 'OPEN',
  kind: 'write',
  checkSignature: async ({ deps, ...call }) => checkBankSignature(deps, deps.settings.bankCallbackKeys, call),
  body: BankCallback,
  answers: { 200: BankCallbackTaken },
  handle: async ({ deps, body }) => {
    const outcome = await recordBankWord(deps, body);
    if (outcome === 'UNKNOWN_REFERENCE') throw new DomainError('NOT_FOUND');
    return { status: outcome };
  },
});
