import type { Knex } from 'knex';
import { fateOf } from '../domain/effects.ts';
import { fillMessage } from '../domain/messages.ts';
import { findUnendedEffect } from '../database/queries/unended-effect.ts';
import type { EffectKey, PerformEffect } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { parseRecipient } from './recipient.ts';

/**
 * Carries one effect to its end. TRIED is written before the message leaves: after a kill, a provider that recognises the key
 * is asked again; with another one there is at most one repeat. Source: design.md §3.
 */
export function createPerformEffect(deps: ActivityDependencies): PerformEffect {
  return async (key) => {
    const { knex, clock, personalData, sms, faults } = deps;
    const effect = await findUnendedEffect(knex, clock, { ...keyOf(key), to: parseRecipient(key.recipient) });
    if (!effect) return;
    const { state, message, phoneEncrypted, values } = effect;
    const fate = fateOf(state, sms);
    if (fate.status !== 'TRIED') return end(knex, key, fate);
    if (phoneEncrypted === null || values === null)
      return end(knex, key, { status: 'GAVE_UP', failureCode: 'NO_RECIPIENT' });
    const to = personalData.decrypt(phoneEncrypted);
    const text = fillMessage(message, 'zh', values);
    await knex('effect')
      .where(keyOf(key))
      .whereNull('endedAt')
      .update({ status: 'TRIED', tries: state.tries + 1 });
    await faults('effect-before');
    const outcome = await sms.send({ to, text, key: `${key.processId}/${key.seq}/${key.kind}/${key.recipient}` });
    await faults('effect-after');
    await end(
      knex,
      key,
      outcome.status === 'SENT'
        ? { status: 'DONE', providerMessageId: outcome.providerMessageId }
        : { status: 'GAVE_UP', failureCode: outcome.code },
    );
  };
}

function keyOf({ processId, seq, kind, recipient }: EffectKey): EffectKey {
  return { processId, seq, kind, recipient };
}

async function end(
  knex: Knex,
  key: EffectKey,
  outcome: { status: 'DONE' | 'GAVE_UP' | 'LEFT_OUT'; providerMessageId?: string; failureCode?: string },
): Promise<void> {
  await knex('effect')
    .where(keyOf(key))
    .whereNull('endedAt')
    .update({ ...outcome, endedAt: knex.raw('clock_timestamp()') });
}
