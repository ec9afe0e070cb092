import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { PaymentOutcome } from '../../domain/vocabulary/payment-outcome.ts';
import type { Clock } from '../clock.ts';

/** A payment by the sandbox's bank, still sealed; `at` is when it was sent. */
export interface SandboxTransferRow {
  paymentReference: string;
  accountNoEncrypted: string;
  amountEncrypted: string;
  outcome: PaymentOutcome;
  at: Instant;
}

const transfersMax = 200;

/** The newest payments, each with what has become of it by now. */
export async function listSandboxTransfers(knex: Knex, clock: Clock): Promise<SandboxTransferRow[]> {
  const { rows } = await knex.raw<{ rows: SandboxTransferRow[] }>(
    `select payment_reference, account_no_encrypted, amount_encrypted, sent_at as at,
       case when outcome_at <= ${await clock()} then outcome else 'PENDING' end as outcome
     from sandbox_transfer order by sent_at desc, payment_reference desc limit ${transfersMax}`,
  );
  return rows;
}
