import type { Knex } from 'knex';

/** A version of the calendar may be made by an administrator, who tells one year; the others stay as they were. Source: ADR 0017. */
export const name = '0031_calendar_of_staff';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `
    alter table working_calendar
      add column year text constraint working_calendar_year check (year is null or (year ~ '^20[0-9]{2}$' and years -> year is not null)),
      add column set_by uuid constraint working_calendar_set_by references staff_account,
      add constraint working_calendar_set_whole check ((year is null) = (set_by is null));
    comment on column working_calendar.year is 'The year an administrator told with this version; null of one that came with a program.';
  `,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table working_calendar drop column year, drop column set_by');
}
