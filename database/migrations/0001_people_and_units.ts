import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** Accounts and sessions, schools and their reviewers, employers and their members, cohorts, graduates. */
export const name = '0001_people_and_units';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table account (
      id uuid primary key default uuidv7(),
      user_type text not null constraint account_user_type check (${oneOf('user_type', ['EMPLOYER', 'GRADUATE', 'REVIEWER', 'STAFF'])}),
      phone_encrypted text not null,
      phone_hash bytea not null,
      password_hash text not null,
      name text,
      company_name text,
      department text,
      job_title text,
      office_phone text,
      fax text,
      email text,
      created_at timestamptz not null default clock_timestamp(),
      disabled_at timestamptz,
      constraint account_one_per_phone_and_type unique (user_type, phone_hash)
    );

    create table session (
      id uuid primary key default uuidv7(),
      account_id uuid not null constraint session_account references account,
      token_hash bytea not null constraint session_token_once unique,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      ended_at timestamptz
    );
    create index session_by_account on session (account_id) where ended_at is null;

    create table school (
      school_code text primary key constraint school_code_form check (school_code ~ '^[0-9]{5}$'),
      name text not null,
      signing_chain text[] not null
        constraint school_signing_chain check (signing_chain in ('{COLLEGE}', '{SCHOOL}', '{COLLEGE,SCHOOL}')),
      termination_chain text[] not null
        constraint school_termination_chain check (termination_chain in ('{COLLEGE}', '{SCHOOL}', '{COLLEGE,SCHOOL}'))
    );

    create table college (
      id uuid primary key default uuidv7(),
      school_code text not null constraint college_school references school,
      name text not null,
      constraint college_name_once unique (school_code, name),
      constraint college_of_school unique (id, school_code)
    );

    create table reviewer (
      account_id uuid primary key constraint reviewer_account references account,
      level text not null constraint reviewer_level check (${oneOf('level', ['COLLEGE', 'SCHOOL'])}),
      school_code text not null constraint reviewer_school references school,
      college_id uuid,
      ended_at timestamptz,
      constraint reviewer_college foreign key (college_id, school_code) references college (id, school_code),
      constraint reviewer_college_by_level check ((level = 'COLLEGE') = (college_id is not null))
    );
    create index reviewer_active on reviewer (school_code, college_id) where ended_at is null;

    create table employer (
      id uuid primary key default uuidv7(),
      name text not null,
      uscc text not null,
      industry text not null,
      gb_industry_section text not null,
      business_scope text,
      unit_nature text not null,
      unit_type text not null,
      size_band text not null,
      region_code text not null,
      address text not null,
      website text,
      introduction text,
      verification_state text not null default 'UNVERIFIED'
        constraint employer_verification_state check (${oneOf('verification_state', ['UNVERIFIED', 'IN_PROGRESS', 'VERIFIED', 'REVERIFY_REQUIRED', 'REVOKED'])}),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp()
    );
    create unique index employer_one_verified_per_uscc on employer (uscc) where verification_state in ('VERIFIED', 'REVERIFY_REQUIRED');
    create index employer_by_uscc on employer (uscc);

    create table employer_membership (
      id uuid primary key default uuidv7(),
      employer_id uuid not null constraint employer_membership_employer references employer,
      account_id uuid not null constraint employer_membership_account references account,
      status text not null constraint employer_membership_status check (${oneOf('status', ['PENDING', 'APPROVED', 'DECLINED', 'ENDED'])}),
      decline_reason text,
      requested_at timestamptz not null default clock_timestamp(),
      decided_at timestamptz
    );
    create unique index employer_membership_one_per_account on employer_membership (account_id) where status in ('PENDING', 'APPROVED');
    create index employer_membership_by_employer on employer_membership (employer_id) where status = 'APPROVED';

    create table cohort (
      year integer primary key constraint cohort_year_range check (year between 2000 and 2100),
      opens_on date not null,
      closes_on date not null,
      constraint cohort_span check (opens_on < closes_on)
    );

    create table graduate (
      id uuid primary key default uuidv7(),
      account_id uuid constraint graduate_account references account constraint graduate_one_per_account unique,
      school_code text not null constraint graduate_school references school,
      college_id uuid not null,
      cohort_year integer not null constraint graduate_cohort references cohort,
      name text not null,
      name_normalised text not null,
      id_number_encrypted text not null,
      id_number_hash bytea not null,
      phone_encrypted text not null,
      phone_hash bytea not null,
      exam_no text,
      education_level text not null,
      major text not null,
      training_mode text not null default 'ORDINARY'
        constraint graduate_training_mode check (${oneOf('training_mode', ['ORDINARY', 'DIRECTED', 'COMMISSIONED'])}),
      locked_at timestamptz,
      profile_confirmed_at timestamptz,
      removed_at timestamptz,
      revision integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      constraint graduate_college foreign key (college_id, school_code) references college (id, school_code)
    );
    create unique index graduate_one_record on graduate (school_code, cohort_year, id_number_hash) where removed_at is null;
    create index graduate_by_keys on graduate (id_number_hash, school_code);
    comment on column graduate.revision is 'Rises when the school corrects what a favorite froze: name, ID number, school, cohort.';

    create table rate_limit (key text primary key, points integer not null default 0, expire bigint);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table rate_limit, graduate, cohort, employer_membership, employer, reviewer, college, school, session, account;
  `);
}
