import { Employer } from '../database/models/employer.ts';
import { GroundChange } from '../database/models/ground-change.ts';
import { findVerifiedEmployer } from '../database/queries/employer.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import { stateOnceEnabled } from '../domain/ground.ts';
import type { VerificationState } from '../domain/vocabulary/verification-state.ts';
import type { CommandDependencies } from './dependencies.ts';
import { isRepeat, recordGroundChange } from './ground-changes.ts';
import { endInvalidations, holdInvalidations, startInvalidations } from './invalidation-batches.ts';
import { recordStaffAct } from './staff-audit.ts';
import { groundCallOf } from './staff-ground.ts';
import type { StaffCall } from './staff-press.ts';

interface Before {
  verificationState: VerificationState;
  name: string;
  uscc: string;
  unitType: string;
}

/**
 * 恢复单位: it stands where it stood before it was disabled; what ended meanwhile stays ended, what was not told by now goes on.
 * Throws NOT_FOUND, ACTION_NOT_ALLOWED for one that is not disabled, EMPLOYER_EXISTS when another unit has its credit code by now.
 */
export async function enableEmployer(
  deps: CommandDependencies,
  call: StaffCall,
  { employerId, reason }: { employerId: string; reason: string },
): Promise<void> {
  const ground = groundCallOf(call, 'EMPLOYER_ENABLED');
  const ended = await inTransaction(deps.knex, async (trx) => {
    await holdInvalidations(trx, { employerId });
    const employer = await Employer.query(trx).findById(employerId).forNoKeyUpdate();
    if (!employer) throw new DomainError('NOT_FOUND');
    if (await isRepeat(trx, ground)) return [];
    if (employer.verificationState !== 'REVOKED') throw new DomainError('ACTION_NOT_ALLOWED');
    const disabled = await GroundChange.query(trx)
      .where({ employerId, kind: 'EMPLOYER_DISABLED' })
      .orderBy('at', 'desc')
      .first();
    const before = disabled && beforeIn(deps.personalData.decrypt(disabled.detailsEncrypted));
    const unchanged =
      before?.name === employer.name && before.uscc === employer.uscc && before.unitType === employer.unitType;
    const verificationState = stateOnceEnabled(before?.verificationState ?? 'UNVERIFIED', unchanged);
    const rival = await findVerifiedEmployer(trx, employer.usccInForce);
    if (verificationState !== 'UNVERIFIED' && rival !== undefined) throw new DomainError('EMPLOYER_EXISTS');
    await trx('employer')
      .where({ id: employerId })
      .update({ verificationState, updatedAt: trx.raw(await deps.clock()) });
    const details = { after: { verificationState }, reason };
    const within = { ...deps, knex: trx };
    await recordGroundChange(within, ground, { kind: 'EMPLOYER_ENABLED', thing: { employerId }, details });
    const place = { accountId: call.member.accountId, clientAddress: call.clientAddress };
    await recordStaffAct(trx, 'EMPLOYER_ENABLED', place, { kind: 'employer', id: employerId });
    return endInvalidations(within, { employerId });
  });
  for (const batchId of ended) await startInvalidations(deps, batchId);
}

function beforeIn(details: string): Before {
  return (JSON.parse(details) as { before: Before }).before;
}
