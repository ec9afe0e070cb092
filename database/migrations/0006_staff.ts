import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** The platform's staff: who they are, their sessions, and the audit of what they do. */
export const name = '0006_staff';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table account
      alter column phone_encrypted drop not null,
      alter column phone_hash drop not null,
      add constraint account_phone_whole check ((phone_encrypted is null) = (phone_hash is null)),
      add constraint account_phone_unless_staff check (phone_hash is not null or user_type = 'STAFF');

    create table staff_account (
      account_id uuid primary key constraint staff_account_account references account,
      sign_in_name text not null constraint staff_account_sign_in_name_once unique
        constraint staff_account_sign_in_name_form check (sign_in_name ~ '^[a-z][a-z0-9.-]{2,31}$'),
      role text not null constraint staff_account_role check (${oneOf('role', ['REVIEWER', 'SUPERVISOR', 'ADMINISTRATOR'])}),
      must_change_password boolean not null default false,
      totp_secret_encrypted text,
      totp_confirmed_at timestamptz,
      last_totp_step bigint,
      constraint staff_account_confirmed_has_secret check (totp_confirmed_at is null or totp_secret_encrypted is not null),
      constraint staff_account_confirmed_by_code check ((totp_confirmed_at is null) = (last_totp_step is null))
    );

    create table staff_session (
      id uuid primary key default uuidv7(),
      account_id uuid not null constraint staff_session_account references staff_account,
      token_hash bytea not null constraint staff_session_token_once unique,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      code_given_at timestamptz,
      ended_at timestamptz,
      client_address inet
    );
    create index staff_session_live on staff_session (account_id) where ended_at is null;

    create table staff_audit (
      id uuid primary key default uuidv7(),
      at timestamptz not null default clock_timestamp(),
      account_id uuid constraint staff_audit_account references staff_account,
      act text not null,
      thing_kind text,
      thing_id text,
      details jsonb not null default '{}',
      request_id text,
      client_address inet,
      constraint staff_audit_thing_whole check ((thing_kind is null) = (thing_id is null))
    );
    create index staff_audit_by_account on staff_audit (account_id, at desc);
    create index staff_audit_by_thing on staff_audit (thing_kind, thing_id, at desc);
    create index staff_audit_newest on staff_audit (at desc, id desc);

    create function keep_staff_audit() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit is only ever added to' using errcode = 'restrict_violation', constraint = 'staff_audit_append_only';
    end $$;
    create trigger staff_audit_append_only before update or delete or truncate on staff_audit
      for each statement execute function keep_staff_audit();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table staff_audit, staff_session, staff_account;
    drop function keep_staff_audit();
    delete from account where phone_hash is null;
    alter table account
      drop constraint account_phone_unless_staff,
      drop constraint account_phone_whole,
      alter column phone_encrypted set not null,
      alter column phone_hash set not null;
  `);
}
