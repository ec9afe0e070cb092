import type { Knex } from 'knex';
import { awaitsLetterCheck } from '../database/queries/letter-checks.ts';
import { isPartial } from '../database/queries/partiality.ts';
import { DomainError } from '../domain/errors.ts';
import type { LetterFinding } from '../domain/vocabulary/letter-finding.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';

/** What a reviewer found of a letter; a false one says why. */
export interface LetterCheck {
  verificationId: string;
  finding: LetterFinding;
  reason: string | null;
}

/**
 * 授权书抽查: writes down, once, what a reviewer found of the letter of a unit that money verified. A false one marks the unit
 * and opens a task for the supervisors. Throws NOT_FOUND, REVIEWER_PARTIAL, ACTION_NOT_ALLOWED. Source: domain.md §3.3, design.md §8.
 */
export async function checkLetter(
  knex: Knex,
  call: StaffCall,
  { verificationId, finding, reason }: LetterCheck,
): Promise<void> {
  const act = finding === 'IN_ORDER' ? 'LETTER_IN_ORDER' : 'LETTER_FALSE';
  await pressOnce(knex, { act, call }, async (trx, place) => {
    const { rows } = await trx.raw<{
      rows: { employerId: string; isWaiting: boolean; isPartial: boolean; seq: number }[];
    }>(
      `select v.employer_id, p.seq, ${awaitsLetterCheck} as is_waiting,
         ${isPartial({ staff: 'cast(:accountId as uuid)', employer: 'v.employer_id' })} as is_partial
       from employer_verification v join process p on p.id = v.id where v.id = :verificationId for no key update of v`,
      { verificationId, accountId: call.member.accountId },
    );
    const [verification] = rows;
    if (!verification) throw new DomainError('NOT_FOUND');
    if (verification.isPartial) throw new DomainError('REVIEWER_PARTIAL');
    if (!verification.isWaiting) throw new DomainError('ACTION_NOT_ALLOWED');
    const { employerId, seq } = verification;
    const now = trx.raw('clock_timestamp()');
    const checked = { letterFinding: finding, letterCheckedBy: call.member.accountId, letterCheckedAt: now };
    await trx('employer_verification').where({ id: verificationId }).update(checked);
    if (finding === 'FALSE') {
      await trx('employer').where({ id: employerId }).update({ letterDoubtedAt: now });
      await trx('staff_task').insert({ kind: 'LETTER_FALSE', processId: verificationId, seq, note: reason });
    }
    const details = reason === null ? {} : { reason };
    await recordStaffAct(trx, act, place, { kind: 'employer_verification', id: verificationId, details });
  });
}
