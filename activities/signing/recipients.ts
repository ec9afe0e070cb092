import type { Knex } from 'knex';
import type { Audience } from '../../domain/signing-notices.ts';
import type { Recipients } from '../process-definition.ts';
import { recipientOf } from '../recipient.ts';

interface Row {
  starter: string;
  starterActive: boolean;
  members: string[];
  graduateId: string;
  graduateAccount: string | null;
  collegeReviewers: string[];
  schoolReviewers: string[];
}

/**
 * Everybody a signing's messages may go to. The unit's SMS go to who started the case, or, once that person has left, to all
 * active members; inboxes are everybody's. Where a college has no reviewer, its school's are told. Source: domain.md §6.2b.
 */
export async function signingRecipients(
  trx: Knex.Transaction,
  signingId: string,
): Promise<Record<Audience, Recipients>> {
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select s.started_by as starter,
       exists (select from employer_membership m where m.account_id = s.started_by and m.employer_id = s.employer_id
         and m.status = 'APPROVED') as starter_active,
       array(select m.account_id::text from employer_membership m
         where m.employer_id = s.employer_id and m.status = 'APPROVED') as members,
       g.id as graduate_id, g.account_id as graduate_account,
       array(select r.account_id::text from reviewer r
         where r.college_id = s.college_id and r.level = 'COLLEGE' and r.ended_at is null) as college_reviewers,
       array(select r.account_id::text from reviewer r
         where r.school_code = s.school_code and r.level = 'SCHOOL' and r.ended_at is null) as school_reviewers
     from signing s join graduate g on g.id = s.graduate_id where s.id = ?`,
    signingId,
  );
  const [row] = rows;
  if (!row) throw new Error('SIGNING_MISSING');
  const account = (id: string) => recipientOf('account', id);
  const reviewers = (ids: readonly string[]): Recipients => ({ accounts: ids, sms: ids.map(account) });
  return {
    EMPLOYER: {
      accounts: row.members,
      sms: (row.starterActive ? [row.starter] : row.members).map(account),
    },
    GRADUATE: row.graduateAccount
      ? reviewers([row.graduateAccount])
      : { accounts: [], sms: [recipientOf('graduate', row.graduateId)] },
    COLLEGE_REVIEWERS: reviewers(row.collegeReviewers.length > 0 ? row.collegeReviewers : row.schoolReviewers),
    SCHOOL_REVIEWERS: reviewers(row.schoolReviewers),
  };
}
