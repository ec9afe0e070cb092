import type { Knex } from 'knex';
import { withRequestId } from '../database/request-context.ts';
import { plusSeconds, type Instant } from '../domain/calendar.ts';
import type { Refusal } from '../domain/decision.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import type { ActorRelation } from '../domain/permissions.ts';
import { reminderLateSecondsMax } from '../domain/effects.ts';
import type { ProcessKind } from '../domain/vocabulary/process-kind.ts';
import type { DecideWaiting, DueEffect, ProcessView } from '../workflows/process.ports.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { notifying } from './notify.ts';
import type { ProcessDefinition, WaitingCommand } from './process-definition.ts';
import { runTogether, type SqlParts } from './sql.ts';
import { inTransaction } from '../database/transactions.ts';

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
}

/** An effect that is not at its end. */
type PlannedEffect = Omit<DueEffect, 'dueInMs'> & { dueAt: Instant };

interface Inbox {
  trx: Knex.Transaction;
  processId: string;
  row: ProcessRow;
  /** Undecided ones, in order of arrival. */
  commands: CommandRow[];
  /** Those of earlier steps. */
  effects: PlannedEffect[];
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
  deciders: Record<ProcessKind, InboxDecider>,
): DecideWaiting<ProcessView> {
  return async ({ processId, knownSeq }) => {
    const view = await inTransaction(deps.knex, async (trx) => {
      const row = await lockProcess(trx, processId);
      if ((row?.seq ?? 0) < knownSeq) return wentBack(row?.seq ?? 0);
      if (!row) throw new DomainError('NOT_FOUND');
      const inbox = await readInbox(trx, deps, processId);
      await deps.faults('decision-open');
      return deciders[row.kind](deps, { trx, processId, row, ...inbox });
    });
    await deps.faults('decision-committed');
    return view;
  };
}

/**
 * Waits for every command on its way in, and they for it; but another process's decision may put a command into this inbox. A
 * termination's signing is locked before it, as in every decision that may end one: counting what was locked comes first.
 */
async function lockProcess(trx: Knex.Transaction, processId: string): Promise<ProcessRow | undefined> {
  const { rows } = await trx.raw<{ rows: ProcessRow[] }>(
    `with signing_first as materialized (
       select p.id from termination t join process p on p.id = t.signing_id where t.id = :processId for no key update of p
     )
     select kind, seq, state from process where id = :processId and (select count(*) from signing_first) >= 0
     for no key update`,
    { processId },
  );
  return rows[0];
}

/** What waits, and the present instant. A statement of its own: only one begun under the lock sees all that came before it. */
async function readInbox(trx: Knex.Transaction, { clock }: ActivityDependencies, processId: string) {
  type Row = CommandRow & Pick<Inbox, 'effects' | 'now'>;
  const { rows } = await trx.raw<{ rows: [Row, ...Row[]] }>(
    `select c.id, c.kind, c.actor_account_id, c.actor_relation, c.body_encrypted, c.request_id, c.received_at, present.now,
       (select coalesce(jsonb_agg(jsonb_build_object('processId', process_id, 'seq', seq, 'kind', kind,
          'recipient', recipient, 'dueAt', due_at)), '[]') from effect where process_id = :processId and ended_at is null) as effects
     from (select ${await clock()} as now) present
       left join command c on c.process_id = :processId and c.outcome is null
     order by c.received_at, c.id`,
    { processId },
  );
  const [{ effects, now }] = rows;
  return { commands: rows.filter(({ id }) => id !== null), effects, now };
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
  return async (deps, { trx, processId, row, commands, effects, now }) => {
    let state = row.state as State | null;
    let seq = row.seq;

    const decideOne = async (waiting: WaitingCommand, command: Command): Promise<ErrorCode | null> => {
      const facts = await definition.readFacts({ trx, processId, seq, state, command, waiting, now });
      const decision = definition.decide(state, command, facts);
      const answer = 'refusal' in decision ? decision : null;
      if (answer && waiting.id !== null) await refuse(trx, waiting.id, answer, now);
      if (!('event' in decision)) return decision.refusal;
      const { event } = decision;
      const after = definition.evolve(state, event);
      seq += 1;
      const isOpen = definition.isOpen(after);
      const { ruleVersion, recipients } = definition;
      const notification = { processId, seq, now, smsDueAt: now, onlyAtSeq: false };
      const planned = await runTogether<PlannedEffect>(
        trx,
        [
          await definition.record({ trx, processId, seq, event, before: state, after, waiting }),
          stepOf({ processId, seq, event, after, isOpen, waiting, now, ruleVersion, succeeded: answer === null }),
          outward(definition.outwardOf(event)),
          notifying(recipients, definition.noticesOf(event, after), notification),
        ],
        'select * from planned union all select * from outward',
      );
      effects.push(...planned);
      state = after;
      return answer?.refusal ?? null;
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
    return viewOf(definition, { seq, state, effects, now });
  };
}

const theClock = { id: null, kind: 'lapse', body: null, actorAccountId: null, actorRelation: 'SYSTEM' } as const;

async function refuse(trx: Knex.Transaction, id: string, { refusal, extra }: Refusal, now: Instant): Promise<void> {
  const refusalExtra = extra === undefined ? null : JSON.stringify(extra);
  await trx('command').where({ id }).update({ outcome: 'REFUSED', refusalCode: refusal, refusalExtra, decidedAt: now });
}

/** Effects that are no messages, planned for now. */
function outward(effects: readonly { kind: string; recipient: string }[]): SqlParts {
  return {
    with: [
      `outward as (
         insert into effect (process_id, seq, kind, recipient, due_at)
         select :processId, :seq, kind, recipient, :now
         from jsonb_to_recordset(:outward) as e (kind text, recipient text)
         returning process_id, seq, kind, recipient, due_at
       )`,
    ],
    values: { outward: JSON.stringify(effects) },
  };
}

/** Event, outcome and process row: one step of one line. */
function stepOf(step: {
  processId: string;
  seq: number;
  event: { type: string; at: Instant };
  after: unknown;
  isOpen: boolean;
  waiting: WaitingCommand;
  now: Instant;
  ruleVersion: string;
  /** False for a refusal that counts: its outcome is written already. */
  succeeded: boolean;
}): SqlParts {
  const { processId, seq, event, after, isOpen, waiting, now, ruleVersion, succeeded } = step;
  const { type, at, ...data } = event;
  return {
    with: [
      `event as (
         insert into process_event (process_id, seq, type, at, data, cause, command_id, rule_version)
         values (:processId, :seq, :type, :at, :data, :cause, :commandId, :ruleVersion)
       )`,
      `outcome as (
         update command set outcome = 'SUCCEEDED', outcome_seq = :seq, decided_at = :now where id = :decided
       )`,
      `moved as (
         update process set seq = :seq, state = :state, is_open = :isOpen, updated_at = :now where id = :processId
       )`,
    ],
    values: {
      ...{ processId, seq, type, at, isOpen, now, ruleVersion },
      data: JSON.stringify(data),
      cause: waiting.id === null ? 'CLOCK' : 'COMMAND',
      commandId: waiting.id,
      decided: succeeded ? waiting.id : null,
      state: JSON.stringify(after),
    },
  };
}

function viewOf<State extends { status: string }>(
  definition: Pick<ProcessDefinition<State, never, never, never>, 'isOpen' | 'deadline' | 'reminders'>,
  { seq, state, effects, now }: { seq: number; state: State | null; effects: readonly PlannedEffect[]; now: Instant },
): ProcessView {
  const msUntil = (at: Instant) => Date.parse(at) - Date.parse(now);
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
