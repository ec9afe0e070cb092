import { issueAgreement } from '../../commands/make-agreement.ts';
import { fateOf } from '../../domain/effects.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { EffectKey, PerformEffect } from '../../workflows/process.ports.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { effectAt, endEffect } from '../end-effect.ts';

/**
 * Carries the making of one agreement's document to its end. A store that does not answer is tried again for a day; a text that
 * cannot be printed is given up at once, for staff to see. After a kill the same bytes are made again.
 */
export function createIssueAgreement(deps: ActivityDependencies): PerformEffect {
  return async (key) => {
    const effect = await unendedEffect(deps, key);
    if (!effect) return;
    // A document may be made as often as it takes: to be asked twice is no harm.
    const fate = fateOf({ ...effect, heldUpBy: null, isReminder: false, outdated: false }, { recognisesRepeats: true });
    if (fate.status !== 'TRIED') return endEffect(deps.knex, key, fate);
    await effectAt(deps.knex, key).update({ status: 'TRIED', tries: effect.tries + 1 });
    await deps.faults('document-before');
    try {
      await issueAgreement(deps, key.processId);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'TEXT_NOT_PRINTABLE') throw error;
      return endEffect(deps.knex, key, { status: 'GAVE_UP', failureCode: error.code });
    }
    await deps.faults('document-after');
    await endEffect(deps.knex, key, { status: 'DONE' });
  };
}

async function unendedEffect({ knex, clock }: ActivityDependencies, key: EffectKey) {
  type Row = { tries: number; dueAt: Instant; now: Instant };
  const now = knex.raw(`${await clock()} as now`);
  return (await effectAt(knex, key).first('tries', 'due_at', now)) as Row | undefined;
}
