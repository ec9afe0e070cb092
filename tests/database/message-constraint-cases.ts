import type { ConstraintCase } from './constraint-cases.ts';

/** One digest, for the cases below. */
export const messageRows = `
  insert into review_digest (account_id, day, new_tasks, open_tasks, counted_until)
    values (:reviewer, '2026-11-23', 1, 1, now())`;

const change = (what: string) => `update review_digest set ${what}`;

/** What each constraint of the reviewers' digests is there for, as a statement that it must refuse. */
export const messageConstraintCases: ConstraintCase[] = [
  ['review_digest_has_news', 'a digest without a new task', change('new_tasks = 0')],
  ['review_digest_counts', 'more new tasks than there are', change('new_tasks = 2')],
  ['review_digest_status', 'an unknown status', change(`status = 'MAYBE', ended_at = now()`)],
  ['review_digest_ended', 'an end without an outcome', change('ended_at = now()')],
  ['review_digest_ended', 'an outcome without an end', change(`status = 'DONE'`)],
];
