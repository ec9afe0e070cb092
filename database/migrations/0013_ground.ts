import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** What is done to the ground of processes, by whom; the batches that tell many processes that theirs is gone. */
export const name = '0013_ground';

const open = ['AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'];
const kinds = [
  'GRADUATE_CORRECTED',
  'GRADUATE_REMOVED',
  'GRADUATE_LOCKED',
  'GRADUATE_UNLOCKED',
  'DESTINATION_REGISTERED',
  'DESTINATION_VOIDED',
  'EMPLOYER_DISABLED',
  'EMPLOYER_ENABLED',
  'COHORT_SET',
  'COHORT_CLOSED',
];
const reasons = [
  'DESTINATION_VOIDED',
  'GRADUATE_RECORD_CHANGED',
  'GRADUATE_RECORD_REMOVED',
  'OTHER_DESTINATION_REGISTERED',
  'EMPLOYER_DISABLED',
  'COHORT_CLOSED',
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table graduate
      add column lock_reason text constraint graduate_lock_reason_while_locked check (lock_reason is null or locked_at is not null),
      add column removal_reason text constraint graduate_removal_reason check (${oneOf('removal_reason', ['DROPPED_OUT', 'NOT_GRADUATING', 'LEFT_COHORT'])}),
      add column removal_detail text,
      add constraint graduate_removal_reason_once_removed check (removal_reason is null or removed_at is not null);
    create index graduate_school_list on graduate (school_code, created_at desc, id desc);
    create index graduate_college_list on graduate (college_id, created_at desc, id desc);

    alter table destination
      add column unit_name text,
      add column uscc text,
      add column detail text,
      add column void_reason text
        constraint destination_void_reason_once_voided check (void_reason is null or voided_at is not null);

    create table ground_change (
      id uuid primary key default uuidv7(),
      kind text not null constraint ground_change_kind check (${oneOf('kind', kinds)}),
      graduate_id uuid constraint ground_change_graduate references graduate,
      employer_id uuid constraint ground_change_employer references employer,
      cohort_year integer constraint ground_change_cohort references cohort,
      actor_account_id uuid constraint ground_change_actor references account,
      details_encrypted text not null,
      idempotency_key text,
      fingerprint bytea,
      request_id text not null,
      client_address inet,
      at timestamptz not null,
      constraint ground_change_of_one_thing check (num_nonnulls(graduate_id, employer_id, cohort_year) = 1),
      constraint ground_change_key_once_per_actor unique (actor_account_id, idempotency_key),
      constraint ground_change_key_with_fingerprint check ((idempotency_key is null) = (fingerprint is null))
    );
    create index ground_change_of_graduate on ground_change (graduate_id, at) where graduate_id is not null;
    create index ground_change_of_employer on ground_change (employer_id, at) where employer_id is not null;
    create index ground_change_of_cohort on ground_change (cohort_year, at) where cohort_year is not null;
    comment on column ground_change.actor_account_id is 'Null for what the clock does: a cohort whose last day is over.';
    comment on column ground_change.details_encrypted is 'What stood there before and after, and the reason given; of a person.';

    create function keep_ground_changes() returns trigger language plpgsql as $$
    begin
      raise exception 'changes of ground are only ever added' using errcode = 'restrict_violation', constraint = 'ground_change_append_only';
    end $$;
    create trigger ground_change_append_only before update or delete on ground_change
      for each row execute function keep_ground_changes();

    create table invalidation_batch (
      id uuid primary key default uuidv7(),
      ground_change_id uuid not null constraint invalidation_batch_change references ground_change
        constraint invalidation_batch_one_per_change unique,
      reason text not null constraint invalidation_batch_reason check (${oneOf('reason', reasons)}),
      total integer not null constraint invalidation_batch_total check (total > 0),
      created_at timestamptz not null,
      moved_at timestamptz not null,
      paused_at timestamptz,
      finished_at timestamptz
    );
    create index invalidation_batch_unfinished on invalidation_batch (moved_at) where finished_at is null;
    create index invalidation_batch_newest on invalidation_batch (created_at desc, id desc);
    comment on column invalidation_batch.moved_at is 'When a page was last gone through: one that stands still is started again.';

    create table invalidation_row (
      batch_id uuid not null constraint invalidation_row_batch references invalidation_batch,
      process_id uuid not null constraint invalidation_row_process references process,
      outcome text constraint invalidation_row_outcome check (${oneOf('outcome', ['TOLD', 'ALREADY_ENDED'])}),
      command_id uuid constraint invalidation_row_command references command constraint invalidation_row_one_per_command unique,
      primary key (batch_id, process_id),
      constraint invalidation_row_told_by_command check (coalesce(outcome = 'TOLD', false) = (command_id is not null))
    );
    create index invalidation_row_waiting on invalidation_row (batch_id, process_id) where outcome is null;

    create index signing_open_by_cohort on signing (cohort_year, id) where ${oneOf('status', open)};
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index signing_open_by_cohort;
    drop table invalidation_row, invalidation_batch, ground_change;
    drop function keep_ground_changes();
    alter table destination drop column void_reason, drop column detail, drop column uscc, drop column unit_name;
    drop index graduate_school_list, graduate_college_list;
    alter table graduate drop column removal_detail, drop column removal_reason, drop column lock_reason;
  `);
}
