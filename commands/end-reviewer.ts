import type { Knex } from 'knex';
import { collegeHasReviewer } from '../database/queries/college-has-reviewer.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReviewerUser } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';
import { endSessions } from './end-sessions.ts';

/**
 * 移除审核人: whoever is signed in as one is signed out; what waits for a college that has nobody left the school may decide, and is
 * told of. Throws NOT_FOUND for a college reviewer and for one of elsewhere, ACTION_NOT_ALLOWED for oneself: so a school is never
 * without.
 */
export async function endReviewer(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  actor: ReviewerUser,
  accountId: string,
): Promise<void> {
  if (actor.level !== 'SCHOOL') throw new DomainError('NOT_FOUND');
  const { schoolCode } = actor;
  const now = knex.raw(await clock());
  await knex.transaction(async (trx) => {
    // All of the school's in one order: two who remove each other do so one after the other.
    const active = await trx('reviewer')
      .where({ schoolCode })
      .whereNull('endedAt')
      .orderBy('accountId')
      .forUpdate()
      .select<{ accountId: string }[]>('accountId');
    const isThere = (id: string) => active.some((reviewer) => reviewer.accountId === id);
    if (!isThere(accountId)) throw new DomainError('NOT_FOUND');
    if (accountId === actor.accountId || !isThere(actor.accountId)) throw new DomainError('ACTION_NOT_ALLOWED');
    await trx('reviewer').where({ accountId }).update({ endedAt: now });
    await endSessions(trx, accountId);
    await tellOfCollegeTasks(trx, accountId, now);
  });
}

/** What falls to the school as its college has nobody left is told in the inboxes of its reviewers, as each new task is. */
async function tellOfCollegeTasks(trx: Knex.Transaction, endedAccountId: string, now: Knex.Raw): Promise<void> {
  await trx.raw(
    `insert into notification (account_id, process_id, seq, kind, message, created_at)
     select r.account_id, t.process_id, t.opened_seq, m.message, m.message, :now
     from reviewer ended
       join review_task t on t.college_id = ended.college_id and t.stage = 'COLLEGE' and t.decided_at is null
       cross join lateral (
         select case t.kind when 'SIGNING' then 'REVIEW_TASK_OPENED' else 'TERMINATION_TASK_OPENED' end as message
       ) m
       join reviewer r on r.school_code = ended.school_code and r.level = 'SCHOOL' and r.ended_at is null
       join account a on a.id = r.account_id and a.disabled_at is null
     where ended.account_id = :endedAccountId and ended.level = 'COLLEGE' and not ${collegeHasReviewer('ended.college_id')}
     on conflict (process_id, seq, kind, account_id) do nothing`,
    { endedAccountId, now },
  );
}
