import { inSmsHours, plusSeconds, type Instant } from '../domain/calendar.ts';
import { reminderLateSecondsMax } from '../domain/signing-waits.ts';
import type { Clock } from '../database/clock.ts';
import type { Remind } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { notify } from './notify.ts';
import type { ProcessDefinition } from './process-definition.ts';
import { inTransaction } from './transactions.ts';

/**
 * Makes the reminders of one kind of process: into inboxes at once, by SMS in waking hours unless the deadline comes first. One
 * whose state has moved on, or that is more than an hour late, is left out. Source: domain.md §6.3.
 */
export function createRemind<State extends { status: string }>(
  { knex, clock }: Pick<ActivityDependencies, 'knex'> & { clock: Clock },
  definition: Pick<
    ProcessDefinition<State, never, never, never>,
    'deadline' | 'reminders' | 'noticesOfReminder' | 'recipients'
  >,
): Remind {
  return ({ processId, seq, kind }) =>
    inTransaction(knex, async (trx) => {
      type Row = { seq: number; state: State; now: Instant };
      const { rows } = await trx.raw<{ rows: Row[] }>(
        `select seq, state, ${await clock()} as now from process where id = ? for share`,
        processId,
      );
      const [row] = rows;
      if (row?.seq !== seq) return [];
      const { state, now } = row;
      const reminder = definition.reminders(state).find((each) => each.kind === kind);
      if (!reminder || now > plusSeconds(reminder.at, reminderLateSecondsMax)) return [];
      const smsDueAt = smsAt(now, definition.deadline(state));
      const notices = definition.noticesOfReminder(kind, state);
      const notification = { processId, seq, at: now, smsDueAt, onlyAtSeq: true };
      const effects = await notify(trx, definition, notices, notification);
      const dueInMs = Date.parse(smsDueAt) - Date.parse(now);
      return effects.map((effect) => ({ ...effect, dueInMs }));
    });
}

function smsAt(now: Instant, deadline: Instant | null): Instant {
  const waking = inSmsHours(now);
  return deadline !== null && waking >= deadline ? now : waking;
}
