import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** The durable part shared by every process: the process row, its inbox, its line of events, its effects. */
export const name = '0002_processes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table process (
      id uuid primary key default uuidv7(),
      kind text not null constraint process_kind check (${oneOf('kind', ['EMPLOYER_VERIFICATION', 'SIGNING', 'TERMINATION'])}),
      cohort_year integer constraint process_cohort references cohort,
      seq integer not null default 0 constraint process_seq check (seq >= 0),
      state jsonb,
      is_open boolean not null default false,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      constraint process_begun check ((seq = 0) = (state is null)),
      constraint process_open_once_begun check (not is_open or seq > 0)
    );
    create index process_open on process (kind, id) where is_open;

    create table command (
      id uuid primary key default uuidv7(),
      process_id uuid not null constraint command_process references process,
      kind text not null,
      actor_account_id uuid constraint command_actor references account,
      actor_relation text not null
        constraint command_actor_relation check (${oneOf('actor_relation', ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL', 'STAFF', 'SYSTEM'])}),
      body_encrypted text not null,
      fingerprint bytea,
      idempotency_key text,
      request_id text not null,
      client_address inet,
      received_at timestamptz not null,
      outcome text constraint command_outcome check (${oneOf('outcome', ['SUCCEEDED', 'REFUSED'])}),
      refusal_code text,
      outcome_seq integer,
      decided_at timestamptz,
      constraint command_key_once_per_actor unique (actor_account_id, idempotency_key),
      constraint command_key_with_fingerprint check ((idempotency_key is null) = (fingerprint is null)),
      constraint command_outcome_whole check ((outcome is null) = (decided_at is null)
        and coalesce(outcome = 'REFUSED', false) = (refusal_code is not null)
        and coalesce(outcome = 'SUCCEEDED', false) = (outcome_seq is not null))
    );
    create index command_undecided on command (process_id, received_at, id) where outcome is null;
    create index command_undecided_by_age on command (received_at) where outcome is null;

    create function keep_outcome() returns trigger language plpgsql as $$
    begin
      if old.outcome is not null then
        raise exception 'an outcome is written once' using errcode = 'restrict_violation', constraint = 'command_outcome_once';
      end if;
      return new;
    end $$;
    create trigger command_outcome_once before update on command for each row execute function keep_outcome();

    create table process_event (
      process_id uuid not null constraint process_event_process references process,
      seq integer not null constraint process_event_seq check (seq > 0),
      type text not null,
      at timestamptz not null,
      data jsonb not null,
      cause text not null constraint process_event_cause check (${oneOf('cause', ['COMMAND', 'CLOCK', 'PROCESS'])}),
      command_id uuid constraint process_event_command references command constraint process_event_one_per_command unique,
      rule_version text not null,
      primary key (process_id, seq),
      constraint process_event_command_by_cause check ((cause = 'COMMAND') = (command_id is not null))
    );

    create function keep_events() returns trigger language plpgsql as $$
    begin
      raise exception 'events are only ever added' using errcode = 'restrict_violation', constraint = 'process_event_append_only';
    end $$;
    create trigger process_event_append_only before update or delete on process_event for each row execute function keep_events();

    create table effect (
      process_id uuid not null constraint effect_process references process,
      seq integer not null,
      kind text not null,
      recipient text not null,
      message text not null,
      due_at timestamptz not null,
      only_at_seq boolean not null default false,
      status text not null default 'PLANNED'
        constraint effect_status check (${oneOf('status', ['PLANNED', 'TRIED', 'DONE', 'GAVE_UP', 'LEFT_OUT'])}),
      tries integer not null default 0,
      provider_message_id text,
      failure_code text,
      created_at timestamptz not null default clock_timestamp(),
      ended_at timestamptz,
      primary key (process_id, seq, kind, recipient),
      constraint effect_event foreign key (process_id, seq) references process_event (process_id, seq),
      constraint effect_ended check ((status in ('PLANNED', 'TRIED')) = (ended_at is null))
    );
    create index effect_unended on effect (process_id) where ended_at is null;
    create index effect_gave_up on effect (ended_at) where status = 'GAVE_UP';

    create table working_calendar (
      version text primary key,
      years jsonb not null,
      valid_from timestamptz not null default clock_timestamp()
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table working_calendar, effect, process_event, command, process;
    drop function keep_outcome(), keep_events();
  `);
}
