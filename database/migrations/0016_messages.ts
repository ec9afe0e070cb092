import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** The reviewers' daily digest by SMS, and what the daily Schedule finds what must go by. */
export const name = '0016_messages';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table review_digest (
      account_id uuid not null constraint review_digest_reviewer references reviewer,
      day date not null,
      new_tasks integer not null constraint review_digest_has_news check (new_tasks > 0),
      open_tasks integer not null,
      counted_until timestamptz not null,
      status text not null default 'PLANNED'
        constraint review_digest_status check (${oneOf('status', ['PLANNED', 'TRIED', 'DONE', 'GAVE_UP', 'LEFT_OUT'])}),
      tries integer not null default 0,
      tried_at timestamptz,
      provider_message_id text,
      failure_code text,
      ended_at timestamptz,
      primary key (account_id, day),
      constraint review_digest_counts check (open_tasks >= new_tasks),
      constraint review_digest_ended check ((status in ('PLANNED', 'TRIED')) = (ended_at is null))
    );
    create index review_digest_unended on review_digest (account_id) where ended_at is null;
    create index review_digest_gave_up on review_digest (ended_at) where status = 'GAVE_UP';
    comment on column review_digest.counted_until is 'What was opened later is news for the next digest.';

    create index session_by_end on session (least(ended_at, expires_at));
    create index staff_session_by_end on staff_session (least(ended_at, expires_at));
    create index rate_limit_by_end on rate_limit (expire);
    create index sandbox_message_by_age on sandbox_message (sent_at);
    create index command_body_by_age on command (decided_at) where body_encrypted is not null and outcome is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index command_body_by_age, sandbox_message_by_age, rate_limit_by_end, staff_session_by_end, session_by_end;
    drop table review_digest;
  `);
}
