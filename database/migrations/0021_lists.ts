import type { Knex } from 'knex';
import { replaceIndexes, type Indexes } from './indexes.ts';

/**
 * What lists are read by: every page in the order of an index, whatever it is narrowed to; and the administrator's notices.
 * Indexes of large tables are built and dropped concurrently, so that nobody who writes waits for them; that cannot be done in a
 * transaction, so each step may be made again after one that failed.
 */
export const name = '0021_lists';

/** Read by knex: the steps commit one by one. */
export const config = { transaction: false };

/** The indexes by name: what they are on, in the order of the lists they serve. */
const added: Indexes = {
  signing_tab_list: 'signing (employer_id, cohort_year, status, terminating, status_at desc, id desc)',
  signing_graduate_status_list: 'signing (graduate_id, status, status_at desc, id desc)',
  signing_due: `signing (employer_id, respond_by, id) where status = 'AWAITING_GRADUATE'`,
  termination_tab_list: `termination (employer_id, cohort_year, status, status_at desc, signing_id desc)
    where is_newest and kind <> 'VOID'`,
  termination_due: `termination (employer_id, answer_by, id) where status = 'AWAITING_COUNTERPARTY' and applicant = 'GRADUATE'`,
  favorite_cohort_list: 'favorite (employer_id, cohort_year, added_at desc, id desc) where removed_at is null',
  favorite_by_id_number: 'favorite (employer_id, id_number_hash)',
  favorite_by_name: 'favorite using gin (name_keys(array[employer_id::text, school_code], graduate_name))',
  review_task_school_queue:
    'review_task (school_code, cohort_year, kind, stage, opened_at, id) where decided_at is null',
  review_task_college_queue:
    'review_task (college_id, cohort_year, kind, stage, opened_at, id) where decided_at is null',
  review_task_school_decided:
    'review_task (school_code, cohort_year, kind, stage, superseded, opened_at, id) where decided_at is not null',
  review_task_college_decided:
    'review_task (college_id, cohort_year, kind, stage, superseded, opened_at, id) where decided_at is not null',
  graduate_school_cohort_list: 'graduate (school_code, cohort_year, created_at desc, id desc) where removed_at is null',
  graduate_college_cohort_list: 'graduate (college_id, cohort_year, created_at desc, id desc) where removed_at is null',
  graduate_by_name: 'graduate using gin (name_keys(array[school_code], name))',
  graduate_school_removed: 'graduate (school_code, cohort_year, created_at desc, id desc) where removed_at is not null',
  graduate_college_removed: 'graduate (college_id, cohort_year, created_at desc, id desc) where removed_at is not null',
};

/** What the ones above stand in for. */
const dropped: Indexes = {
  signing_graduate_list: 'signing (graduate_id, status_at desc, id desc)',
  termination_employer_list: 'termination (employer_id, status_at desc, signing_id desc) where is_newest',
  favorite_list: 'favorite (employer_id, added_at desc, id desc) where removed_at is null',
  review_task_queue: 'review_task (school_code, opened_at, id) where decided_at is null',
  review_task_decided_list: 'review_task (school_code, opened_at, id) where decided_at is not null',
  graduate_school_list: 'graduate (school_code, created_at desc, id desc)',
  graduate_college_list: 'graduate (college_id, created_at desc, id desc)',
};

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table if not exists notice (
      id uuid primary key default uuidv7(),
      title text not null,
      text text not null,
      published_by uuid not null constraint notice_published_by references staff_account,
      published_at timestamptz not null,
      last_day date not null,
      withdrawn_by uuid constraint notice_withdrawn_by references staff_account,
      withdrawn_at timestamptz,
      constraint notice_withdrawn_whole check ((withdrawn_by is null) = (withdrawn_at is null))
    );
    create index if not exists notice_newest on notice (published_at desc, id desc);
    create index if not exists notice_shown on notice (last_day) where withdrawn_at is null;

    alter table signing add column if not exists terminating boolean not null default false;
    comment on column signing.terminating is 'Whether a termination of it is open: kept by termination_shown, so that a tab is one stretch of an index.';
    alter table review_task add column if not exists kind text not null default 'SIGNING';
    alter table review_task add column if not exists superseded boolean not null default false;
    comment on column review_task.superseded is 'Whether a later turn of the same case follows.';

    -- What a name is found by among those of an owner: every part of it, of four characters at most.
    create or replace function name_keys(owners text[], name text) returns text[] language sql immutable parallel safe as $$
      select array_agg(distinct owner || ':' || substr(name, place, length))
      from unnest(owners) owner, generate_series(1, char_length(name)) place, generate_series(1, 4) length
    $$;

    create or replace function show_termination() returns trigger language plpgsql as $$
    begin
      if new.is_newest then
        update signing set terminating = not terminating where id = new.signing_id
          and terminating <> (new.status in ('AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW'));
      end if;
      return null;
    end $$;
    create or replace trigger termination_shown after insert or update of status, is_newest on termination
      for each row execute function show_termination();
  `);
  await knex.raw(`update signing s set terminating = true from termination t where t.signing_id = s.id and not s.terminating
    and t.is_newest and t.status in ('AWAITING_COUNTERPARTY', 'COLLEGE_REVIEW', 'SCHOOL_REVIEW')`);
  await knex.raw(`update review_task r set kind = 'TERMINATION' from termination t where t.id = r.process_id`);
  await knex.raw('alter table review_task alter column kind drop default');
  await knex.raw(`update review_task r set superseded = true where not superseded and exists (select from review_task later
    where later.process_id = r.process_id and later.opened_seq > r.opened_seq)`);
  await replaceIndexes(knex, added, dropped);
}

export async function down(knex: Knex): Promise<void> {
  await replaceIndexes(knex, dropped, added);
  await knex.raw(`
    drop trigger termination_shown on termination;
    drop function show_termination;
    drop function name_keys;
    alter table review_task drop column kind, drop column superseded;
    alter table signing drop column terminating;
    drop table notice;
  `);
}
