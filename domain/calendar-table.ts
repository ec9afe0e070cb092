import { isWorkingDay, type WorkingCalendar } from './calendar.ts';
import type { FieldErrorCode } from './field-errors.ts';

/** The working days of one year, as a calendar holds them. */
export type YearTable = WorkingCalendar['years'][string];

/** A year as a member of the staff tells it: dates and stretches of dates, in any order. */
export interface TypedYear {
  year: string;
  official: boolean;
  holidays: string;
  workdays: string;
}

/** What is wrong with what was typed; `place` counts the things listed in the field, from 0. */
export interface YearFault {
  field: 'holidays' | 'workdays';
  place: number | null;
  code: FieldErrorCode;
}

const dayMs = 86_400_000;

/** So many days in a row without one of work are a mistake: the longest holiday there was had nine, with its weekends. */
const daysOffMax = 20;

/**
 * Reads a year's table. Dates are `2027-10-01`, `2027/10/1`, `2027年10月1日`, or `10月1日` of the year, stretches two of them with 至 or ~
 * between, the last as its day alone where it is of the same month, apart by spaces, lines or commas; days of the week in brackets
 * are passed over. Every day must be of the year, a worked one a Saturday or a Sunday, none both off and worked.
 */
export function readYearTable(
  { year, official, holidays: off, workdays: worked }: TypedYear,
  calendar: WorkingCalendar,
): { table: YearTable; faults: readonly [] } | { table: null; faults: readonly YearFault[] } {
  const holidays = datesIn('holidays', off, year);
  const workdays = datesIn('workdays', worked, year);
  const faults = [
    ...holidays.faults,
    ...workdays.faults,
    ...workdays.listed.flatMap(({ dates, place }): YearFault[] => {
      if (dates.some((date) => !isWeekend(date))) return [{ field: 'workdays', place, code: 'NOT_A_WEEKEND' }];
      const isOff = dates.some((date) => holidays.dates.includes(date));
      return isOff ? [{ field: 'workdays', place, code: 'OFF_AND_WORKING' }] : [];
    }),
  ];
  if (faults.length > 0) return { table: null, faults };
  if (official && holidays.dates.length === 0)
    return { table: null, faults: [{ field: 'holidays', place: null, code: 'REQUIRED' }] };
  const table = { official, holidays: holidays.dates, workdays: workdays.dates };
  if (longestTimeOff(year, { ...calendar, years: { ...calendar.years, [year]: table } }) > daysOffMax)
    return { table: null, faults: [{ field: 'holidays', place: null, code: 'TOO_MANY' }] };
  return { table, faults: [] };
}

/** Dates as people read and type them: a stretch as its first and last day, `2027-10-01至2027-10-07`. */
export function writeDates(dates: readonly string[]): string[] {
  const stretches: { first: string; last: string }[] = [];
  for (const date of [...dates].sort()) {
    const open = stretches.at(-1);
    if (open && dayAfter(open.last) === date) open.last = date;
    else stretches.push({ first: date, last: date });
  }
  return stretches.map(({ first, last }) => (first === last ? first : `${first}至${last}`));
}

interface Listed {
  place: number;
  dates: string[];
}

function datesIn(
  field: YearFault['field'],
  typed: string,
  year: string,
): { dates: string[]; listed: Listed[]; faults: YearFault[] } {
  const items = typed
    .normalize('NFKC')
    .replace(/\((?:周|星期).\)/gu, '')
    .replace(/\s*[~至]\s*/gu, '~')
    .split(/[\s,、;。]+/u)
    .filter((item) => item !== '');
  const listed: Listed[] = [];
  const faults: YearFault[] = [];
  for (const [place, item] of items.entries()) {
    const [from = '', to = from, ...more] = item.split('~');
    const first = dateIn(from, year);
    const last = dateIn(to, year, first?.slice(5, 7));
    if (first === undefined || last === undefined || more.length > 0 || last < first)
      faults.push({ field, place, code: 'WRONG_FORMAT' });
    else if (first.slice(0, 4) !== year || last.slice(0, 4) !== year) faults.push({ field, place, code: 'OTHER_YEAR' });
    else listed.push({ place, dates: stretch(first, last) });
  }
  const dates = [...new Set(listed.flatMap((each) => each.dates))].sort();
  return { dates, listed, faults };
}

/** A date in its one form; undefined for a day no calendar has. What it leaves out is of this year, and of this month if one is given. */
function dateIn(text: string, ofYear: string, ofMonth?: string): string | undefined {
  const whole = /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/u.exec(text);
  const {
    year = ofYear,
    month = ofMonth,
    day,
  } = (whole ?? /^(?:(?<month>\d{1,2})月)?(?<day>\d{1,2})日$/u.exec(text))?.groups ?? {};
  if (month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}

function stretch(first: string, last: string): string[] {
  const dates = [first];
  for (let date = first; date < last; dates.push(date)) date = dayAfter(date);
  return dates;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10);
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00.000Z`).getUTCDay());
}

/** The most days in a row without work around a year, in days. */
function longestTimeOff(year: string, calendar: WorkingCalendar): number {
  let [longest, current] = [0, 0];
  for (const date of stretch(`${Number(year) - 1}-12-01`, `${Number(year) + 1}-01-31`)) {
    current = isWorkingDay(date, calendar) ? 0 : current + 1;
    longest = Math.max(longest, current);
  }
  return longest;
}
