import type { Knex } from 'knex';
import { awaitsLetterCheck } from './letter-checks.ts';

/** What waits for the staff, by the page of the panel that shows it. */
export interface StaffWaiting {
  verifications: number;
  memberships: number;
  letters: number;
  tasks: number;
  /** Of the one who asks. */
  inbox: number;
}

/** Counts what waits for the staff: open reviews, requests to join, letters nobody looked at, tasks; and one’s unread messages. */
export async function countStaffWaiting(knex: Knex, accountId: string): Promise<StaffWaiting> {
  const { rows } = await knex.raw<{ rows: [StaffWaiting] }>(
    `select
       (select count(*)::integer from employer_verification where status = 'AWAITING_REVIEW') as verifications,
       (select count(*)::integer from employer_membership where status = 'PENDING') as memberships,
       (select count(*)::integer from employer_verification v where ${awaitsLetterCheck}) as letters,
       (select count(*)::integer from staff_task where done_at is null) as tasks,
       (select count(*)::integer from notification where account_id = ? and read_at is null) as inbox`,
    accountId,
  );
  return rows[0];
}
