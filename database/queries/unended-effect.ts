import type { Knex } from 'knex';
import type { EffectState } from '../../domain/effects.ts';
import type { MessageValues } from '../../domain/messages.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';
import type { Clock } from '../clock.ts';
import { spokenOf, valuesOf, type SpokenOf } from './message-values.ts';

/** One effect, and the row its message goes to. */
export interface EffectRef {
  processId: string;
  seq: number;
  kind: string;
  recipient: string;
  to: { kind: 'account' | 'graduate'; id: string };
}

/** An effect not yet at its end, with all that it takes to send it; null where there is nobody or nothing to speak of. */
export interface UnendedEffect {
  state: EffectState;
  message: MessageCode;
  phoneEncrypted: string | null;
  values: MessageValues | null;
  /** Rises when staff have it sent again. */
  sendings: number;
}

type Row = EffectState & { message: MessageCode; phoneEncrypted: string | null; sendings: number } & SpokenOf;

/** Nobody is written to whose account has been disabled since. */
const phoneOf = {
  account: 'case when r.disabled_at is null then r.phone_encrypted end',
  graduate: 'r.phone_encrypted',
} as const;

/** Reads an effect whole, in one statement; undefined when it has come to its end. */
export async function findUnendedEffect(
  knex: Knex,
  clock: Clock,
  { to, ...key }: EffectRef,
): Promise<UnendedEffect | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select e.message, e.tries, e.failure_code as held_up_by, e.due_at, e.only_at_seq and p.seq <> e.seq as outdated, e.only_at_seq as is_reminder,
       ${await clock()} as now, ${phoneOf[to.kind]} as phone_encrypted, e.sendings, spoken.*
     from effect e
       join process p on p.id = e.process_id
       left join ${to.kind} r on r.id = :toId
       left join lateral (
         select ${spokenOf.columns} from (select e.process_id, e.seq) as asked ${spokenOf.joins}
       ) as spoken on true
     where e.process_id = :processId and e.seq = :seq and e.kind = :kind and e.recipient = :recipient
       and e.ended_at is null`,
    { ...key, toId: to.id },
  );
  const [row] = rows;
  if (!row) return undefined;
  const { message, phoneEncrypted, sendings, now, dueAt, tries, heldUpBy, isReminder, outdated, ...spoken } = row;
  const values = spoken.employerName === null ? null : valuesOf(spoken, message);
  return { state: { now, dueAt, tries, heldUpBy, isReminder, outdated }, message, phoneEncrypted, values, sendings };
}
