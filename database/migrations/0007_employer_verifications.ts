import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** Employer verifications, the money sent for them, their files, and what the bank told. */
export const name = '0007_employer_verifications';

const open = ['SENDING', 'AWAITING_AMOUNT', 'BANK_FAILED', 'AWAITING_REVIEW', 'NEEDS_SUPPLEMENT'];
const closed = ['VERIFIED', 'REJECTED', 'AMOUNT_FAILED', 'EXPIRED', 'WITHDRAWN'];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table employer_verification (
      id uuid primary key constraint employer_verification_process references process,
      employer_id uuid not null constraint employer_verification_employer references employer,
      submitted_by uuid not null constraint employer_verification_submitted_by references account,
      submitted_at timestamptz not null,
      employer_name text not null,
      uscc text not null,
      unit_type text not null,
      method text not null constraint employer_verification_method check (${oneOf('method', ['REMITTANCE', 'MATERIALS'])}),
      status text not null constraint employer_verification_status check (${oneOf('status', [...open, ...closed])}),
      status_at timestamptz not null,
      reject_reason_code text,
      reject_reason text,
      letter_checked_at timestamptz,
      claimed_by uuid constraint employer_verification_claimed_by references account,
      claimed_until timestamptz,
      constraint employer_verification_claim_whole check ((claimed_by is null) = (claimed_until is null))
    );
    create unique index employer_verification_one_open on employer_verification (employer_id) where ${oneOf('status', open)};
    create index employer_verification_by_employer on employer_verification (employer_id, submitted_at desc);
    create index employer_verification_open_by_uscc on employer_verification (uscc) where ${oneOf('status', open)};
    create index employer_verification_queue on employer_verification (status_at) where status = 'AWAITING_REVIEW';

    create table verification_file (
      process_id uuid not null constraint verification_file_verification references employer_verification,
      file_id uuid not null constraint verification_file_file references file,
      added_seq integer not null,
      replaced_seq integer constraint verification_file_replaced_later check (replaced_seq > added_seq),
      primary key (process_id, file_id)
    );
    create index verification_file_by_file on verification_file (file_id);

    create table remittance (
      payment_reference text primary key,
      process_id uuid not null constraint remittance_verification references employer_verification,
      attempt integer not null constraint remittance_attempt check (attempt > 0),
      uscc text not null,
      account_hash bytea not null,
      account_no_encrypted text,
      bank_branch_name text,
      cnaps_code text,
      amount_encrypted text,
      sent_at timestamptz not null,
      failed_at timestamptz,
      constraint remittance_once_per_attempt unique (process_id, attempt),
      constraint remittance_forgotten_whole check ((account_no_encrypted is null) = (amount_encrypted is null))
    );
    create index remittance_by_uscc on remittance (uscc, sent_at);
    create index remittance_by_account on remittance (account_hash, sent_at);
    comment on column remittance.account_hash is 'Kept when number and amount are forgotten: sends are counted for 90 days.';

    create table bank_event (
      event_id text primary key,
      payment_reference text not null constraint bank_event_remittance references remittance,
      outcome text not null,
      occurred_at timestamptz not null,
      received_at timestamptz not null default clock_timestamp()
    );
    create index bank_event_by_payment on bank_event (payment_reference, occurred_at);

    alter table effect
      alter column message drop not null,
      add constraint effect_message_unless_payment check ((kind = 'REMIT') = (message is null));

    alter table command
      add column refusal_extra jsonb,
      drop constraint command_actor_relation,
      add constraint command_actor_relation
        check (${oneOf('actor_relation', ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL', 'MEMBER', 'STAFF', 'SYSTEM'])}),
      alter column body_encrypted drop not null,
      add constraint command_body_kept_until_decided check (body_encrypted is not null or outcome is not null);
    create index command_with_bank_data on command (process_id)
      where kind in ('submit', 'switchMethod', 'amount') and body_encrypted is not null;
    comment on column command.refusal_extra is 'What a refusal told beside its code: tries left, when it is allowed again.';

    create or replace function keep_outcome() returns trigger language plpgsql as $$
    begin
      if old.outcome is not null and (
        (to_jsonb(new) - 'body_encrypted') <> (to_jsonb(old) - 'body_encrypted')
        or (new.body_encrypted is not null and new.body_encrypted is distinct from old.body_encrypted)
      ) then
        raise exception 'an outcome is written once' using errcode = 'restrict_violation', constraint = 'command_outcome_once';
      end if;
      return new;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function keep_outcome() returns trigger language plpgsql as $$
    begin
      if old.outcome is not null then
        raise exception 'an outcome is written once' using errcode = 'restrict_violation', constraint = 'command_outcome_once';
      end if;
      return new;
    end $$;
    create temporary table gone on commit drop as select id from process where kind = 'EMPLOYER_VERIFICATION';
    drop table bank_event, remittance, verification_file, employer_verification;
    delete from effect where process_id in (select id from gone);
    delete from notification where process_id in (select id from gone);
    alter table process_event disable trigger process_event_append_only;
    delete from process_event where process_id in (select id from gone);
    alter table process_event enable trigger process_event_append_only;
    delete from command where process_id in (select id from gone);
    delete from process where id in (select id from gone);
    drop index command_with_bank_data;
    alter table command disable trigger command_outcome_once;
    update command set body_encrypted = 'erased' where body_encrypted is null;
    alter table command enable trigger command_outcome_once;
    alter table command
      drop constraint command_body_kept_until_decided,
      alter column body_encrypted set not null,
      drop constraint command_actor_relation,
      add constraint command_actor_relation
        check (${oneOf('actor_relation', ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL', 'STAFF', 'SYSTEM'])}),
      drop column refusal_extra;
    alter table effect drop constraint effect_message_unless_payment, alter column message set not null;
  `);
}
