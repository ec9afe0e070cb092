import type { RemovalReason } from '../domain/vocabulary/removal-reason.ts';
import { DomainError } from '../domain/errors.ts';
import type { ActAnswer } from './act.ts';
import { changeGraduate, type HeldGraduate, type SchoolCall } from './change-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/** Ends an agreement in force because its graduate leaves, in the transaction that removes them. Source: domain.md §8. */
export type EndAgreement = (held: HeldGraduate & { agreement: string }, call: SchoolCall) => Promise<void>;

/** Until agreements can be voided, a graduate who has one is not removed: the school has to have it ended first. */
const refuseToEnd: EndAgreement = () => Promise.reject(new DomainError('GRADUATE_HAS_AGREEMENT'));

/** 移出毕业生: out of the cohort, with a reason; open signings end with it, one in force as `endAgreement` does it. */
export function removeGraduate(
  { endAgreement = refuseToEnd, ...deps }: CommandDependencies & { endAgreement?: EndAgreement },
  call: SchoolCall,
  graduateId: string,
  { reasonCode, detail }: { reasonCode: RemovalReason; detail: string },
): Promise<ActAnswer> {
  return changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_REMOVED' }, async (held) => {
    const { trx, agreement } = held;
    if (agreement !== null) await endAgreement({ ...held, agreement }, call);
    await trx('graduate')
      .where({ id: graduateId })
      .update({ removedAt: trx.raw(await deps.clock()), removalReason: reasonCode, removalDetail: detail });
    return { details: { reasonCode, reason: detail }, takesGround: 'GRADUATE_RECORD_REMOVED' };
  });
}
