import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/** All fields of an invitation letter, with the archive profile as copied at send; batches that people hand in, row by row. */
export const name = '0019_letters_and_batches';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table signing
      add column contact_email_encrypted text,
      add column accepts_archive boolean not null default false,
      add column accepts_hukou boolean,
      add column archive jsonb,
      add column work_region_code text,
      add column work_address text,
      add column salary text,
      add column benefits text,
      add column probation text,
      add column penalty text,
      add column service_period text,
      add column report_on date,
      add constraint signing_archive_as_promised check (
        (archive is not null) = (accepts_archive or coalesce(accepts_hukou, false))
      );
    comment on column signing.archive is 'The unit''s archive profile as it was when the letter was sent.';

    create table batch (
      id uuid primary key default uuidv7(),
      kind text not null constraint batch_kind check (${oneOf('kind', ['SIGNING', 'REVIEW'])}),
      actor_account_id uuid not null constraint batch_actor references account,
      api_token_id uuid constraint batch_api_token references api_token,
      employer_id uuid constraint batch_employer references employer,
      shared_encrypted text not null,
      total integer not null constraint batch_total check (total > 0),
      idempotency_key text,
      fingerprint bytea,
      request_id text not null,
      client_address inet,
      created_at timestamptz not null,
      moved_at timestamptz not null,
      finished_at timestamptz,
      constraint batch_key_once_per_actor unique (actor_account_id, idempotency_key),
      constraint batch_key_with_fingerprint check ((idempotency_key is null) = (fingerprint is null)),
      constraint batch_of_unit check ((kind = 'SIGNING') = (employer_id is not null))
    );
    create index batch_unfinished on batch (moved_at) where finished_at is null;
    create index batch_by_end on batch (finished_at) where finished_at is not null;
    comment on column batch.shared_encrypted is 'What all rows share, such as the letter; of a person.';
    comment on column batch.moved_at is 'When a row was last done: one that stands still is started again.';

    create table batch_row (
      batch_id uuid not null constraint batch_row_batch references batch,
      number integer not null constraint batch_row_number check (number > 0),
      input_encrypted text not null,
      outcome text constraint batch_row_outcome check (${oneOf('outcome', ['SENT', 'DECIDED', 'REFUSED'])}),
      code text,
      process_id uuid constraint batch_row_process references process,
      constraint batch_row_pkey primary key (batch_id, number),
      constraint batch_row_refused_with_code check (coalesce(outcome = 'REFUSED', false) = (code is not null)),
      constraint batch_row_process_once_done check (outcome is not null or process_id is null)
    );
    create index batch_row_waiting on batch_row (batch_id, number) where outcome is null;

    create function keep_batch_outcomes() returns trigger language plpgsql as $$
    begin
      raise exception 'the outcome of a row is written once' using errcode = 'restrict_violation', constraint = 'batch_row_outcome_once';
    end $$;
    create trigger batch_row_outcome_once before update on batch_row
      for each row when (old.outcome is not null) execute function keep_batch_outcomes();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table batch_row, batch;
    drop function keep_batch_outcomes();
    alter table signing
      drop constraint signing_archive_as_promised,
      drop column report_on,
      drop column service_period,
      drop column penalty,
      drop column probation,
      drop column benefits,
      drop column salary,
      drop column work_address,
      drop column work_region_code,
      drop column archive,
      drop column accepts_hukou,
      drop column accepts_archive,
      drop column contact_email_encrypted;
  `);
}
