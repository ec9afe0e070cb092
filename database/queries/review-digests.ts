import { collegeHasReviewer } from './college-has-reviewer.ts';
import type { Knex } from 'knex';
import { plusSeconds, type Instant } from '../../domain/calendar.ts';

/** A digest of today that has not come to its end, and the phone it goes to. */
export interface PlannedDigest {
  accountId: string;
  newTasks: number;
  openTasks: number;
  tries: number;
  phoneEncrypted: string;
}

const pageSizeMax = 500;

/** Longer than a gateway may take: whoever tried so long ago has come to an end, or was killed. */
const triedSeconds = 300;

/** Leaves out what did not go on its day: it is old news, and counts as never told. */
export async function leaveOutDigestsBefore(knex: Knex, day: string): Promise<void> {
  await knex('review_digest')
    .where('day', '<', day)
    .whereNull('endedAt')
    .update({ status: 'LEFT_OUT', endedAt: knex.raw('clock_timestamp()') });
}

/**
 * Plans a digest for each active reviewer with tasks that no digest has told of; one planned already stays as it is. Who reviews a
 * task: the college's reviewers at its level, or, where it has none, the school's.
 */
export async function planDigests(knex: Knex, { day, now }: { day: string; now: Instant }): Promise<void> {
  await knex.raw(
    `insert into review_digest (account_id, day, new_tasks, open_tasks, counted_until)
     select r.account_id, cast(:day as date), count(*) filter (where t.opened_at > coalesce(told.until, '-infinity')),
       count(*), cast(:now as timestamptz)
     from reviewer r
       join account a on a.id = r.account_id and a.disabled_at is null and a.phone_encrypted is not null
       join review_task t on t.school_code = r.school_code and t.decided_at is null and t.opened_at <= :now
         and case when t.stage = 'COLLEGE' and ${collegeHasReviewer('t.college_id')}
             then r.level = 'COLLEGE' and r.college_id = t.college_id else r.level = 'SCHOOL' end
       left join lateral (
         select max(d.counted_until) as until from review_digest d
         where d.account_id = r.account_id and d.status not in ('GAVE_UP', 'LEFT_OUT')
       ) told on true
     where r.ended_at is null
     group by r.account_id
     having bool_or(t.opened_at > coalesce(told.until, '-infinity'))
     on conflict do nothing`,
    { day, now },
  );
}

/**
 * A page of the digests of a day that have not come to their end, in the order of their reviewers; without those tried in the last
 * minutes, which another run may still be sending.
 */
export async function digestsToSend(
  knex: Knex,
  { day, now, after }: { day: string; now: Instant; after: string | undefined },
): Promise<PlannedDigest[]> {
  return knex('review_digest as d')
    .join('account as a', 'a.id', 'd.account_id')
    .where({ 'd.day': day })
    .whereNull('d.ended_at')
    .where((tried) => tried.whereNull('d.tried_at').orWhere('d.tried_at', '<', plusSeconds(now, -triedSeconds)))
    .where('d.account_id', '>', after ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('d.account_id')
    .limit(pageSizeMax)
    .select('d.account_id', 'd.new_tasks', 'd.open_tasks', 'd.tries', 'a.phone_encrypted');
}
