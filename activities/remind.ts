import type { Knex } from 'knex';
import { plusSeconds, type Instant } from '../domain/calendar.ts';
import { reminderLateSecondsMax } from '../domain/effects.ts';
import { smsInstant } from '../domain/reminders.ts';
import type { Clock } from '../database/clock.ts';
import type { DueEffect, Remind } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { notifying } from './notify.ts';
import type { ProcessDefinition } from './process-definition.ts';
import { runTogether } from './sql.ts';
import { inTransaction } from '../database/transactions.ts';

/**
 * Makes the reminders of one kind of process: into inboxes at once, by SMS in waking hours unless the deadline comes first. One
 * whose state has moved on, or that is more than an hour late, is left out. Source: domain.md §6.3.
 */
export function createRemind<State extends { status: string }>(
  { knex, clock }: Pick<ActivityDependencies, 'knex'> & { clock: Clock },
  definition: Pick<
    ProcessDefinition<State, never, never, never>,
    'deadline' | 'reminders' | 'reminderIsApt' | 'noticesOfReminder' | 'subject' | 'recipients'
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
      if (!(await definition.reminderIsApt(trx, processId, kind))) return [];
      const smsDueAt = smsInstant(now, definition.deadline(state));
      const notices = definition.noticesOfReminder(kind, state);
      const subject = { with: [`subject as (${definition.subject})`], values: {} };
      const notification = { processId, seq, now, smsDueAt, onlyAtSeq: true };
      await runTogether(trx, [subject, notifying(definition.recipients, notices, notification)], 'select from planned');
      return unended(trx, { processId, seq, kind }, now);
    });
}

/** What is still to be sent of a reminder: also what an earlier try planned, whose answer never reached the workflow. */
async function unended(
  trx: Knex.Transaction,
  reminder: { processId: string; seq: number; kind: string },
  now: Instant,
): Promise<DueEffect[]> {
  const effects = await trx('effect')
    .where(reminder)
    .whereNull('endedAt')
    .select<{ recipient: string; dueAt: Instant }[]>('recipient', 'dueAt');
  return effects.map(({ recipient, dueAt }) => ({
    ...reminder,
    recipient,
    dueInMs: Math.max(0, Date.parse(dueAt) - Date.parse(now)),
  }));
}
