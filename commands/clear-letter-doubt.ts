import type { Knex } from 'knex';
import { DomainError } from '../domain/errors.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** 解除存疑标记: a supervisor finds that a letter held for false is a true one. Throws NOT_FOUND where no unit is doubted. */
export async function clearLetterDoubt(
  knex: Knex,
  call: StaffCall,
  { employerId, reason }: { employerId: string; reason: string },
): Promise<void> {
  await pressOnce(knex, { act: 'LETTER_DOUBT_CLEARED', call }, async (trx, place) => {
    const cleared = await trx('employer')
      .where({ id: employerId })
      .whereNotNull('letterDoubtedAt')
      .update({ letterDoubtedAt: null });
    if (cleared === 0) throw new DomainError('NOT_FOUND');
    await recordStaffAct(trx, 'LETTER_DOUBT_CLEARED', place, { kind: 'employer', id: employerId, details: { reason } });
  });
}
