/** How long after its upload a picture can be handed in, in days; handed in already, it can be again. */
const attachableDays = 30;

/**
 * How long a picture is kept that nothing holds, in days. So much longer than it can be handed in that whatever was asked for with it
 * is decided before. Source: domain.md §14.
 */
const keptDays = 90;

/** Whether something shows a file, as an SQL condition on the row of `file` under this alias: each reference there is. */
function isHeld(alias: string): string {
  return `(exists (select from account ha where ha.photo_file_id = ${alias}.id)
    or exists (select from employer he where he.logo_file_id = ${alias}.id)
    or exists (select from employer_membership hm where hm.letter_file_id = ${alias}.id)
    or exists (select from verification_file hv where hv.file_id = ${alias}.id)
    or exists (select from termination_file ht where ht.file_id = ${alias}.id))`;
}

/** Whether a file can be handed in, as an SQL condition on the row of `file` under this alias. */
export function isAttachable(alias: string): string {
  return `(${alias}.created_at > clock_timestamp() - interval '${attachableDays} days' or ${isHeld(alias)})`;
}

/** Whether a file is to be forgotten at `now`, an SQL expression; as an SQL condition on the row of `file` under this alias. */
export function isAbandoned(alias: string, now: string): string {
  return `(${alias}.created_at < ${now} - interval '${keptDays} days' and not ${isHeld(alias)})`;
}
