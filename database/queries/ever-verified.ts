/**
 * Whether a unit was verified at any time, as an SQL condition on the row of `employer` under this alias. Whoever has signings, or a
 * verified code beside the one it tells, was, also where that came with the data.
 */
export function wasEverVerified(alias: string): string {
  return `(${alias}.verified_uscc is not null
    or exists (select from employer_verification ev where ev.employer_id = ${alias}.id and ev.status = 'VERIFIED')
    or exists (select from signing es where es.employer_id = ${alias}.id))`;
}
