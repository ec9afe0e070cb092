import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** Favorites, signings, the one binding of a graduate, reviews, agreement numbers, destinations, messages. */
export const name = '0003_signings';

const statuses = [
  'AWAITING_GRADUATE',
  'COLLEGE_REVIEW',
  'SCHOOL_REVIEW',
  'SIGNED',
  'DECLINED',
  'RESPONSE_EXPIRED',
  'REVIEW_REJECTED',
  'WITHDRAWN',
  'TERMINATED',
  'INVALIDATED',
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table graduate_search (
      id uuid primary key default uuidv7(),
      employer_id uuid not null constraint graduate_search_employer references employer,
      account_id uuid not null constraint graduate_search_account references account,
      graduate_id uuid constraint graduate_search_graduate references graduate,
      graduate_revision integer,
      searched_at timestamptz not null default clock_timestamp()
    );
    create index graduate_search_by_account on graduate_search (account_id, searched_at);

    create table favorite (
      id uuid primary key default uuidv7(),
      employer_id uuid not null constraint favorite_employer references employer,
      graduate_id uuid not null constraint favorite_graduate references graduate,
      cohort_year integer not null constraint favorite_cohort references cohort,
      graduate_name text not null,
      id_number_encrypted text not null,
      id_number_hash bytea not null,
      school_code text not null constraint favorite_school references school,
      school_name text not null,
      education_level text not null,
      major text not null,
      graduate_revision integer not null,
      remark text,
      added_by uuid not null constraint favorite_added_by references account,
      added_at timestamptz not null default clock_timestamp(),
      removed_at timestamptz
    );
    create unique index favorite_one_per_graduate on favorite (employer_id, graduate_id) where removed_at is null;
    create index favorite_list on favorite (employer_id, added_at desc, id desc) where removed_at is null;

    create table signing (
      id uuid primary key constraint signing_process references process,
      employer_id uuid not null constraint signing_employer references employer,
      graduate_id uuid not null constraint signing_graduate references graduate,
      favorite_id uuid not null constraint signing_favorite references favorite,
      cohort_year integer not null constraint signing_cohort references cohort,
      school_code text not null constraint signing_school references school,
      college_id uuid not null constraint signing_college references college,
      previous_signing_id uuid constraint signing_previous references signing,
      started_by uuid not null constraint signing_started_by references account,
      position_category text not null,
      position_title text not null,
      response_window_days integer not null constraint signing_response_window check (response_window_days between 1 and 15),
      signing_contact_name text not null,
      contact_phone_encrypted text,
      remarks text,
      status text not null constraint signing_status check (${oneOf('status', statuses)}),
      status_at timestamptz not null,
      respond_by timestamptz not null,
      sent_at timestamptz not null,
      accepted_at timestamptz,
      agreement_no text constraint signing_agreement_no_once unique,
      signed_at timestamptz,
      decline_reason text,
      reject_reason_code text,
      reject_reason text,
      invalidation_reason text
        constraint signing_invalidation_reason check (${oneOf('invalidation_reason', [
          'DESTINATION_VOIDED',
          'GRADUATE_RECORD_CHANGED',
          'GRADUATE_RECORD_REMOVED',
          'OTHER_DESTINATION_REGISTERED',
          'EMPLOYER_DISABLED',
          'COHORT_CLOSED',
        ])}),
      constraint signing_invalidated_with_reason check ((status = 'INVALIDATED') = (invalidation_reason is not null)),
      constraint signing_signed_with_number check ((agreement_no is null) = (signed_at is null)),
      constraint signing_signed_has_number check (status not in ('SIGNED', 'TERMINATED') or agreement_no is not null)
    );
    create unique index signing_one_open_per_employer_and_graduate on signing (employer_id, graduate_id)
      where status in ('AWAITING_GRADUATE', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW', 'SIGNED');
    create index signing_employer_list on signing (employer_id, status_at desc, id desc);
    create index signing_graduate_list on signing (graduate_id, status_at desc, id desc);
    create index signing_by_favorite on signing (favorite_id);

    create table graduate_binding (
      graduate_id uuid primary key constraint graduate_binding_graduate references graduate,
      signing_id uuid not null constraint graduate_binding_signing references signing,
      seq integer not null,
      constraint graduate_binding_one_per_signing unique (signing_id)
    );

    create table review_task (
      id uuid primary key default uuidv7(),
      process_id uuid not null constraint review_task_process references process,
      opened_seq integer not null,
      stage text not null constraint review_task_stage check (${oneOf('stage', ['COLLEGE', 'SCHOOL'])}),
      school_code text not null constraint review_task_school references school,
      college_id uuid not null constraint review_task_college references college,
      cohort_year integer not null constraint review_task_cohort references cohort,
      opened_at timestamptz not null,
      remind_at timestamptz not null,
      escalate_at timestamptz not null,
      decision text constraint review_task_decision check (${oneOf('decision', ['APPROVED', 'REJECTED', 'INVALIDATED'])}),
      decided_by uuid constraint review_task_decided_by references account,
      decided_at timestamptz,
      in_place_of_college boolean not null default false,
      constraint review_task_once unique (process_id, opened_seq),
      constraint review_task_decided check ((decision is null) = (decided_at is null))
    );
    create unique index review_task_one_open on review_task (process_id) where decided_at is null;
    create index review_task_queue on review_task (school_code, opened_at, id) where decided_at is null;
    create index review_task_decided_list on review_task (school_code, opened_at, id) where decided_at is not null;

    create table agreement_serial (
      school_code text not null constraint agreement_serial_school references school,
      cohort_year integer not null constraint agreement_serial_cohort references cohort,
      last integer not null constraint agreement_serial_range check (last between 1 and 9999999),
      primary key (school_code, cohort_year)
    );

    create table destination (
      id uuid primary key default uuidv7(),
      graduate_id uuid not null constraint destination_graduate references graduate,
      category text not null,
      signing_id uuid constraint destination_signing references signing,
      registered_at timestamptz not null,
      voided_at timestamptz
    );
    create unique index destination_one_in_force on destination (graduate_id) where voided_at is null;

    create table notification (
      id uuid primary key default uuidv7(),
      account_id uuid not null constraint notification_account references account,
      process_id uuid not null constraint notification_process references process,
      seq integer not null,
      kind text not null,
      message text not null,
      created_at timestamptz not null,
      read_at timestamptz,
      constraint notification_once unique (process_id, seq, kind, account_id),
      constraint notification_event foreign key (process_id, seq) references process_event (process_id, seq)
    );
    create index notification_list on notification (account_id, created_at desc, id desc);

    create table sandbox_message (
      id uuid primary key default uuidv7(),
      idempotency_key text not null constraint sandbox_message_once unique,
      channel text not null constraint sandbox_message_channel check (${oneOf('channel', ['SMS', 'MAIL'])}),
      to_encrypted text not null,
      to_hash bytea not null,
      text_encrypted text not null,
      sent_at timestamptz not null default clock_timestamp()
    );
    create index sandbox_message_by_recipient on sandbox_message (to_hash, sent_at desc);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table sandbox_message, notification, destination, agreement_serial, review_task, graduate_binding, signing,
      favorite, graduate_search;
  `);
}
