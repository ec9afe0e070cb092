import type { Knex } from 'knex';
import type { Instant } from '../domain/calendar.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { ActorRelation } from '../domain/permissions.ts';
import type { Audience, Notice } from '../domain/signing-notices.ts';

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

/** Who is reached: the inboxes of accounts, and the recipients of SMS, as effects name them. */
export interface Recipients {
  accounts: readonly string[];
  sms: readonly string[];
}

/**
 * What a kind of process brings to the one path of decisions: its pure rules, and how its facts are read and its outcome is
 * written. Employer verification and termination are further ones of these.
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
  decide(state: State | null, command: Command, facts: Facts): { event: Event } | { refusal: ErrorCode };
  evolve(state: State | null, event: Event): State;
  isOpen(state: State): boolean;
  deadline(state: State): Instant | null;
  reminders(state: State): readonly { kind: string; at: Instant }[];
  /** Writes the read model, claims, releases and tasks. */
  record(recording: Recording<State, Event>): Promise<void>;
  noticesOf(event: Event, after: State): readonly Notice[];
  /** Whether a reminder that is due still asks for something that can be done. */
  reminderIsApt(trx: Knex.Transaction, processId: string, kind: string): Promise<boolean>;
  noticesOfReminder(kind: string, state: State): readonly Notice[];
  recipients(trx: Knex.Transaction, processId: string): Promise<Record<Audience, Recipients>>;
}
