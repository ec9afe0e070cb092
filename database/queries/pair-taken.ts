import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';

const takingStatuses: readonly SigningStatus[] = ['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED'];

// Written out, not bound: only then does the planner know that the index of these very statuses answers it.
const taking = takingStatuses.map((status) => `'${status}'`).join(', ');

/**
 * Whether a signing other than this one is open or signed between the same unit and graduate, as an SQL expression.
 * `pair` is the alias of a row with both their ids, `signingId` the column of this signing's id.
 */
export function pairTaken({ pair, signingId }: { pair: string; signingId: string }): string {
  return `exists (select from signing o where o.employer_id = ${pair}.employer_id and o.graduate_id = ${pair}.graduate_id
    and o.id is distinct from ${signingId} and o.status in (${taking}))`;
}
