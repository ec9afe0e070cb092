/**
 * Joins `b` (signing_id): what binds the person of a record `g` for its cohort, whichever of their records it came by. The record's
 * own comes first: where its ID number was corrected, the binding is still the old one's until its signing has ended.
 */
export const bindingOfPerson = `left join lateral (
  select o.signing_id from graduate_binding o
  where o.graduate_id = g.id or (o.id_number_hash = g.id_number_hash and o.cohort_year = g.cohort_year)
  order by o.graduate_id = g.id desc limit 1) b on true`;
