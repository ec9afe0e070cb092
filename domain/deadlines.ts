import { endOfNthDay, plusSeconds, shanghaiDate, type Instant } from './calendar.ts';

/**
 * The end of the Nth day after an instant; so many seconds after it in a case that was given seconds in place of every deadline.
 * Source: domain.md §6.3, api.md §10.
 */
export function deadlineAfter(from: Instant, days: number, sandboxDeadlineSeconds: number | null): Instant {
  return sandboxDeadlineSeconds === null ? endOfNthDay(from, days) : plusSeconds(from, sandboxDeadlineSeconds);
}

/** The longest window in days that ends no later than this day (YYYY-MM-DD in Shanghai), were it to begin now; none is 0. */
export function windowDaysUntil(lastDay: string, now: Instant): number {
  const firstDay = shanghaiDate(endOfNthDay(now, 0));
  return Math.max(0, Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000));
}
