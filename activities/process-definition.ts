import type { Knex } from 'knex';
import type { Instant } from '../domain/calendar.ts';
import type { ActorRelation } from '../domain/permissions.ts';
import type { CountedRefusal, Decision } from '../domain/decision.ts';
import type { NoticeTo } from '../domain/notices.ts';
import type { SqlParts } from './sql.ts';

/** A command as it stands in the inbox, its body opened; null actor and relation SYSTEM for outside facts and the clock. */
export interface WaitingCommand {
  /** Null for what the clock itself says. */
  id: string | null;
  kind: string;
  body: unknown;
  actorAccountId: string | null;
  actorRelation: ActorRelation;
  receivedAt: Instant;
}

/** The moment at which a command is decided. */
export interface Moment<State, Command> {
  trx: Knex.Transaction;
  processId: string;
  seq: number;
  state: State | null;
  command: Command;
  waiting: WaitingCommand;
  now: Instant;
}

/** An event that was decided, to be written down; `seq` is the event's own. */
export interface Recording<State, Event> {
  trx: Knex.Transaction;
  processId: string;
  seq: number;
  event: Event;
  before: State | null;
  after: State;
  waiting: WaitingCommand;
}

/**
 * What a kind of process brings to the one path of decisions: its pure rules, and how its facts are read and its outcome is
 * written.
 */
export interface ProcessDefinition<
  State extends { status: string },
  Command,
  Facts,
  Event extends { type: string; at: Instant },
> {
  readonly ruleVersion: string;
  parse(kind: string, body: unknown): Command;
  /** What the clock asks for now, or null. */
  silence(state: State, now: Instant): Command | null;
  /** Locks what the command depends on, in the common order, then reads its facts. */
  readFacts(moment: Moment<State, Command>): Promise<Facts>;
  decide(state: State | null, command: Command, facts: Facts): Decision<Event> | CountedRefusal<Event>;
  evolve(state: State | null, event: Event): State;
  isOpen(state: State): boolean;
  deadline(state: State): Instant | null;
  reminders(state: State): readonly { kind: string; at: Instant }[];
  /**
   * What the event writes besides the process itself: read model, claims, releases, tasks; written with the step, whose
   * `:processId`, `:seq` and `:at` it may name. One part is `subject`: the row that the process is about, as this event leaves it.
   */
  record(recording: Recording<State, Event>): Promise<SqlParts>;
  noticesOf(event: Event, after: State): readonly NoticeTo<string>[];
  /** What an event makes happen outside beside its messages: effects without a message, done by an activity of their kind. */
  outwardOf(event: Event): readonly { kind: string; recipient: string }[];
  /** Whether a reminder that is due still asks for something that can be done. */
  reminderIsApt(trx: Knex.Transaction, processId: string, kind: string): Promise<boolean>;
  noticesOfReminder(kind: string, state: State): readonly NoticeTo<string>[];
  /** A query for `subject` where no event writes it: the row that the process `:processId` is about. */
  readonly subject: string;
  /**
   * A query on the part `subject`: whom its messages may reach, as rows (audience, account_id, graduate_id, by_sms). Whoever has
   * an account finds them in the inbox; a graduate without one only gets SMS.
   */
  readonly recipients: string;
}
