import { DomainError } from '../domain/errors.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/**
 * 恢复毕业生: back into the cohort, for one who was removed by mistake. What the removal ended stays ended: units invite again.
 * Throws ACTION_NOT_ALLOWED for one who is there, or while what stood on the record is still ending; VALIDATION_FAILED where another
 * record of the same person has taken the place. Source: domain.md §8.
 */
export function restoreGraduate(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  reason: string,
): Promise<ActAnswer> {
  return changeGraduate(
    deps,
    call,
    { graduateId, kind: 'GRADUATE_RESTORED' },
    async ({ trx, graduate, agreement, openSignings }) => {
      if (agreement !== null || openSignings.length > 0) throw new DomainError('ACTION_NOT_ALLOWED');
      const { schoolCode, cohortYear, idNumberHash, removalReason, removalDetail } = graduate;
      const twin = await trx('graduate')
        .where({ schoolCode, cohortYear, idNumberHash, removedAt: null })
        .first<{ id: string } | undefined>('id');
      if (twin) throw new DomainError('VALIDATION_FAILED', { errors: [{ pointer: '', code: 'DUPLICATE' }] });
      await trx('graduate')
        .where({ id: graduateId })
        .update({ removedAt: null, removalReason: null, removalDetail: null });
      return { details: { before: { removalReason, removalDetail }, reason } };
    },
  );
}
