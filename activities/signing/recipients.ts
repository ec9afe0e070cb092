import { collegeHasReviewer } from '../../database/queries/college-has-reviewer.ts';

/** The row that a signing's messages are about. */
export const signingSubject = `select * from signing where id = :processId`;

/**
 * Everybody a signing's messages may go to; nobody whose account is disabled. The unit's SMS go to who started the case, or,
 * once that person has left or where it was none of theirs, to all active members; inboxes are everybody's. Where a college has
 * no reviewer, its school's are told. A graduate whose account is disabled is told nothing, not even by the school's number.
 * Source: domain.md §6.2b.
 */
export const signingRecipients = `
  select 'EMPLOYER' as audience, m.account_id, null::uuid as graduate_id,
    coalesce(m.account_id = s.started_by, false) or not coalesce(bool_or(m.account_id = s.started_by) over (), false) as by_sms
  from subject s join employer_membership m on m.employer_id = s.employer_id and m.status = 'APPROVED'
    join account a on a.id = m.account_id and a.disabled_at is null
  union all
  select 'GRADUATE', g.account_id, g.id, true from subject s join graduate g on g.id = s.graduate_id
    left join account a on a.id = g.account_id
  where a.disabled_at is null
  union all
  select 'SCHOOL_REVIEWERS', r.account_id, null, true
  from subject s join reviewer r on r.school_code = s.school_code and r.level = 'SCHOOL' and r.ended_at is null
    join account a on a.id = r.account_id and a.disabled_at is null
  union all
  select 'COLLEGE_REVIEWERS', r.account_id, null, true
  from subject s join reviewer r on r.school_code = s.school_code and r.ended_at is null
    and case when ${collegeHasReviewer('s.college_id')}
      then r.college_id = s.college_id and r.level = 'COLLEGE' else r.level = 'SCHOOL' end
    join account a on a.id = r.account_id and a.disabled_at is null`;
