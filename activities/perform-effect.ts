import type { Knex } from 'knex';
import type { MessageCode } from '../domain/vocabulary/messages.ts';
import type { EffectStatus } from '../domain/vocabulary/effect-status.ts';
import { fillMessage } from '../domain/messages.ts';
import { messageValues } from '../database/queries/message-values.ts';
import type { EffectKey, PerformEffect } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { parseRecipient } from './recipient.ts';

/** After so many tries, or this long after it was due, an SMS is given up: staff see it, nobody waits for it. */
const triesMax = 8;
const lateHoursMax = 24;

interface Attempt {
  message: MessageCode;
  /** Tries before this one whose outcome nobody knows. */
  triedBefore: number;
}

/**
 * Carries one effect to its end. TRIED is written before the message leaves: after a kill, a provider that recognises the key
 * is asked again; with another one there is at most one repeat. Source: design.md §3.
 */
export function createPerformEffect(deps: ActivityDependencies): PerformEffect {
  return async (key) => {
    const attempt = await beginAttempt(deps, key);
    if (!attempt) return;
    const { sms, faults } = deps;
    if (!sms.recognisesRepeats && attempt.triedBefore > 1)
      return end(deps.knex, key, { status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' });
    const to = await phoneOf(deps, key.recipient);
    const [values] = await messageValues(deps.knex, [{ ...key, message: attempt.message }]);
    if (to === null || !values) return end(deps.knex, key, { status: 'GAVE_UP', failureCode: 'NO_RECIPIENT' });
    await faults('effect-before');
    const outcome = await sms.send({
      to,
      text: fillMessage(attempt.message, 'zh', values),
      key: `${key.processId}/${key.seq}/${key.kind}/${key.recipient}`,
    });
    await faults('effect-after');
    await end(
      deps.knex,
      key,
      outcome.status === 'SENT'
        ? { status: 'DONE', providerMessageId: outcome.providerMessageId }
        : { status: 'GAVE_UP', failureCode: outcome.code },
    );
  };
}

/** Marks one more try, or ends the effect where there is nothing to send any more; null then. */
async function beginAttempt({ knex, clock }: ActivityDependencies, key: EffectKey): Promise<Attempt | null> {
  const present = knex.raw(await clock());
  const { rows } = await knex.raw<{ rows: { status: EffectStatus; message: MessageCode; tries: number }[] }>(
    `update effect e set
       tries = e.tries + 1,
       status = case
         when e.only_at_seq and p.seq <> e.seq then 'LEFT_OUT'
         when e.tries >= :triesMax or present.now > e.due_at + make_interval(hours => :lateHoursMax) then 'GAVE_UP'
         else 'TRIED' end,
       failure_code = case
         when e.tries >= :triesMax or present.now > e.due_at + make_interval(hours => :lateHoursMax) then 'TOO_LATE' end,
       ended_at = case
         when (e.only_at_seq and p.seq <> e.seq) or e.tries >= :triesMax
           or present.now > e.due_at + make_interval(hours => :lateHoursMax) then present.now end
     from process p, (select :present::timestamptz as now) present
     where e.process_id = :processId and e.seq = :seq and e.kind = :kind and e.recipient = :recipient
       and e.ended_at is null and p.id = e.process_id
     returning e.status, e.message, e.tries`,
    { ...key, present, triesMax, lateHoursMax },
  );
  const [row] = rows;
  return row?.status === 'TRIED' ? { message: row.message, triedBefore: row.tries - 1 } : null;
}

async function end(
  knex: Knex,
  { processId, seq, kind, recipient }: EffectKey,
  outcome: { status: 'DONE' | 'GAVE_UP'; providerMessageId?: string; failureCode?: string },
): Promise<void> {
  await knex('effect')
    .where({ processId, seq, kind, recipient })
    .whereNull('endedAt')
    .update({ ...outcome, endedAt: knex.raw('clock_timestamp()') });
}

async function phoneOf({ knex, personalData }: ActivityDependencies, recipient: string): Promise<string | null> {
  const { kind, id } = parseRecipient(recipient);
  const row = await knex(kind).where({ id }).first<{ phoneEncrypted: string } | undefined>('phoneEncrypted');
  return row ? personalData.decrypt(row.phoneEncrypted) : null;
}
