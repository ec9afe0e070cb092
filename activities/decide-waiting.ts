import type { Knex } from 'knex';
import { withRequestId } from '../database/request-context.ts';
import { plusSeconds, type Instant } from '../domain/calendar.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import type { ActorRelation } from '../domain/permissions.ts';
import { reminderLateSecondsMax } from '../domain/effects.ts';
import type { ProcessKind } from '../domain/vocabulary/process-kind.ts';
import type { DecideWaiting, DueEffect, ProcessView } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { notify } from './notify.ts';
import type { ProcessDefinition, WaitingCommand } from './process-definition.ts';
import { inTransaction } from './transactions.ts';

interface ProcessRow {
  kind: ProcessKind;
  seq: number;
  state: unknown;
}

interface CommandRow {
  id: string | null;
  kind: string;
  actorAccountId: string | null;
  actorRelation: ActorRelation;
  bodyEncrypted: string;
  requestId: string;
  receivedAt: Instant;
  now: Instant;
}

interface Inbox {
  trx: Knex.Transaction;
  processId: string;
  row: ProcessRow;
  commands: CommandRow[];
  now: Instant;
}

/** One kind of process, ready to decide an inbox. */
export type InboxDecider = (deps: ActivityDependencies, inbox: Inbox) => Promise<ProcessView>;

/**
 * The one place that writes process state. In one transaction: locks the process, takes every undecided command in order of
 * arrival, then the clock; decides each from facts read under lock, and writes outcome, event, read model, claims, messages
 * and effects together. Run again it finds nothing left to decide. Source: design.md §3.
 */
export function createDecideWaiting(
  deps: ActivityDependencies,
  deciders: Partial<Record<ProcessKind, InboxDecider>>,
): DecideWaiting<ProcessView> {
  return async ({ processId, knownSeq }) => {
    const view = await inTransaction(deps.knex, async (trx) => {
      const row = await lockProcess(trx, processId);
      if ((row?.seq ?? 0) < knownSeq) return wentBack(row?.seq ?? 0);
      if (!row) throw new DomainError('NOT_FOUND');
      const commands = await undecided(trx, deps, processId);
      await deps.faults('decision-open');
      const decide = deciders[row.kind];
      if (!decide) throw new Error('UNKNOWN_PROCESS_KIND');
      const now = commands[0]?.now;
      if (now === undefined) throw new Error('NO_CLOCK');
      return decide(deps, { trx, processId, row, commands: commands.filter(({ id }) => id !== null), now });
    });
    await deps.faults('decision-committed');
    return view;
  };
}

async function lockProcess(trx: Knex.Transaction, processId: string): Promise<ProcessRow | undefined> {
  return trx('process').where({ id: processId }).forUpdate().first<ProcessRow | undefined>('kind', 'seq', 'state');
}

/** Undecided commands in order of arrival, each with the present instant; one row of nulls when there are none. */
async function undecided(
  trx: Knex.Transaction,
  { clock }: ActivityDependencies,
  processId: string,
): Promise<CommandRow[]> {
  return trx(trx.select({ now: trx.raw(await clock()) }).as('present'))
    .leftJoin('command as c', (on) => on.on('c.process_id', trx.raw('?', [processId])).andOnNull('c.outcome'))
    .orderBy(['c.received_at', 'c.id'])
    .select<CommandRow[]>('present.now', 'c.id', 'c.kind', 'c.actor_account_id', 'c.actor_relation')
    .select('c.body_encrypted', 'c.request_id', 'c.received_at');
}

// Nothing is decided on a database that lost what this workflow has seen; the loop stops there.
function wentBack(seq: number): ProcessView {
  return { status: 'NOT_BEGUN', seq, open: false, wakeInMs: null, reminders: [], effects: [] };
}

/** Makes the decider of one kind of process from its definition. */
export function deciderOf<
  State extends { status: string },
  Command,
  Facts,
  Event extends { type: string; at: Instant },
>(definition: ProcessDefinition<State, Command, Facts, Event>): InboxDecider {
  return async (deps, { trx, processId, row, commands, now }) => {
    let state = row.state as State | null;
    let seq = row.seq;

    const decideOne = async (waiting: WaitingCommand, command: Command): Promise<ErrorCode | null> => {
      const facts = await definition.readFacts({ trx, processId, seq, state, command, waiting, now });
      const decision = definition.decide(state, command, facts);
      if ('refusal' in decision) {
        if (waiting.id !== null) await refuse(trx, waiting.id, decision.refusal, now);
        return decision.refusal;
      }
      const { event } = decision;
      const after = definition.evolve(state, event);
      seq += 1;
      const isOpen = definition.isOpen(after);
      await writeStep(trx, { processId, seq, event, after, isOpen, waiting, now, ruleVersion: definition.ruleVersion });
      await definition.record({ trx, processId, seq, event, before: state, after, waiting });
      const notification = { processId, seq, at: now, smsDueAt: now, onlyAtSeq: false };
      await notify(trx, definition, definition.noticesOf(event, after), notification);
      state = after;
      return null;
    };

    for (const command of commands) {
      const id = command.id ?? '';
      const body: unknown = JSON.parse(deps.personalData.decrypt(command.bodyEncrypted));
      await withRequestId(command.requestId, async () => {
        const refusal = await decideOne({ ...command, body }, definition.parse(command.kind, body));
        deps.log.info({ processId, commandId: id, kind: command.kind, seq, refusal }, 'decided');
      });
    }
    const silence = state && definition.silence(state, now);
    if (silence) {
      await decideOne({ ...theClock, receivedAt: now }, silence);
      deps.log.info({ processId, seq }, 'silence decided');
    }
    return viewOf(trx, definition, { processId, seq, state, now });
  };
}

const theClock = { id: null, kind: 'lapse', body: null, actorAccountId: null, actorRelation: 'SYSTEM' } as const;

async function refuse(trx: Knex.Transaction, commandId: string, refusal: ErrorCode, now: Instant): Promise<void> {
  await trx('command').where({ id: commandId }).update({ outcome: 'REFUSED', refusalCode: refusal, decidedAt: now });
}

/** Event, outcome and process row in one statement: one step of one line. */
async function writeStep(
  trx: Knex.Transaction,
  step: {
    processId: string;
    seq: number;
    event: { type: string; at: Instant };
    after: unknown;
    isOpen: boolean;
    waiting: WaitingCommand;
    now: Instant;
    ruleVersion: string;
  },
): Promise<void> {
  const { type, at, ...data } = step.event;
  await trx.raw(
    `with event as (
       insert into process_event (process_id, seq, type, at, data, cause, command_id, rule_version)
       values (:processId, :seq, :type, :at, :data, :cause, :commandId, :ruleVersion)
     ), outcome as (
       update command set outcome = 'SUCCEEDED', outcome_seq = :seq, decided_at = :now where id = :commandId
     )
     update process set seq = :seq, state = :state, is_open = :isOpen, updated_at = :now where id = :processId`,
    {
      processId: step.processId,
      seq: step.seq,
      type,
      at,
      data: JSON.stringify(data),
      cause: step.waiting.id === null ? 'CLOCK' : 'COMMAND',
      commandId: step.waiting.id,
      ruleVersion: step.ruleVersion,
      state: JSON.stringify(step.after),
      isOpen: step.isOpen,
      now: step.now,
    },
  );
}

async function viewOf<State extends { status: string }>(
  trx: Knex.Transaction,
  definition: Pick<ProcessDefinition<State, never, never, never>, 'isOpen' | 'deadline' | 'reminders'>,
  { processId, seq, state, now }: { processId: string; seq: number; state: State | null; now: Instant },
): Promise<ProcessView> {
  const msUntil = (at: Instant) => Date.parse(at) - Date.parse(now);
  const effects = await trx('effect')
    .where({ processId })
    .whereNull('endedAt')
    .select<(Omit<DueEffect, 'dueInMs'> & { dueAt: Instant })[]>('processId', 'seq', 'kind', 'recipient', 'dueAt');
  const due = effects.map(({ dueAt, ...effect }) => ({ ...effect, dueInMs: Math.max(0, msUntil(dueAt)) }));
  if (state === null) return { status: 'NOT_BEGUN', seq, open: false, wakeInMs: null, reminders: [], effects: due };
  const deadline = definition.deadline(state);
  const reminders = definition
    .reminders(state)
    .filter(({ at }) => plusSeconds(at, reminderLateSecondsMax) >= now)
    .map(({ kind, at }) => ({ kind, dueInMs: Math.max(0, msUntil(at)) }));
  return {
    status: state.status,
    seq,
    open: definition.isOpen(state),
    // One millisecond past it: what arrives at the very instant is still in time.
    wakeInMs: deadline === null ? null : Math.max(0, msUntil(deadline) + 1),
    reminders,
    effects: due,
  };
}
