/**
 * Whether a unit was verified at any time, as an SQL condition on the row of `employer` under this alias. Whoever has signings was,
 * also where that came with the data.
 */
export function wasEverVerified(alias: string): string {
  return `(exists (select from employer_verification ev where ev.employer_id = ${alias}.id and ev.status = 'VERIFIED')
    or exists (select from signing es where es.employer_id = ${alias}.id))`;
}
