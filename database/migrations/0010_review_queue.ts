import type { Knex } from 'knex';

/** What the staff's queue of verifications is read by, whatever it is narrowed to. */
export const name = '0010_review_queue';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index employer_verification_queue;
    create index employer_verification_queue on employer_verification (status, status_at, id)
      where status in ('AWAITING_REVIEW', 'NEEDS_SUPPLEMENT');
    create index employer_verification_claimed on employer_verification (claimed_by) where claimed_by is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index employer_verification_queue, employer_verification_claimed;
    create index employer_verification_queue on employer_verification (status_at) where status = 'AWAITING_REVIEW';
  `);
}
