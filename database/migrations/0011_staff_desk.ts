import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** What the panel's pages work with: presses told apart, tasks, letters looked at, ends of memberships, messages outside a case. */
export const name = '0011_staff_desk';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_audit
      add column idempotency_key text,
      add column fingerprint bytea,
      add constraint staff_audit_key_with_fingerprint check ((idempotency_key is null) = (fingerprint is null)),
      add constraint staff_audit_key_once unique (account_id, idempotency_key);

    create table staff_task (
      id uuid primary key default uuidv7(),
      kind text not null constraint staff_task_kind check (${oneOf('kind', ['FAILED_SENDS', 'LETTER_FALSE'])}),
      process_id uuid not null constraint staff_task_verification references employer_verification,
      seq integer not null,
      opened_at timestamptz not null default clock_timestamp(),
      note text,
      done_at timestamptz,
      done_by uuid constraint staff_task_done_by references staff_account,
      done_note text,
      constraint staff_task_once unique (process_id, kind, seq),
      constraint staff_task_done_whole check ((done_at is null) = (done_by is null))
    );
    create index staff_task_open on staff_task (opened_at, id) where done_at is null;

    alter table employer_verification
      add column letter_finding text
        constraint employer_verification_letter_finding check (${oneOf('letter_finding', ['IN_ORDER', 'FALSE'])}),
      add column letter_checked_by uuid constraint employer_verification_letter_checked_by references staff_account,
      add constraint employer_verification_letter_whole
        check ((letter_finding is null) = (letter_checked_by is null) and (letter_finding is null or letter_checked_at is not null));
    create index employer_verification_letters on employer_verification (status_at, id)
      where method = 'REMITTANCE' and status = 'VERIFIED' and letter_checked_at is null;
    alter table employer add column letter_doubted_at timestamptz;
    comment on column employer.letter_doubted_at is 'Since when staff hold a letter of the unit for false; a supervisor clears it.';

    alter table employer_membership
      add column decided_by uuid constraint employer_membership_decided_by references account,
      add column ended_at timestamptz,
      add column ended_by uuid constraint employer_membership_ended_by references account,
      add column end_reason text;
    create index employer_membership_pending on employer_membership (requested_at, id) where status = 'PENDING';

    alter table effect
      add column sendings integer not null default 1 constraint effect_sendings check (sendings > 0);
    comment on column effect.sendings is 'Rises when staff send a message again that was given up: the provider is to take it as a new one.';
    create index effect_sent_again on effect (due_at) where ended_at is null and sendings > 1;
    create index effect_by_recipient on effect (recipient, created_at desc);

    create table direct_message (
      id uuid primary key default uuidv7(),
      message text not null,
      account_id uuid constraint direct_message_account references account,
      employer_id uuid constraint direct_message_employer references employer,
      phone_encrypted text not null,
      phone_hash bytea not null,
      status text not null default 'PLANNED'
        constraint direct_message_status check (${oneOf('status', ['PLANNED', 'TRIED', 'DONE', 'GAVE_UP', 'LEFT_OUT'])}),
      tries integer not null default 0,
      sendings integer not null default 1 constraint direct_message_sendings check (sendings > 0),
      due_at timestamptz not null default clock_timestamp(),
      provider_message_id text,
      failure_code text,
      created_at timestamptz not null default clock_timestamp(),
      ended_at timestamptz,
      constraint direct_message_ended check ((status in ('PLANNED', 'TRIED')) = (ended_at is null))
    );
    create index direct_message_unended on direct_message (due_at, id) where ended_at is null;
    create index direct_message_by_phone on direct_message (phone_hash, created_at desc);
    create index direct_message_by_employer on direct_message (employer_id, created_at desc);
    comment on table direct_message is 'SMS about no case: joining a unit, a new telephone number. Sent by a Schedule.';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table direct_message, staff_task;
    drop index effect_by_recipient, effect_sent_again;
    alter table effect drop column sendings;
    drop index employer_membership_pending;
    alter table employer_membership drop column decided_by, drop column ended_at, drop column ended_by, drop column end_reason;
    alter table employer drop column letter_doubted_at;
    drop index employer_verification_letters;
    alter table employer_verification
      drop constraint employer_verification_letter_whole, drop column letter_finding, drop column letter_checked_by;
    alter table staff_audit
      drop constraint staff_audit_key_once, drop constraint staff_audit_key_with_fingerprint,
      drop column idempotency_key, drop column fingerprint;
  `);
}
