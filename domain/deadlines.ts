import { endOfNthDay, plusSeconds, type Instant } from './calendar.ts';

/**
 * The end of the Nth day after an instant; so many seconds after it in a case that was given seconds in place of every deadline.
 * Source: domain.md §6.3, api.md §10.
 */
export function deadlineAfter(from: Instant, days: number, sandboxDeadlineSeconds: number | null): Instant {
  return sandboxDeadlineSeconds === null ? endOfNthDay(from, days) : plusSeconds(from, sandboxDeadlineSeconds);
}
