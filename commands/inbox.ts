import type { Knex } from 'knex';
import type { Command } from '../database/models/command.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { DomainError } from '../domain/errors.ts';
import type { ActorRelation } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';

/** A caller's key for one request, and what makes a repeat the same request. */
export interface IdempotencyKey {
  key: string;
  /** See `fingerprintOf`. */
  fingerprint: Buffer;
}

/** A line for a process's inbox. */
export interface NewCommand {
  process: ProcessRef;
  kind: string;
  body: object;
  actorAccountId: string | null;
  /** The token it came with, when a unit's system asked for it. */
  apiTokenId?: string | undefined;
  actorRelation: ActorRelation;
  idempotency: IdempotencyKey | null;
  requestId: string;
  clientAddress: string | null;
}

/** A stored command, as far as whoever asked for it is answered from it. */
export type StoredCommand = Pick<Command, (typeof storedColumns)[number]>;

const storedColumns = ['id', 'processId', 'outcome', 'refusalCode', 'refusalExtra', 'outcomeSeq'] as const;

/**
 * What makes two requests the same: method, path, body and If-Match, as a keyed hash. It is kept longer than the body, of which
 * without a key whoever reads the database could try all that it may have said: an amount has 199.
 */
export function fingerprintOf(
  { hash }: Pick<PersonalData, 'hash'>,
  request: { method: string; path: string; rawBody: string; ifMatch: string },
): Buffer {
  const { method, path, rawBody, ifMatch } = request;
  return hash(JSON.stringify([method, path, rawBody, ifMatch]));
}

/** The command an account stored under this key, if any. Throws IDEMPOTENCY_KEY_REUSED when it came from another request. */
export async function recall(
  { knex }: Pick<CommandDependencies, 'knex'>,
  accountId: string,
  { key, fingerprint }: IdempotencyKey,
): Promise<StoredCommand | undefined> {
  const command = await knex<Command>('command')
    .where({ actorAccountId: accountId, idempotencyKey: key })
    .first(...storedColumns, 'fingerprint');
  if (command && !command.fingerprint?.equals(fingerprint)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return command;
}

/** A stored command as it stands now; undefined when there is none. */
export async function findStored(
  { knex }: Pick<CommandDependencies, 'knex'>,
  id: string,
): Promise<StoredCommand | undefined> {
  return knex<Command>('command')
    .where({ id })
    .first(...storedColumns);
}

const targets = {
  begun: `insert into process (id, kind, cohort_year) values (:processId, :processKind, :cohortYear) returning id`,
  held: `select id from process where id = :processId for share`,
};

/**
 * Stores a command, in one statement. A process that is not there yet is made with it; one that is there is held by a shared
 * lock while the row is stamped, so that the order of received_at is the order of arrival even against a decision under way.
 */
export async function storeCommand(
  { knex, clock, personalData }: Pick<CommandDependencies, 'knex' | 'clock' | 'personalData'>,
  command: NewCommand,
  begins: boolean,
): Promise<StoredCommand> {
  const { process, body, idempotency, ...rest } = command;
  const { rows } = await knex.raw<{ rows: StoredCommand[] }>(
    `with target as (${begins ? targets.begun : targets.held})
     insert into command (process_id, kind, actor_account_id, api_token_id, actor_relation, body_encrypted, fingerprint, idempotency_key,
       request_id, client_address, received_at)
     select id, :kind, :actorAccountId, :apiTokenId, :actorRelation, :bodyEncrypted, :fingerprint, :idempotencyKey,
       :requestId, :clientAddress, ${await clock()} from target
     returning id, process_id, outcome, refusal_code, refusal_extra, outcome_seq`,
    {
      ...rest,
      apiTokenId: command.apiTokenId ?? null,
      processId: process.id,
      processKind: process.kind,
      cohortYear: process.cohortYear,
      bodyEncrypted: personalData.encrypt(JSON.stringify(body)),
      idempotencyKey: idempotency?.key ?? null,
      fingerprint: idempotency?.fingerprint ?? null,
    },
  );
  const [stored] = rows;
  if (!stored) throw new DomainError('NOT_FOUND');
  return stored;
}

/** Whether storing failed because the caller's key is taken: a twin of this request was faster. */
export function isTwin(error: unknown): boolean {
  return (error as { constraint?: unknown } | null)?.constraint === 'command_key_once_per_actor';
}

/** A new id, from the database: time-ordered, so that rows of one hour lie together. */
export async function newId(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: [{ id: string }] }>('select uuidv7() as id');
  return rows[0].id;
}

/**
 * Stores the same command of the platform's own for many processes, in one statement; the caller's transaction holds them as
 * `storeCommand` does.
 */
export async function storeForMany(
  { knex, clock, personalData }: Pick<CommandDependencies, 'clock' | 'personalData'> & { knex: Knex.Transaction },
  processes: readonly ProcessRef[],
  command: { kind: string; body: object; requestId: string },
): Promise<{ process: ProcessRef; commandId: string }[]> {
  const { rows } = await knex.raw<{ rows: { id: string; processId: string }[] }>(
    `insert into command (process_id, kind, actor_relation, body_encrypted, request_id, received_at)
     select value::uuid, :kind, 'SYSTEM', :bodyEncrypted, :requestId, ${await clock()} from jsonb_array_elements_text(:ids)
     returning id, process_id`,
    {
      kind: command.kind,
      requestId: command.requestId,
      bodyEncrypted: personalData.encrypt(JSON.stringify(command.body)),
      ids: JSON.stringify(processes.map(({ id }) => id)),
    },
  );
  const commandOf = new Map(rows.map(({ id, processId }) => [processId, id]));
  return processes.flatMap((process) => {
    const commandId = commandOf.get(process.id);
    return commandId === undefined ? [] : [{ process, commandId }];
  });
}
