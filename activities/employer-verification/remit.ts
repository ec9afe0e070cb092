import type { CommandDependencies } from '../../commands/dependencies.ts';
import { pokeVerification, storeBankWord, type BankWord } from '../../commands/record-bank-word.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import type { Bank, PaymentOrder } from '../../integrations/bank/bank.ts';
import type { EffectKey, PerformEffect } from '../../workflows/process.ports.ts';
import { NotYet } from '../coded-errors.ts';
import { endEffect } from '../end-effect.ts';
import { inTransaction } from '../../database/transactions.ts';
import { nextStepOfSend } from './send-step.ts';

/** What sending money needs. */
export type RemitDependencies = Pick<
  CommandDependencies,
  'knex' | 'engine' | 'clock' | 'personalData' | 'log' | 'faults'
> & { bank: Bank };

/**
 * Carries one send of money to its end. TRIED is written before the order leaves; from then on the bank is asked first, and
 * gets the same order again only when it knows of none. What it says goes into the verification's inbox; as long as it says
 * nothing, NotYet lets Temporal ask again, later each time. Source: design.md §3, docs/bank.md.
 */
export function createRemit(deps: RemitDependencies): PerformEffect {
  return async (key) => {
    const step = await nextStepOfSend(deps, key, { bankKnowsNothing: false });
    switch (step.do) {
      case 'NOTHING':
        return;
      case 'ASK':
        return ask(deps, key, step.paymentReference);
      case 'PAY':
        return pay(deps, key, step.order);
    }
  };
}

async function ask(deps: RemitDependencies, key: EffectKey, paymentReference: string): Promise<void> {
  const report = await deps.bank.outcomeOf(paymentReference);
  switch (report.status) {
    case 'PENDING':
      throw new NotYet('PAYMENT_PENDING');
    case 'NOT_FOUND': {
      const step = await nextStepOfSend(deps, key, { bankKnowsNothing: true });
      return step.do === 'PAY' ? pay(deps, key, step.order) : undefined;
    }
    default: {
      const { status: outcome, occurredAt, reason } = report;
      return hear(deps, key, { paymentReference, outcome, occurredAt, reason });
    }
  }
}

async function pay(deps: RemitDependencies, key: EffectKey, order: PaymentOrder): Promise<void> {
  const { bank, knex, clock, faults } = deps;
  await faults('effect-before');
  const answer = await bank.pay(order);
  await faults('effect-after');
  switch (answer.status) {
    case 'ACCEPTED':
      throw new NotYet('PAYMENT_PENDING');
    case 'UNKNOWN':
      throw new Error(answer.code);
    case 'REJECTED': {
      const { paymentReference } = order;
      const occurredAt = await presentInstant(knex, clock);
      return hear(deps, key, { paymentReference, outcome: 'REJECTED', occurredAt, reason: answer.reason });
    }
  }
}

/** The word and the end of the effect in one transaction: after a kill either both are there, or the bank is asked again. */
async function hear(deps: RemitDependencies, key: EffectKey, said: Omit<BankWord, 'eventId'>): Promise<void> {
  // No event of the bank's own has a name with a slash.
  const word = { ...said, eventId: `asked/${said.paymentReference}/${said.outcome}` };
  await inTransaction(deps.knex, async (trx) => {
    await storeBankWord({ ...deps, knex: trx }, word);
    await endEffect(trx, key, { status: 'DONE' });
  });
  await pokeVerification(deps, key.processId);
}
