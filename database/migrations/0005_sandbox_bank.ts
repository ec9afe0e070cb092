import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** The embedded mode's bank: what it was told to pay, and what becomes of it at which instant. */
export const name = '0005_sandbox_bank';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sandbox_transfer (
      payment_reference text primary key,
      account_no_encrypted text not null,
      amount_encrypted text not null,
      sent_at timestamptz not null,
      outcome text constraint sandbox_transfer_outcome check (${oneOf('outcome', ['SETTLED', 'RETURNED', 'REJECTED'])}),
      outcome_at timestamptz,
      constraint sandbox_transfer_outcome_with_instant check ((outcome is null) = (outcome_at is null))
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table sandbox_transfer`);
}
