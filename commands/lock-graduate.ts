import { DomainError } from '../domain/errors.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/**
 * 锁定签约: until unlocked the graduate accepts nothing and no review approves; open signings stay. Locked already, the reason is
 * written anew, and nobody is told again.
 */
export function lockGraduate(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  reason: string,
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_LOCKED' }, async ({ trx, graduate }) => {
    const lockedAt = graduate.lockedAt ?? trx.raw(await deps.clock());
    await trx('graduate').where({ id: graduateId }).update({ lockedAt, lockReason: reason });
    return { details: { reason }, isNoNews: graduate.lockedAt !== null };
  });
}

/** 解除锁定. Throws ACTION_NOT_ALLOWED where nothing is locked. */
export function unlockGraduate(deps: CommandDependencies, call: SchoolCall, graduateId: string): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_UNLOCKED' }, async ({ trx, graduate }) => {
    if (graduate.lockedAt === null) throw new DomainError('ACTION_NOT_ALLOWED');
    await trx('graduate').where({ id: graduateId }).update({ lockedAt: null, lockReason: null });
    return { details: {} };
  });
}
