import { openOrSigned, statusIn } from './open-statuses.ts';

/**
 * Whether a signing other than this one is open or signed between the same unit and graduate, as an SQL expression.
 * `pair` is the alias of a row with both their ids, `signingId` the column of this signing's id.
 */
export function pairTaken({ pair, signingId }: { pair: string; signingId: string }): string {
  return `exists (select from signing o where o.employer_id = ${pair}.employer_id and o.graduate_id = ${pair}.graduate_id
    and o.id is distinct from ${signingId} and ${statusIn('o.status', openOrSigned)})`;
}
