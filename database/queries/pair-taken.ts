import type { Knex } from 'knex';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';

const takingStatuses: readonly SigningStatus[] = ['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED'];

/**
 * Whether a signing other than this one is open or signed between the same unit and graduate, as an expression to select.
 * `pair` is the alias of a row with both their ids, `signingId` the column of this signing's id.
 */
export function pairTaken(knex: Knex, { pair, signingId }: { pair: string; signingId: string }): Knex.Raw<boolean> {
  return knex.raw(
    `exists (select from signing o where o.employer_id = ?? and o.graduate_id = ?? and o.id is distinct from ??
       and o.status in (${takingStatuses.map(() => '?').join(', ')}))`,
    [`${pair}.employer_id`, `${pair}.graduate_id`, signingId, ...takingStatuses],
  );
}
