import type { Knex } from 'knex';
import type { EffectKey } from '../workflows/process.ports.ts';

/** The row of an effect that is not at its end. */
export function effectAt(knex: Knex, { processId, seq, kind, recipient }: EffectKey): Knex.QueryBuilder {
  return knex('effect').where({ processId, seq, kind, recipient }).whereNull('endedAt');
}

/** Brings an effect to its end, once: one that has come to it stays as it is. */
export async function endEffect(
  knex: Knex,
  key: EffectKey,
  outcome: { status: 'DONE' | 'GAVE_UP' | 'LEFT_OUT'; providerMessageId?: string; failureCode?: string | null },
): Promise<void> {
  await effectAt(knex, key).update({ failureCode: null, ...outcome, endedAt: knex.raw('clock_timestamp()') });
}
