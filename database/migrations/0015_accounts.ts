import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** One-time codes, what accounts and units tell of themselves, the archive profile with its edits, corrections asked for. */
export const name = '0015_accounts';

const purposes = [
  'REGISTER',
  'RESET_PASSWORD',
  'ACTIVATE_GRADUATE',
  'CHANGE_PASSWORD',
  'CHANGE_PHONE',
  'CONFIRM_EMAIL',
];
const receiverTypes = ['SELF', 'ENTRUSTED_AGENCY', 'NOT_ACCEPTED'];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table one_time_code (
      id uuid primary key default uuidv7(),
      purpose text not null constraint one_time_code_purpose check (${oneOf('purpose', purposes)}),
      recipient_hash bytea not null,
      account_id uuid constraint one_time_code_account references account,
      code_hash bytea,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0 constraint one_time_code_tries check (tries >= 0),
      used_at timestamptz,
      constraint one_time_code_ends_later check (expires_at > sent_at)
    );
    create index one_time_code_newest on one_time_code (recipient_hash, purpose, sent_at desc, id desc);
    create index one_time_code_over on one_time_code (expires_at);
    comment on column one_time_code.code_hash is 'Null where a message without a code was sent: nothing opens it.';

    alter table sandbox_message add column code_encrypted text;

    alter table account
      add column photo_file_id uuid constraint account_photo references file,
      add column accepted_terms_version text,
      add column accepted_terms_at timestamptz,
      add constraint account_terms_whole check ((accepted_terms_version is null) = (accepted_terms_at is null));

    alter table employer
      add column logo_file_id uuid constraint employer_logo references file,
      add column verified_uscc text;
    comment on column employer.verified_uscc is 'The credit code that was verified, while the unit tells another: it stays taken, and the new one is nobody''s yet.';
    drop index employer_one_verified_per_uscc;
    create unique index employer_one_verified_per_uscc on employer (coalesce(verified_uscc, uscc))
      where verification_state in ('VERIFIED', 'REVERIFY_REQUIRED');

    alter table employer_membership add column letter_file_id uuid constraint employer_membership_letter references file;
    create index employer_membership_newest on employer_membership (employer_id, requested_at desc, id desc);

    create table archive_profile (
      employer_id uuid primary key constraint archive_profile_employer references employer,
      archive_receiver_type text constraint archive_profile_receiver_type check (${oneOf('archive_receiver_type', receiverTypes)}),
      archive_unit_name text,
      archive_region_code text,
      archive_address text,
      archive_contact_name text,
      archive_contact_phone text,
      postcode text,
      hukou_region_code text,
      hukou_address text,
      last_edited_by uuid not null constraint archive_profile_editor references account,
      last_edited_at timestamptz not null
    );
    create table archive_profile_edit (
      id uuid primary key default uuidv7(),
      employer_id uuid not null constraint archive_profile_edit_profile references archive_profile,
      edited_by uuid not null constraint archive_profile_edit_editor references account,
      edited_at timestamptz not null,
      field text not null,
      before text,
      after text,
      constraint archive_profile_edit_changes check (before is distinct from after)
    );
    create index archive_profile_edit_newest on archive_profile_edit (employer_id, edited_at desc, id desc);

    create table profile_correction (
      id uuid primary key default uuidv7(),
      graduate_id uuid not null constraint profile_correction_graduate references graduate,
      field text not null,
      should_be_encrypted text not null,
      note_encrypted text,
      requested_at timestamptz not null
    );
    create index profile_correction_by_graduate on profile_correction (graduate_id);

    alter table notification
      alter column process_id drop not null,
      alter column seq drop not null,
      add column membership_id uuid constraint notification_membership references employer_membership,
      add column correction_id uuid constraint notification_correction references profile_correction,
      add constraint notification_step_whole check ((process_id is null) = (seq is null)),
      add constraint notification_about_one check (num_nonnulls(process_id, membership_id, correction_id) = 1),
      add constraint notification_once_per_membership unique (membership_id, kind, account_id),
      add constraint notification_once_per_correction unique (correction_id, kind, account_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from notification where process_id is null;
    alter table notification
      drop constraint notification_step_whole,
      drop column membership_id,
      drop column correction_id,
      alter column process_id set not null,
      alter column seq set not null;
    drop table profile_correction, archive_profile_edit, archive_profile;
    drop index employer_membership_newest;
    alter table employer_membership drop column letter_file_id;
    drop index employer_one_verified_per_uscc;
    alter table employer drop column logo_file_id, drop column verified_uscc;
    create unique index employer_one_verified_per_uscc on employer (uscc) where verification_state in ('VERIFIED', 'REVERIFY_REQUIRED');
    alter table account drop column photo_file_id, drop column accepted_terms_version, drop column accepted_terms_at;
    alter table sandbox_message drop column code_encrypted;
    drop table one_time_code;
  `);
}
