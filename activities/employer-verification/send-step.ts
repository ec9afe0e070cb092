import type { Knex } from 'knex';
import type { PersonalData } from '../../database/personal-data.ts';
import { effectIsApt, outcomeIsAwaited } from '../../domain/employer-verification-effects.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { EffectStatus } from '../../domain/vocabulary/effect-status.ts';
import type { PaymentOrder } from '../../integrations/bank/bank.ts';
import type { EffectKey } from '../../workflows/process.ports.ts';
import { effectAt, endEffect } from '../end-effect.ts';
import { inTransaction } from '../../database/transactions.ts';
import { attemptOf } from './remittance-recipient.ts';

/** What is to be done next for a send that is not at its end; NOTHING when it has come to it. */
export type SendStep = { do: 'NOTHING' } | { do: 'ASK'; paymentReference: string } | { do: 'PAY'; order: PaymentOrder };

interface Row {
  state: EmployerVerificationState;
  status: EffectStatus;
  tries: number;
  paymentReference: string;
  payeeName: string;
  accountNoEncrypted: string | null;
  bankBranchName: string | null;
  cnapsCode: string | null;
  amountEncrypted: string | null;
}

const nothing: SendStep = { do: 'NOTHING' };

/**
 * Decides the next step under a lock on the process, against which no decision runs, and writes it down before it is taken.
 * `bankKnowsNothing`: it was asked, and has no order under this reference. Source: design.md §3.
 */
export async function nextStepOfSend(
  { knex, personalData }: { knex: Knex; personalData: PersonalData },
  key: EffectKey,
  { bankKnowsNothing }: { bankKnowsNothing: boolean },
): Promise<SendStep> {
  const attempt = attemptOf(key.recipient);
  return inTransaction(knex, async (trx) => {
    const row = await lockSend(trx, key, attempt);
    if (!row) return nothing;
    const effect = { kind: 'REMIT', attempt } as const;
    const isApt = effectIsApt(effect, row.state);
    const wasTried = row.status === 'TRIED';
    if (wasTried && !bankKnowsNothing) {
      if (outcomeIsAwaited(effect, row.state)) return { do: 'ASK', paymentReference: row.paymentReference };
      // The order is with the bank, and what becomes of it changes nothing any more.
      return endedAs(trx, key, 'DONE');
    }
    if (!isApt) return endedAs(trx, key, 'LEFT_OUT');
    const order = orderOf(row, personalData);
    await effectAt(trx, key).update({ status: 'TRIED', tries: row.tries + 1 });
    return { do: 'PAY', order };
  });
}

async function endedAs(trx: Knex.Transaction, key: EffectKey, status: 'DONE' | 'LEFT_OUT'): Promise<SendStep> {
  await endEffect(trx, key, { status });
  return nothing;
}

async function lockSend(trx: Knex.Transaction, key: EffectKey, attempt: number): Promise<Row | undefined> {
  const { processId, seq, kind, recipient } = key;
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select p.state, e.status, e.tries, r.payment_reference, v.employer_name as payee_name, r.account_no_encrypted,
       r.bank_branch_name, r.cnaps_code, r.amount_encrypted
     from process p
       join employer_verification v on v.id = p.id
       join remittance r on r.process_id = p.id and r.attempt = :attempt
       join effect e on e.process_id = p.id and e.seq = :seq and e.kind = :kind and e.recipient = :recipient
     where p.id = :processId and e.ended_at is null
     for no key update of p`,
    { processId, seq, kind, recipient, attempt },
  );
  return rows[0];
}

function orderOf(row: Row, personalData: PersonalData): PaymentOrder {
  const { paymentReference, payeeName, accountNoEncrypted, bankBranchName, cnapsCode, amountEncrypted } = row;
  if (accountNoEncrypted === null || bankBranchName === null || amountEncrypted === null)
    throw new Error('BANK_DATA_FORGOTTEN');
  return {
    paymentReference,
    payeeName,
    accountNo: personalData.decrypt(accountNoEncrypted),
    branchName: bankBranchName,
    cnapsCode: cnapsCode ?? undefined,
    amount: personalData.decrypt(amountEncrypted),
  };
}
