import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** The newest result of each class of reconciliation. */
export const name = '0018_reconciliation';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table reconciliation_check (
      code text primary key constraint reconciliation_check_code check (${oneOf('code', [
        ...['UNDECIDED_COMMAND', 'MISSING_WORKFLOW', 'IDLE_WORKFLOW', 'FAILING_WORKFLOW'],
        ...['STRAY_BINDING', 'UNDONE_EFFECT', 'BROKEN_RULE'],
      ])}),
      checked_at timestamptz not null,
      found integer not null,
      repaired integer not null constraint reconciliation_check_repaired check (repaired between 0 and found),
      alarms integer not null constraint reconciliation_check_alarms check (alarms between 0 and found),
      findings jsonb not null constraint reconciliation_check_few_findings
        check (jsonb_typeof(findings) = 'array' and jsonb_array_length(findings) <= least(found, 50))
    );
    comment on table reconciliation_check is 'What the newest check of each class found: ids and codes alone.';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table reconciliation_check');
}
