import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { staffMay } from '../domain/staff-permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { startInvalidations } from './invalidation-batches.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffCall } from './staff-press.ts';

/** 暂停: no further page is gone through; what was told stays told. Pressed again it stays as it is. Throws NOT_FOUND. */
export function pauseInvalidations(deps: CommandDependencies, call: StaffCall, batchId: string): Promise<void> {
  return move(deps, call, { act: 'BATCH_PAUSED', batchId }, async (trx) => {
    const paused = await trx('invalidation_batch')
      .where({ id: batchId, pausedAt: null, finishedAt: null })
      .update({ pausedAt: trx.raw(await deps.clock()) });
    return paused > 0;
  });
}

/** 继续: goes on where it stood. Pressed again it stays as it is. Throws NOT_FOUND. */
export async function resumeInvalidations(deps: CommandDependencies, call: StaffCall, batchId: string): Promise<void> {
  await move(deps, call, { act: 'BATCH_RESUMED', batchId }, async (trx) => {
    const resumed = await trx('invalidation_batch')
      .where({ id: batchId })
      .whereNotNull('pausedAt')
      .update({ pausedAt: null, movedAt: trx.raw(await deps.clock()) });
    return resumed > 0;
  });
  await startInvalidations(deps, batchId);
}

async function move(
  { knex }: CommandDependencies,
  { member, clientAddress }: StaffCall,
  { act, batchId }: { act: 'BATCH_PAUSED' | 'BATCH_RESUMED'; batchId: string },
  change: (trx: Knex.Transaction) => Promise<boolean>,
): Promise<void> {
  if (!staffMay(member.role, act)) throw new DomainError('NOT_FOUND');
  await knex.transaction(async (trx) => {
    if (!(await trx('invalidation_batch').where({ id: batchId }).forNoKeyUpdate().first('id')))
      throw new DomainError('NOT_FOUND');
    const place = { accountId: member.accountId, clientAddress };
    if (await change(trx)) await recordStaffAct(trx, act, place, { kind: 'invalidation_batch', id: batchId });
  });
}
