/**
 * An SQL expression: whether a member of staff has a part in a unit's case. They, or somebody with the same phone, are a user of
 * the unit, or have entered data for one of its verifications, also when they have left it since. Source: design.md §8.
 */
export function isPartial({ staff, employer }: { staff: string; employer: string }): string {
  return `exists (
    select from account own
      join account person on person.id = own.id or person.phone_hash = own.phone_hash
    where own.id = ${staff} and person.id in (
      select m.account_id from employer_membership m
      where m.employer_id = ${employer} and m.status in ('PENDING', 'APPROVED')
      union all
      select c.actor_account_id from employer_verification given join command c on c.process_id = given.id
      where given.employer_id = ${employer} and c.actor_relation = 'MEMBER'))`;
}
