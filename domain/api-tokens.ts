import { shanghaiDate, type Instant } from './calendar.ts';

/** Years an API token may live at most. Source: api.md §3. */
export const tokenYearsMax = 2;

/** Requests a token may make in a minute. */
export const tokenRequestsPerMinute = 600;

/** Whether a token made now may expire on this day: after today, at most two years ahead, by the calendar of Asia/Shanghai. */
export function mayExpireOn(day: string, now: Instant): boolean {
  const today = shanghaiDate(now);
  const last = `${Number(today.slice(0, 4)) + tokenYearsMax}${today.slice(4)}`;
  return day > today && day <= last;
}
