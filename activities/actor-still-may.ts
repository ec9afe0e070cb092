/**
 * Who may still act on a case, by how they stood to it when their command was received, as SQL conditions with `:actor`; nobody
 * whose account is disabled. `case` is the alias of a row with the case's unit and school, `college` its college's id, `g` the
 * graduate.
 */
export function actorStillMay(relation: string, { case: about, college }: { case: string; college: string }): string {
  const active = (who: string) => `join account a on a.id = ${who}.account_id and a.disabled_at is null`;
  switch (relation) {
    case 'INVITER':
      return `exists (select from employer_membership m ${active('m')}
        where m.account_id = :actor and m.employer_id = ${about}.employer_id and m.status = 'APPROVED')`;
    case 'INVITEE':
      return `g.account_id = :actor and g.removed_at is null
        and exists (select from account a where a.id = g.account_id and a.disabled_at is null)`;
    case 'COLLEGE':
      return `exists (select from reviewer r ${active('r')}
        where r.account_id = :actor and r.level = 'COLLEGE' and r.college_id = ${college} and r.ended_at is null)`;
    case 'SCHOOL':
      return `exists (select from reviewer r ${active('r')}
        where r.account_id = :actor and r.level = 'SCHOOL' and r.school_code = ${about}.school_code and r.ended_at is null)`;
    case 'SYSTEM':
      return 'true';
    default:
      return 'false';
  }
}
