import type { RefusalExtra } from '../domain/decision.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { reportOf } from '../domain/error-report.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { ProcessRef } from './engine.ts';
import { findStored, isTwin, recall, storeCommand, type NewCommand, type StoredCommand } from './inbox.ts';

/** What became of a command when the caller had to be answered. */
export type ActAnswer = {
  commandId: string;
  /** The process; of a change of ground, which has no process, the record that was changed. */
  processId: string;
  /** Whether an earlier request under the same key asked for this. */
  replayed: boolean;
} & (
  | { outcome: 'SUCCEEDED'; seq: number }
  /** `extra` is what the refusal tells beside its code; null for most. */
  | { outcome: 'REFUSED'; refusal: ErrorCode; extra: RefusalExtra | null }
  | { outcome: 'RECEIVED' }
);

/**
 * The path of one act: store its row, deliver it, answer from the row. Whatever fails after the row is stored, the act is not
 * lost: any later wake of its process decides it. Source: design.md §3.
 */
export async function act(deps: CommandDependencies, command: NewCommand, begins = false): Promise<ActAnswer> {
  let stored: StoredCommand;
  try {
    stored = await storeCommand(deps, command, begins);
  } catch (error) {
    const { actorAccountId, idempotency } = command;
    if (!isTwin(error) || actorAccountId === null || idempotency === null) throw error;
    const twin = await recall(deps, actorAccountId, idempotency);
    if (!twin) throw error;
    return rejoin(deps, { ...command.process, id: twin.processId }, twin);
  }
  await deps.faults('command-stored');
  return deliver(deps, command.process, stored, false);
}

/** Answers a repeat: with the stored outcome, or, while there is none, by joining the first request's Update. */
export async function rejoin(
  deps: CommandDependencies,
  process: ProcessRef,
  command: StoredCommand,
): Promise<ActAnswer> {
  return command.outcome === null ? deliver(deps, process, command, true) : answerOf(command, true);
}

async function deliver(
  deps: CommandDependencies,
  process: ProcessRef,
  command: StoredCommand,
  replayed: boolean,
): Promise<ActAnswer> {
  try {
    await deps.engine.act(process, command.id);
  } catch (error) {
    // Unreachable, too slow, or lost on the way back: the row says what is true.
    deps.log.warn({ commandId: command.id, error: reportOf(error) }, 'the engine did not answer');
  }
  await deps.faults('answer-before');
  return answerOf(await asItStands(deps, command), replayed);
}

/** The row as it stands now; as it was stored, undecided, when the database went away meanwhile: it is kept all the same. */
async function asItStands(deps: CommandDependencies, stored: StoredCommand): Promise<StoredCommand> {
  try {
    const now = await findStored(deps, stored.id);
    if (!now) throw new Error('COMMAND_MISSING');
    return now;
  } catch (error) {
    deps.log.warn({ commandId: stored.id, error: reportOf(error) }, 'the row could not be read again');
    return stored;
  }
}

function answerOf(command: StoredCommand, replayed: boolean): ActAnswer {
  const base = { commandId: command.id, processId: command.processId, replayed };
  if (command.outcome === 'SUCCEEDED' && command.outcomeSeq !== null)
    return { ...base, outcome: 'SUCCEEDED', seq: command.outcomeSeq };
  if (command.outcome === 'REFUSED' && command.refusalCode !== null)
    return { ...base, outcome: 'REFUSED', refusal: command.refusalCode, extra: command.refusalExtra };
  return { ...base, outcome: 'RECEIVED' };
}
