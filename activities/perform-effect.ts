import type { Knex } from 'knex';
import { fateOf, type EffectState } from '../domain/effects.ts';
import { fillMessage } from '../domain/messages.ts';
import type { MessageCode } from '../domain/vocabulary/messages.ts';
import { messageValues } from '../database/queries/message-values.ts';
import type { EffectKey, PerformEffect } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { parseRecipient } from './recipient.ts';

interface UnendedEffect extends EffectState {
  message: MessageCode;
}

/**
 * Carries one effect to its end. TRIED is written before the message leaves: after a kill, a provider that recognises the key
 * is asked again; with another one there is at most one repeat. Source: design.md §3.
 */
export function createPerformEffect(deps: ActivityDependencies): PerformEffect {
  return async (key) => {
    const { knex, sms, faults } = deps;
    const effect = await findUnended(deps, key);
    if (!effect) return;
    const fate = fateOf(effect, sms);
    if (fate.status !== 'TRIED') return end(knex, key, fate);
    const to = await phoneOf(deps, key.recipient);
    const [values] = await messageValues(knex, [{ ...key, message: effect.message }]);
    if (to === null || !values) return end(knex, key, { status: 'GAVE_UP', failureCode: 'NO_RECIPIENT' });
    const text = fillMessage(effect.message, 'zh', values);
    await knex('effect')
      .where(keyOf(key))
      .whereNull('endedAt')
      .update({ status: 'TRIED', tries: effect.tries + 1 });
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

async function findUnended({ knex, clock }: ActivityDependencies, key: EffectKey): Promise<UnendedEffect | undefined> {
  const { rows } = await knex.raw<{ rows: UnendedEffect[] }>(
    `select e.message, e.tries, e.due_at, e.only_at_seq and p.seq <> e.seq as outdated, e.only_at_seq as is_reminder,
       ${await clock()} as now
     from effect e join process p on p.id = e.process_id
     where e.process_id = :processId and e.seq = :seq and e.kind = :kind and e.recipient = :recipient
       and e.ended_at is null`,
    { ...key },
  );
  return rows[0];
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

async function phoneOf({ knex, personalData }: ActivityDependencies, recipient: string): Promise<string | null> {
  const { kind, id } = parseRecipient(recipient);
  const row = await knex(kind).where({ id }).first<{ phoneEncrypted: string } | undefined>('phoneEncrypted');
  return row ? personalData.decrypt(row.phoneEncrypted) : null;
}
