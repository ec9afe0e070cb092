/**
 * Whether a college has somebody who may review, as an SQL expression; `college` is one for its id. Where none has, the school's
 * reviewers decide in its place. Source: domain.md §6.3.
 */
export function collegeHasReviewer(college: string): string {
  return `exists (select from reviewer cr join account ca on ca.id = cr.account_id and ca.disabled_at is null
    where cr.college_id = ${college} and cr.level = 'COLLEGE' and cr.ended_at is null)`;
}
