import { Process } from '../database/models/process.ts';
import { rejoin, type ActAnswer } from './act.ts';
import { succeeded } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';
import { recallGroundChange } from './ground-changes.ts';
import { recall, type IdempotencyKey } from './inbox.ts';

/**
 * Answers a request whose key was used before, as the first was or will be answered; undefined for a new key. Throws
 * IDEMPOTENCY_KEY_REUSED when the key came with another request.
 */
export async function answerRepeat(
  deps: CommandDependencies,
  accountId: string,
  idempotency: IdempotencyKey,
): Promise<ActAnswer | undefined> {
  const command = await recall(deps, accountId, idempotency);
  if (!command) {
    const change = await recallGroundChange(deps.knex, accountId, idempotency);
    return change?.graduateId ? succeeded(change.graduateId, change.id, true) : undefined;
  }
  const process = await Process.query(deps.knex).findById(command.processId).throwIfNotFound();
  return rejoin(deps, { id: process.id, kind: process.kind, cohortYear: process.cohortYear }, command);
}
