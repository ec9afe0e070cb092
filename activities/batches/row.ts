import type { Knex } from 'knex';
import type { ActAnswer } from '../../commands/act.ts';
import type { ActCall } from '../../commands/act-on-signing.ts';
import { answerRepeat } from '../../commands/answer-repeat.ts';
import type { CommandDependencies } from '../../commands/dependencies.ts';
import { DomainError, errorTable, type ErrorCode } from '../../domain/errors.ts';
import type { Actor } from '../../domain/permissions.ts';
import type { BatchOutcome } from '../../domain/vocabulary/batch-outcome.ts';

/** What became of a row: `code` is why it was refused, `processId` what was begun or acted on. */
export type RowOutcome =
  | { outcome: Exclude<BatchOutcome, 'REFUSED'>; processId?: string }
  | { outcome: 'REFUSED'; code: ErrorCode; processId?: string };

/** A row whose turn has come. */
export interface RowTurn {
  /** What all rows of the batch share, and what this one says; as they were handed in. */
  shared: unknown;
  input: unknown;
  /** The unit for which the batch was handed in, if any. */
  employerId: string | null;
  /** Who handed it in, as they stand now, under the row's own key. Throws SIGNED_OUT for whoever may act no more. */
  call(): Promise<ActCall<Actor>>;
  /** Writes the outcome down, once: in the transaction of what was done, or after an act, whose key makes a repeat harmless. */
  settle(knex: Knex, outcome: RowOutcome): Promise<void>;
}

/**
 * How one row of a kind of batch is done. It may be done again after a kill, so long as its outcome is not written: what it does
 * is either one transaction with the outcome, or an act under the row's key. Throws what is worth another try.
 */
export type DoRow = (deps: CommandDependencies, turn: RowTurn) => Promise<void>;

/** Does a row by one act of the person who handed it in, exactly as if they asked for it alone at this moment. */
export async function byAct(
  deps: CommandDependencies,
  turn: RowTurn,
  { done, act }: { done: Exclude<BatchOutcome, 'REFUSED'>; act: (call: ActCall<Actor>) => Promise<ActAnswer> },
): Promise<void> {
  const outcome = await outcomeOf(done, async () => {
    const call = await turn.call();
    return (await answerRepeat(deps, call.actor.accountId, call.idempotency)) ?? act(call);
  });
  await deps.faults('row-done');
  await turn.settle(deps.knex, outcome);
}

async function outcomeOf(done: Exclude<BatchOutcome, 'REFUSED'>, act: () => Promise<ActAnswer>): Promise<RowOutcome> {
  try {
    const answer = await act();
    // The engine cannot be reached: the act is stored under its key, and will be answered.
    if (answer.outcome === 'RECEIVED') throw new Error('ROW_UNDECIDED');
    if (answer.outcome === 'REFUSED') return { outcome: 'REFUSED', code: answer.refusal };
    return { outcome: done, processId: answer.processId };
  } catch (error) {
    if (!(error instanceof DomainError) || errorTable[error.code].status >= 500) throw error;
    return { outcome: 'REFUSED', code: error.code };
  }
}
