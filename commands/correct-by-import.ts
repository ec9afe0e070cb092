import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { takesGround } from '../domain/ground.ts';
import { changeGraduate, type SchoolCall } from './change-graduate.ts';
import { correct, type Correction } from './correct-graduate.ts';
import type { CommandDependencies } from './dependencies.ts';

/** What became of a row that would correct a record; AGAIN where somebody changed it meanwhile: it has to be looked at anew. */
export type ImportCorrection = 'UPDATED' | 'SIGNING_STANDS' | 'TWO_RECORDS' | 'AGAIN';

/**
 * 导入更正: corrects a record as a reviewer would, with the same lock, the same rules and the same line of what was done, but
 * leaves who signs as it is while a signing is open or in force. `settle` writes what became of the row in the same
 * transaction, and answers false where that was written before. Source: domain.md §8.
 */
export async function correctByImport(
  deps: CommandDependencies,
  call: SchoolCall,
  { graduateId, correction }: { graduateId: string; correction: Correction },
  settle: (trx: Knex.Transaction) => Promise<boolean>,
): Promise<ImportCorrection> {
  try {
    await changeGraduate(deps, call, { graduateId, kind: 'GRADUATE_CORRECTED' }, async (held) => {
      const { corrected, ...change } = await correct(deps, held, correction);
      if (takesGround(corrected) && held.openSignings.length > 0) throw new NotCorrected('SIGNING_STANDS');
      if (corrected.length === 0 || !(await settle(held.trx))) throw new NotCorrected('AGAIN');
      return change;
    });
    return 'UPDATED';
  } catch (error) {
    if (error instanceof NotCorrected) return error.why;
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'GRADUATE_HAS_AGREEMENT') return 'SIGNING_STANDS';
    if (error.code === 'VALIDATION_FAILED') return 'TWO_RECORDS';
    if (error.code === 'ACTION_NOT_ALLOWED') return 'AGAIN'; // removed meanwhile
    throw error;
  }
}

/** Ends the transaction: nothing of it stays. */
class NotCorrected extends Error {
  readonly why: ImportCorrection;

  constructor(why: ImportCorrection) {
    super(why);
    this.why = why;
  }
}
