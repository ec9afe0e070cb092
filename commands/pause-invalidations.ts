import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import type { StaffRole } from '../domain/vocabulary/staff-role.ts';
import type { CommandDependencies } from './dependencies.ts';
import { startInvalidations } from './invalidation-batches.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffCall } from './staff-press.ts';

const mayPause: readonly StaffRole[] = ['SUPERVISOR', 'ADMINISTRATOR'];

/** 暂停: no further page is gone through; what was told stays told. Pressed again it stays as it is. Throws NOT_FOUND. */
export function pauseInvalidations(deps: CommandDependencies, call: StaffCall, batchId: string): Promise<void> {
  return move(deps, call, batchId, async (trx) => {
    const paused = await trx('invalidation_batch')
      .where({ id: batchId, pausedAt: null, finishedAt: null })
      .update({ pausedAt: trx.raw(await deps.clock()) });
    return paused > 0 ? 'BATCH_PAUSED' : null;
  });
}

/** 继续: goes on where it stood. Pressed again it stays as it is. Throws NOT_FOUND. */
export async function resumeInvalidations(deps: CommandDependencies, call: StaffCall, batchId: string): Promise<void> {
  await move(deps, call, batchId, async (trx) => {
    const resumed = await trx('invalidation_batch')
      .where({ id: batchId })
      .whereNotNull('pausedAt')
      .update({ pausedAt: null, movedAt: trx.raw(await deps.clock()) });
    return resumed > 0 ? 'BATCH_RESUMED' : null;
  });
  await startInvalidations(deps, batchId);
}

async function move(
  { knex }: CommandDependencies,
  { member, clientAddress }: StaffCall,
  batchId: string,
  change: (trx: Knex.Transaction) => Promise<'BATCH_PAUSED' | 'BATCH_RESUMED' | null>,
): Promise<void> {
  if (!mayPause.includes(member.role)) throw new DomainError('NOT_FOUND');
  await knex.transaction(async (trx) => {
    if (!(await trx('invalidation_batch').where({ id: batchId }).forNoKeyUpdate().first('id')))
      throw new DomainError('NOT_FOUND');
    const act = await change(trx);
    const place = { accountId: member.accountId, clientAddress };
    if (act) await recordStaffAct(trx, act, place, { kind: 'invalidation_batch', id: batchId });
  });
}
