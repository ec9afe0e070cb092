import type { Knex } from 'knex';

/** What waits for the staff, by the page of the panel that shows it. */
export interface StaffWaiting {
  verifications: number;
  memberships: number;
  letters: number;
  tasks: number;
}

/** Counts what waits for the staff: open reviews, requests to join, letters nobody looked at, tasks. */
export async function countStaffWaiting(knex: Knex): Promise<StaffWaiting> {
  const { rows } = await knex.raw<{ rows: [StaffWaiting] }>(
    `select
       (select count(*)::integer from employer_verification where status = 'AWAITING_REVIEW') as verifications,
       (select count(*)::integer from employer_membership where status = 'PENDING') as memberships,
       (select count(*)::integer from employer_verification
        where method = 'REMITTANCE' and status = 'VERIFIED' and letter_checked_at is null) as letters,
       (select count(*)::integer from staff_task where done_at is null) as tasks`,
  );
  return rows[0];
}
