/**
 * Every deadline of the product counts in Asia/Shanghai, which has had one offset and no summer time since 1992; so a fixed
 * +08:00 is exact for every instant this product sees, and needs no time-zone data.
 */

/** An instant in UTC with milliseconds, `2026-11-22T04:00:00.000Z`; of one length, so text order is time order. */
export type Instant = string;

/**
 * The working days that were known when it was made, year by year; dates YYYY-MM-DD. `holidays` are days off, `workdays` the
 * Saturdays and Sundays worked in exchange (调休). A year that is not official, or not there at all, makes what is computed
 * from it provisional. Source: domain.md §15 row 30.
 */
export type WorkingCalendar = {
  version: string;
  years: Readonly<Record<string, { official: boolean; holidays: readonly string[]; workdays: readonly string[] }>>;
};

const dayMs = 86_400_000;
const shanghaiOffsetMs = 8 * 3_600_000;
const workingDaySearchMax = 60;

/** How far ahead deadlines in working days reach, more than generously, in days. */
const calendarReachDays = 60;

/** First and last moment of the day at which an SMS may go out, milliseconds after midnight in Shanghai. Source: domain.md §6.3. */
const smsHoursMs = { from: 8 * 3_600_000, to: 21.5 * 3_600_000 };

/** Time for a message to leave once it is due. */
const smsLeavesWithinMs = 10 * 60_000;

/**
 * Days off by law whose date needs no lunar calendar, MM-DD: New Year, two days of May, three of the National Day. They stand
 * in for a year without an official table. Source: 全国年节及纪念日放假办法 as in force since 2025-01-01.
 */
const fixedHolidays = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/** The instant this many seconds after another; negative seconds go back. */
export function plusSeconds(from: Instant, seconds: number): Instant {
  return instantOf(Date.parse(from) + Math.round(seconds * 1_000));
}

/** The calendar date in Shanghai at an instant, YYYY-MM-DD. */
export function shanghaiDate(at: Instant): string {
  return instantOf(Date.parse(at) + shanghaiOffsetMs).slice(0, 10);
}

/**
 * The end of the Nth day after an instant: the first 23:59:59 in Shanghai that is no less than N×24 h away, so that nobody ever
 * has less time than promised; what is sent in the very last second of a day counts as sent the day after. Source: domain.md §6.3.
 */
export function endOfNthDay(from: Instant, days: number): Instant {
  const { midnightMs, sinceMidnightMs } = shanghaiDay(from);
  const lastSecondMs = dayMs - 1_000;
  const sentOnMs = sinceMidnightMs > lastSecondMs ? midnightMs + dayMs : midnightMs;
  return instantOf(sentOnMs + days * dayMs + lastSecondMs);
}

/** Whether people work on this date (YYYY-MM-DD in Shanghai). */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  const year = calendar.years[date.slice(0, 4)];
  if (year?.workdays.includes(date)) return true;
  if (year?.holidays.includes(date)) return false;
  if (isProvisional(date, calendar) && fixedHolidays.includes(date.slice(5))) return false;
  const weekday = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The same time of day on the Nth working day after an instant; provisional when a day on the way was in a year without an
 * official table. Throws RangeError when the calendar has no working day for two months. Source: domain.md §6.3, §15 row 30.
 */
export function addWorkingDays(
  from: Instant,
  days: number,
  calendar: WorkingCalendar,
): { at: Instant; provisional: boolean } {
  let at = from;
  let provisional = false;
  for (let counted = 0; counted < days; counted += 1) {
    const next = nextWorkingDay(at, calendar);
    at = next.at;
    provisional ||= next.provisional;
  }
  return { at, provisional };
}

/** The instant itself when it lies between 08:00 and 21:30 in Shanghai, otherwise the next 08:00. Source: domain.md §6.3. */
export function inSmsHours(at: Instant): Instant {
  const { midnightMs, sinceMidnightMs } = shanghaiDay(at);
  if (sinceMidnightMs < smsHoursMs.from) return instantOf(midnightMs + smsHoursMs.from);
  if (sinceMidnightMs > smsHoursMs.to) return instantOf(midnightMs + dayMs + smsHoursMs.from);
  return at;
}

/** The last 21:20 in Shanghai before an instant: what is due then has ten minutes to go out by SMS that day. Source: domain.md §6.3. */
export function lastSmsMinutesBefore(at: Instant): Instant {
  const { midnightMs, sinceMidnightMs } = shanghaiDay(at);
  const latestMs = smsHoursMs.to - smsLeavesWithinMs;
  return instantOf(midnightMs + latestMs - (sinceMidnightMs < latestMs ? dayMs : 0));
}

/** The cohort lists open with: the one whose year holds the next 31 August, that day included. Source: domain.md §15 row 26. */
export function defaultCohortYear(now: Instant): number {
  const today = shanghaiDate(now);
  const year = Number(today.slice(0, 4));
  return today.slice(5) <= '08-31' ? year : year + 1;
}

/** The years that deadlines given now may reach and whose table is missing or not official. Source: domain.md §15 row 30. */
export function provisionalYears(now: Instant, calendar: Pick<WorkingCalendar, 'years'> | null): string[] {
  const days = [now, plusSeconds(now, calendarReachDays * 86_400)].map(shanghaiDate);
  const reached = [...new Set(days.map((day) => day.slice(0, 4)))];
  return reached.filter((year) => calendar?.years[year]?.official !== true);
}

function nextWorkingDay(from: Instant, calendar: WorkingCalendar): { at: Instant; provisional: boolean } {
  let provisional = false;
  for (let step = 1; step <= workingDaySearchMax; step += 1) {
    const at = instantOf(Date.parse(from) + step * dayMs);
    const date = shanghaiDate(at);
    provisional ||= isProvisional(date, calendar);
    if (isWorkingDay(date, calendar)) return { at, provisional };
  }
  throw new RangeError(`No working day within ${workingDaySearchMax} days: calendar ${calendar.version}`);
}

function isProvisional(date: string, calendar: WorkingCalendar): boolean {
  return calendar.years[date.slice(0, 4)]?.official !== true;
}

function shanghaiDay(at: Instant): { midnightMs: number; sinceMidnightMs: number } {
  const ms = Date.parse(at);
  const sinceMidnightMs = (ms + shanghaiOffsetMs) % dayMs;
  return { midnightMs: ms - sinceMidnightMs, sinceMidnightMs };
}

function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}
