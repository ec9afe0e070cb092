import type { RemovalReason } from '../domain/vocabulary/removal-reason.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 移出毕业生: out of the cohort, with a reason; open signings end with it, and one in force is voided. Source: domain.md §8. */
export function removeGraduate(
  deps: CommandDependencies,
  call: SchoolCall,
  graduateId: string,
  { reasonCode, detail }: { reasonCode: RemovalReason; detail: string },
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_REMOVED' }, async ({ trx }) => {
    await trx('graduate')
      .where({ id: graduateId })
      .update({ removedAt: trx.raw(await deps.clock()), removalReason: reasonCode, removalDetail: detail });
    return {
      details: { reasonCode, reason: detail },
      takesGround: 'GRADUATE_RECORD_REMOVED',
      voidsAgreement: { outcome: 'GRADUATE_RECORD_REMOVED', voidReason: null, detail },
    };
  });
}
