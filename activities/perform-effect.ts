import { afterWord, fateOf } from '../domain/effects.ts';
import { writeSms } from '../domain/messages.ts';
import { findUnendedEffect } from '../database/queries/unended-effect.ts';
import type { EffectKey, PerformEffect } from '../workflows/process.ports.ts';
import { NotYet } from './coded-errors.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { effectAt, endEffect } from './end-effect.ts';
import { parseRecipient } from './recipient.ts';

/**
 * Carries one effect to its end. TRIED is written before the message leaves: after a kill, a provider that recognises the key
 * is asked again; with another one there is at most one repeat. Source: design.md §3.
 */
export function createPerformEffect(deps: ActivityDependencies): PerformEffect {
  return async (key) => {
    const { knex, clock, personalData, sms, faults } = deps;
    const effect = await findUnendedEffect(knex, clock, { ...key, to: parseRecipient(key.recipient) });
    if (!effect) return;
    const { state, message, phoneEncrypted, values, sendings } = effect;
    const fate = fateOf(state, sms);
    if (fate.status !== 'TRIED') return endEffect(knex, key, fate);
    if (phoneEncrypted === null || values === null)
      return endEffect(knex, key, { status: 'GAVE_UP', failureCode: 'NO_RECIPIENT' });
    const to = personalData.decrypt(phoneEncrypted);
    const written = writeSms(message, values);
    await effectAt(knex, key).update({ status: 'TRIED', tries: state.tries + 1, failureCode: null });
    await faults('effect-before');
    const outcome = await sms.send({ to, ...written, key: keyOf(key, sendings) });
    await faults('effect-after');
    const after = afterWord(outcome, state.tries);
    if (after.status !== 'PLANNED') return endEffect(knex, key, after);
    await effectAt(knex, key).update(after);
    throw new NotYet(after.failureCode, outcome.status === 'LATER' ? outcome.afterSeconds : undefined);
  };
}

/** What a provider knows the message by: another one each time staff have it sent again. */
function keyOf({ processId, seq, kind, recipient }: EffectKey, sendings: number): string {
  const key = `${processId}/${seq}/${kind}/${recipient}`;
  return sendings === 1 ? key : `${key}/${sendings}`;
}
