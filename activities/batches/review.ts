import type { CaseDecision } from '../../commands/decide-cases.ts';
import { approveCase, readableCase, rejectCase } from '../../commands/review-case.ts';
import { DomainError } from '../../domain/errors.ts';
import { byAct, type DoRow } from './row.ts';

/** A row of 批量审核: one case, decided as the reviewer saw it. */
export const decideOne: DoRow = (deps, turn) =>
  byAct(deps, turn, {
    done: 'DECIDED',
    act: async (call) => {
      const decision = turn.input as CaseDecision;
      const found = await readableCase(deps, call.actor, decision.caseId);
      if (!found) throw new DomainError('NOT_FOUND');
      const { seq: expectedSeq } = decision;
      if (decision.decision === 'APPROVE')
        return approveCase(deps, call, found, { expectedSeq, reason: decision.reason });
      const { reasonCode, reason } = decision;
      return rejectCase(deps, call, found, { expectedSeq, reasonCode, reason });
    },
  });
