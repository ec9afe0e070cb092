import type { Knex } from 'knex';
import { currentRequestId } from '../database/request-context.ts';
import type { Instant } from '../domain/calendar.ts';
import { reportOf } from '../domain/error-report.ts';
import { holderMismatchReason } from '../domain/payments.ts';
import type { PaymentOutcome } from '../domain/vocabulary/payment-outcome.ts';
import type { CommandDependencies } from './dependencies.ts';
import type {
  RemittanceRejectedBody,
  RemittanceReturnedBody,
  RemittanceSettledBody,
} from './employer-verification-bodies.ts';
import { storeCommand } from './inbox.ts';

/** What the bank says became of one payment. */
export interface BankWord {
  /** The bank's own name for this word; a repeat carries the same one. */
  eventId: string;
  paymentReference: string;
  outcome: Exclude<PaymentOutcome, 'PENDING'>;
  occurredAt: Instant;
  reason?: string | undefined;
}

/** What came of a word: written down, told before, or about no payment of ours. */
export type BankWordAnswer = 'RECORDED' | 'REPEATED' | 'UNKNOWN_REFERENCE';

const kinds = {
  SETTLED: 'remittanceSettled',
  RETURNED: 'remittanceReturned',
  REJECTED: 'remittanceRejected',
} as const satisfies Record<BankWord['outcome'], string>;

/** 银行回执: puts what the bank told into the verification's inbox, once, and lets the verification look. Source: api.md §5. */
export async function recordBankWord(
  deps: Pick<CommandDependencies, 'knex' | 'engine' | 'clock' | 'personalData' | 'log'>,
  word: BankWord,
): Promise<BankWordAnswer> {
  const { answer, processId } = await deps.knex.transaction((trx) => storeBankWord({ ...deps, knex: trx }, word));
  if (answer === 'RECORDED' && processId !== null) await pokeVerification(deps, processId);
  return answer;
}

/**
 * Writes a word down and puts it into the inbox, in the caller's transaction. The process is locked first, so that words about
 * one payment come one after the other; one about an earlier moment than what is known already changes nothing.
 */
export async function storeBankWord(
  deps: Pick<CommandDependencies, 'clock' | 'personalData'> & { knex: Knex.Transaction },
  { eventId, paymentReference, outcome, occurredAt, reason }: BankWord,
): Promise<{ answer: BankWordAnswer; processId: string | null }> {
  const { rows } = await deps.knex.raw<{ rows: { processId: string; attempt: number }[] }>(
    `select p.id as process_id, r.attempt from remittance r join process p on p.id = r.process_id
     where r.payment_reference = ? for no key update of p`,
    paymentReference,
  );
  const [payment] = rows;
  if (!payment) return { answer: 'UNKNOWN_REFERENCE', processId: null };
  const { processId, attempt } = payment;
  const later = await deps
    .knex('bank_event')
    .where({ paymentReference })
    .andWhere('occurredAt', '>', occurredAt)
    .first('eventId');
  const stored = await deps
    .knex('bank_event')
    .insert({ eventId, paymentReference, outcome, occurredAt })
    .onConflict('eventId')
    .ignore()
    .returning('eventId');
  if (stored.length === 0) return { answer: 'REPEATED', processId };
  if (later !== undefined) return { answer: 'RECORDED', processId };
  const body: RemittanceSettledBody | RemittanceReturnedBody | RemittanceRejectedBody =
    outcome === 'SETTLED' ? { attempt } : { attempt, holderMismatch: reason === holderMismatchReason };
  await storeCommand(
    deps,
    {
      process: { id: processId, kind: 'EMPLOYER_VERIFICATION', cohortYear: null },
      kind: kinds[outcome],
      body,
      actorAccountId: null,
      actorRelation: 'SYSTEM',
      idempotency: null,
      requestId: currentRequestId() ?? `bank-event:${eventId}`,
      clientAddress: null,
    },
    false,
  );
  return { answer: 'RECORDED', processId };
}

/** Lets a verification look into its inbox; one that cannot be reached now is poked again by the Schedule. */
export async function pokeVerification(
  { engine, log }: Pick<CommandDependencies, 'engine' | 'log'>,
  processId: string,
): Promise<void> {
  try {
    await engine.poke({ id: processId, kind: 'EMPLOYER_VERIFICATION', cohortYear: null });
  } catch (error) {
    log.warn({ processId, error: reportOf(error) }, 'the engine did not answer');
  }
}
