import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** Terminations of signed agreements, what each side attached, and what a school asks of them. */
export const name = '0012_terminations';

const open = ['AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'];
const closed = ['TERMINATED', 'COUNTERPARTY_REFUSED', 'COUNTERPARTY_EXPIRED', 'REJECTED', 'WITHDRAWN', 'INVALIDATED'];
const reasons = [
  'FURTHER_STUDY',
  'CIVIL_SERVICE',
  'MILITARY',
  'ABROAD',
  'FAMILY',
  'HEALTH',
  'BETTER_OFFER',
  'TERMS_NOT_MET',
  'UNIT_RESTRUCTURING',
  'UNIT_CLOSED',
  'GRADUATE_UNQUALIFIED',
  'MUTUAL',
  'DATA_ERROR',
  'OTHER',
];
const invalidationReasons = [
  'DESTINATION_VOIDED',
  'GRADUATE_RECORD_CHANGED',
  'GRADUATE_RECORD_REMOVED',
  'OTHER_DESTINATION_REGISTERED',
  'EMPLOYER_DISABLED',
  'COHORT_CLOSED',
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table school
      add column termination_from date,
      add column termination_until date,
      add column termination_max_per_graduate integer
        constraint school_termination_max check (termination_max_per_graduate >= 0),
      add column termination_letter_required boolean not null default false,
      add column termination_notice_days integer not null default 0
        constraint school_termination_notice check (termination_notice_days between 0 and 60),
      add constraint school_termination_period check (termination_from <= termination_until);

    create table termination (
      id uuid primary key constraint termination_process references process,
      signing_id uuid not null constraint termination_signing references signing,
      employer_id uuid not null constraint termination_employer references employer,
      graduate_id uuid not null constraint termination_graduate references graduate,
      cohort_year integer not null constraint termination_cohort references cohort,
      school_code text not null constraint termination_school references school,
      college_id uuid not null constraint termination_college references college,
      kind text not null constraint termination_kind check (${oneOf('kind', ['CONSENT', 'MEDIATION', 'VOID'])}),
      applicant text not null
        constraint termination_applicant check (${oneOf('applicant', ['EMPLOYER', 'GRADUATE', 'SCHOOL'])}),
      started_by uuid constraint termination_started_by references account,
      reason text constraint termination_reason check (${oneOf('reason', reasons)}),
      void_reason text constraint termination_void_reason check (${oneOf('void_reason', ['DATA_ERROR', 'DUPLICATE', 'OTHER'])}),
      detail text not null,
      applied_at timestamptz not null,
      answer_by timestamptz,
      status text not null constraint termination_status check (${oneOf('status', [...open, ...closed])}),
      status_at timestamptz not null,
      effective_at timestamptz,
      reviewed_at timestamptz,
      refusal text,
      reject_reason_code text,
      reject_reason text,
      invalidation_reason text
        constraint termination_invalidation_reason check (${oneOf('invalidation_reason', invalidationReasons)}),
      is_newest boolean not null default true,
      constraint termination_void_by_school check ((kind = 'VOID') = (applicant = 'SCHOOL')),
      constraint termination_with_reason check ((kind = 'VOID') = (reason is null)),
      constraint termination_void_with_void_reason check (kind = 'VOID' or void_reason is null),
      constraint termination_started_by_person check (kind = 'VOID' or started_by is not null),
      constraint termination_answered_by check ((kind = 'CONSENT') = (answer_by is not null)),
      constraint termination_invalidated_with_reason check ((status = 'INVALIDATED') = (invalidation_reason is not null))
    );
    create unique index termination_one_open on termination (signing_id) where ${oneOf('status', open)};
    create unique index termination_one_newest on termination (signing_id) where is_newest;
    create index termination_by_signing on termination (signing_id, applied_at desc);
    create index termination_employer_list on termination (employer_id, status_at desc, signing_id desc) where is_newest;
    create index termination_by_graduate on termination (graduate_id) where status = 'TERMINATED';
    comment on column termination.reviewed_at is 'When its first review was opened: from then on it is a case of the school.';
    comment on column termination.started_by is 'Null where the platform voided it because the graduate''s record was removed.';

    create table termination_file (
      process_id uuid not null constraint termination_file_termination references termination,
      file_id uuid not null constraint termination_file_file references file,
      side text not null constraint termination_file_side check (${oneOf('side', ['EMPLOYER', 'GRADUATE'])}),
      place integer not null constraint termination_file_place check (place between 1 and 3),
      primary key (process_id, file_id),
      constraint termination_file_once_per_place unique (process_id, side, place)
    );
    create index termination_file_by_file on termination_file (file_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create temporary table gone on commit drop as select id from process where kind = 'TERMINATION';
    drop table termination_file, termination;
    delete from review_task where process_id in (select id from gone);
    delete from effect where process_id in (select id from gone);
    delete from notification where process_id in (select id from gone);
    alter table process_event disable trigger process_event_append_only;
    delete from process_event where process_id in (select id from gone);
    alter table process_event enable trigger process_event_append_only;
    delete from command where process_id in (select id from gone);
    delete from process where id in (select id from gone);
    alter table school
      drop column termination_from,
      drop column termination_until,
      drop column termination_max_per_graduate,
      drop column termination_letter_required,
      drop column termination_notice_days;
  `);
}
