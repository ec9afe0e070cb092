import { Employer } from '../database/models/employer.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import type { CommandDependencies } from './dependencies.ts';
import { isRepeat, recordGroundChange } from './ground-changes.ts';
import { startInvalidations, storeInvalidationBatch } from './invalidation-batches.ts';
import { recordStaffAct } from './staff-audit.ts';
import { groundCallOf } from './staff-ground.ts';
import type { StaffCall } from './staff-press.ts';

/**
 * 停用单位: by a supervisor, with a reason. From the commit on nothing new begins and nothing of the unit gets further; its open
 * processes are the rows of a batch that tells them one by one. What is signed stays in force. Throws NOT_FOUND,
 * ACTION_NOT_ALLOWED for one that is disabled already. Source: api.md §8, domain.md §8.
 */
export async function disableEmployer(
  deps: CommandDependencies,
  call: StaffCall,
  { employerId, reason }: { employerId: string; reason: string },
): Promise<void> {
  const ground = groundCallOf(call, 'EMPLOYER_DISABLED');
  const batchId = await inTransaction(deps.knex, async (trx) => {
    const employer = await Employer.query(trx).findById(employerId).forNoKeyUpdate();
    if (!employer) throw new DomainError('NOT_FOUND');
    if (await isRepeat(trx, ground)) return undefined;
    const { verificationState, name, uscc, unitType } = employer;
    if (verificationState === 'REVOKED') throw new DomainError('ACTION_NOT_ALLOWED');
    const within = { ...deps, knex: trx };
    await trx('employer')
      .where({ id: employerId })
      .update({ verificationState: 'REVOKED', updatedAt: trx.raw(await deps.clock()) });
    const details = { before: { verificationState, name, uscc, unitType }, reason };
    const cause = await recordGroundChange(within, ground, {
      ...{ kind: 'EMPLOYER_DISABLED', thing: { employerId }, details },
    });
    const place = { accountId: call.member.accountId, clientAddress: call.clientAddress };
    await recordStaffAct(trx, 'EMPLOYER_DISABLED', place, { kind: 'employer', id: employerId });
    return storeInvalidationBatch(within, { employerId }, { reason: 'EMPLOYER_DISABLED', cause });
  });
  await deps.faults('ground-changed');
  if (batchId !== undefined) await startInvalidations(deps, batchId);
}
