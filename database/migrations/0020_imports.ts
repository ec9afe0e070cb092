import type { Knex } from 'knex';
import { oneOf } from './one-of.ts';

/**
 * Files of rows that are imported, what became of each row; what else a school's record tells of a graduate; a school's list of
 * signings, and who took it out.
 */
export const name = '0020_imports';

const outcomes = [
  ...['INVALID', 'DUPLICATE_IN_FILE', 'NOT_MATCHED', 'ALREADY_ADDED', 'ADDED'],
  ...['CREATED', 'UPDATED', 'UNCHANGED', 'CONFLICT'],
];

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table import (
      id uuid primary key default uuidv7(),
      kind text not null constraint import_kind check (${oneOf('kind', ['FAVORITES', 'GRADUATES'])}),
      account_id uuid not null constraint import_account references account,
      employer_id uuid constraint import_employer references employer,
      school_code text constraint import_school references school,
      total integer not null constraint import_total check (total > 0),
      request_id text not null,
      client_address inet,
      created_at timestamptz not null,
      moved_at timestamptz not null,
      finished_at timestamptz,
      constraint import_of_one_owner check (
        (employer_id is not null) = (kind = 'FAVORITES') and (school_code is not null) = (kind = 'GRADUATES')
      )
    );
    create index import_unfinished on import (moved_at) where finished_at is null;
    create index import_by_age on import (finished_at) where finished_at is not null;
    comment on column import.moved_at is 'When a page was last gone through: one that stands still is started again.';

    create table import_row (
      import_id uuid not null constraint import_row_import references import,
      row_number integer not null constraint import_row_below_headings check (row_number > 1),
      cells_encrypted text not null,
      outcome text constraint import_row_outcome check (${oneOf('outcome', outcomes)}),
      reasons jsonb constraint import_row_reasons_once_decided check (reasons is null or outcome is not null),
      primary key (import_id, row_number)
    );
    create index import_row_waiting on import_row (import_id, row_number) where outcome is null;
    comment on table import_row is 'Forgotten 30 days after the import has ended.';

    alter table graduate
      add column home_region text,
      add column sex text constraint graduate_sex check (${oneOf('sex', ['MALE', 'FEMALE'])}),
      add column nation text;
    create index signing_school_list on signing (school_code, status_at desc, id desc) where accepted_at is not null;
    create index signing_college_list on signing (college_id, status_at desc, id desc) where accepted_at is not null;

    create table school_export (
      id uuid primary key default uuidv7(),
      account_id uuid not null constraint school_export_account references account,
      school_code text not null constraint school_export_school references school,
      college_id uuid,
      filters jsonb not null,
      rows integer not null constraint school_export_rows check (rows >= 0),
      request_id text not null,
      client_address inet,
      at timestamptz not null,
      constraint school_export_college foreign key (college_id, school_code) references college (id, school_code)
    );
    create index school_export_of_school on school_export (school_code, at);
    comment on table school_export is 'Every list of signings with whole ID numbers that a reviewer took out; only ever added to.';
    create function keep_school_exports() returns trigger language plpgsql as $$
    begin
      raise exception 'exports are only ever added' using errcode = 'restrict_violation', constraint = 'school_export_append_only';
    end $$;
    create trigger school_export_append_only before update or delete on school_export
      for each row execute function keep_school_exports();

    create index graduate_by_exam_no on graduate (school_code, exam_no) where exam_no is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index graduate_by_exam_no;
    alter table graduate drop column nation, drop column sex, drop column home_region;
    drop table import_row, import, school_export;
    drop function keep_school_exports();
    drop index signing_school_list, signing_college_list;
  `);
}
