/** The row that a verification's messages are about. */
export const verificationSubject = `select * from employer_verification where id = :processId`;

/**
 * Everybody a verification's messages may go to. The unit's SMS go to who submitted, or, once that person has left, to all active
 * members; inboxes are everybody's. Staff have the inbox alone. Source: domain.md §6.2b.
 */
export const verificationRecipients = `
  select 'EMPLOYER' as audience, m.account_id, null::uuid as graduate_id,
    m.account_id = s.submitted_by or not bool_or(m.account_id = s.submitted_by) over () as by_sms
  from subject s join employer_membership m on m.employer_id = s.employer_id and m.status = 'APPROVED'
    join account a on a.id = m.account_id and a.disabled_at is null
  union all
  select case staff.role when 'REVIEWER' then 'STAFF_REVIEWERS' else 'SUPERVISORS' end, staff.account_id, null, false
  from staff_account staff join account a on a.id = staff.account_id and a.disabled_at is null
  where staff.role in ('REVIEWER', 'SUPERVISOR')`;
