import type { Knex } from 'knex';

/** Tokens of employers' systems, which of them sent a command, and the feed of changes they read. */
export const name = '0017_api_tokens';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table api_token (
      id uuid primary key default uuidv7(),
      employer_id uuid not null constraint api_token_employer references employer,
      created_by uuid not null constraint api_token_created_by references account,
      name text not null,
      scopes text[] not null,
      expires_on date not null,
      token_hash bytea not null constraint api_token_hash_once unique,
      created_at timestamptz not null default clock_timestamp(),
      last_used_at timestamptz,
      revoked_at timestamptz,
      constraint api_token_scopes check (
        scopes <@ array['read', 'favorites', 'signings', 'terminations'] and cardinality(scopes) > 0
      )
    );
    create index api_token_by_employer on api_token (employer_id, id);

    alter table command add column api_token_id uuid constraint command_api_token references api_token;

    -- How many changes each unit's feed has had: locked until its writer commits, so that no number is seen before a lower one.
    create table employer_feed (
      employer_id uuid primary key constraint employer_feed_employer references employer,
      last bigint not null
    );
    create table employer_event (
      employer_id uuid not null constraint employer_event_employer references employer,
      number bigint not null,
      id uuid not null default uuidv7() constraint employer_event_id_once unique,
      at timestamptz not null,
      type text not null,
      process_id uuid not null,
      seq integer not null,
      signing_id uuid not null constraint employer_event_signing references signing,
      termination_id uuid,
      constraint employer_event_pkey primary key (employer_id, number),
      constraint employer_event_of_step foreign key (process_id, seq) references process_event (process_id, seq),
      constraint employer_event_once_per_step unique (process_id, seq)
    );
    create index employer_event_by_age on employer_event (at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table employer_event;
    drop table employer_feed;
    alter table command drop column api_token_id;
    drop table api_token;
  `);
}
