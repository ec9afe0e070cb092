import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { PaymentOutcome } from '../../domain/vocabulary/payment-outcome.ts';
import { referenceReused, type Bank, type PaymentOrder, type PaymentReport } from './bank.ts';
import { checkOrder } from './check-order.ts';

/** How the sandbox keeps accounts and amounts. */
export interface TransferSeal {
  encrypt(plain: string): string;
  decrypt(text: string): string;
}

/** What the sandbox works with; `clock` answers the present instant as an SQL expression. */
export interface SandboxBankDependencies {
  knex: Knex;
  seal: TransferSeal;
  clock: () => Promise<string>;
}

type Outcome = Exclude<PaymentOutcome, 'PENDING'>;

interface Transfer {
  accountNoEncrypted: string;
  amountEncrypted: string;
  /** Both are null where nothing will ever be heard. */
  outcome: Outcome | null;
  outcomeAt: Instant | null;
  isDue: boolean | null;
}

/** What becomes of a payment by the last four digits of its account; undefined: nothing is ever heard. Source: api.md §10. */
const special: Record<string, { outcome: Outcome; afterSeconds: number } | undefined> = {
  '9001': undefined,
  '9002': { outcome: 'RETURNED', afterSeconds: 1 },
  '9003': { outcome: 'REJECTED', afterSeconds: 0 },
};
const usual = { outcome: 'SETTLED', afterSeconds: 1 } as const;
const reasons = { SETTLED: undefined, RETURNED: 'ACCOUNT_CLOSED', REJECTED: 'NAME_MISMATCH' } as const;

/**
 * The embedded mode's bank: rows of a table, read on /sandbox/bank/transfers. What becomes of a payment, and when, is written
 * down as it is taken, so that a kill loses nothing; it never calls back.
 */
export function sandboxBank(deps: SandboxBankDependencies): Bank {
  return {
    async pay(order) {
      checkOrder(order);
      await store(deps, order);
      const transfer = await find(deps, order.paymentReference);
      if (!transfer || !isOf(transfer, order, deps.seal)) return referenceReused;
      return transfer.outcome === 'REJECTED'
        ? { status: 'REJECTED', reason: reasons.REJECTED }
        : { status: 'ACCEPTED' };
    },
    async outcomeOf(paymentReference): Promise<PaymentReport> {
      const transfer = await find(deps, paymentReference);
      if (!transfer) return { status: 'NOT_FOUND' };
      const { outcome, outcomeAt, isDue } = transfer;
      if (!isDue || outcome === null || outcomeAt === null) return { status: 'PENDING' };
      return { status: outcome, occurredAt: outcomeAt, reason: reasons[outcome] };
    },
  };
}

/** Writes a payment down once; of a repeat nothing is taken. */
async function store({ knex, seal, clock }: SandboxBankDependencies, order: PaymentOrder): Promise<void> {
  const { paymentReference, accountNo, amount } = order;
  const lastFour = accountNo.slice(-4);
  const fate = lastFour in special ? special[lastFour] : usual;
  await knex.raw(
    `insert into sandbox_transfer (payment_reference, account_no_encrypted, amount_encrypted, sent_at, outcome, outcome_at)
     select :paymentReference, :account, :amount, present.at, :outcome, present.at + make_interval(secs => :afterSeconds)
     from (select ${await clock()} as at) present
     on conflict (payment_reference) do nothing`,
    {
      ...{ paymentReference, account: seal.encrypt(accountNo), amount: seal.encrypt(amount) },
      ...{ outcome: fate?.outcome ?? null, afterSeconds: fate?.afterSeconds ?? null },
    },
  );
}

async function find({ knex, clock }: SandboxBankDependencies, paymentReference: string): Promise<Transfer | undefined> {
  const { rows } = await knex.raw<{ rows: Transfer[] }>(
    `select account_no_encrypted, amount_encrypted, outcome, outcome_at, outcome_at <= ${await clock()} as is_due
     from sandbox_transfer where payment_reference = :paymentReference`,
    { paymentReference },
  );
  return rows[0];
}

function isOf({ accountNoEncrypted, amountEncrypted }: Transfer, order: PaymentOrder, seal: TransferSeal): boolean {
  return seal.decrypt(accountNoEncrypted) === order.accountNo && seal.decrypt(amountEncrypted) === order.amount;
}
