import type { Knex } from 'knex';
import { addCalendarOfStaff, newestCalendar } from '../database/queries/working-calendar.ts';
import { readYearTable, type TypedYear, type YearTable } from '../domain/calendar-table.ts';
import { DomainError } from '../domain/errors.ts';
import { recordStaffAct } from './staff-audit.ts';
import { pressOnce, type StaffCall } from './staff-press.ts';
import { wrongField } from './typed-text.ts';

const years = { min: 2020, max: 2099 };

/**
 * 设置工作日历: replaces one year by a new version of the calendar. Deadlines given from now on count by it; every case keeps the
 * instants it was given. Answers the year; undefined to a repeat. Throws NOT_FOUND for another role, VALIDATION_FAILED with the
 * place of each date that is wrong. Source: domain.md §15 row 30.
 */
export async function setCalendarYear(knex: Knex, call: StaffCall, typed: TypedYear): Promise<YearTable | undefined> {
  const year = Number(typed.year);
  if (!/^\d{4}$/.test(typed.year) || year < years.min || year > years.max)
    throw wrongField('year', 'OUT_OF_RANGE', { atLeast: years.min, atMost: years.max });
  return pressOnce(knex, { act: 'CALENDAR_SET', call }, async (trx, place) => {
    // Two at once must not each build on the version before, or one of two years would be lost.
    await trx.raw('lock table working_calendar in share row exclusive mode');
    const { table, faults } = readYearTable(typed, await newestCalendar(trx));
    if (table === null)
      throw new DomainError('VALIDATION_FAILED', {
        errors: faults.map(({ field, place: at, code }) => ({
          pointer: `/${field}${at === null ? '' : `/${at}`}`,
          code,
        })),
      });
    const version = await addCalendarOfStaff(trx, { year: typed.year, table, setBy: call.member.accountId });
    const { official, holidays, workdays } = table;
    await recordStaffAct(trx, 'CALENDAR_SET', place, {
      ...{ kind: 'working_calendar', id: version },
      details: { year: typed.year, official, holidays: holidays.length, workdays: workdays.length },
    });
    return table;
  });
}
