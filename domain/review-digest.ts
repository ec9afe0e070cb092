import { inSmsHours, isWorkingDay, plusSeconds, shanghaiDate, type Instant, type WorkingCalendar } from './calendar.ts';
import type { EffectFate } from './effects.ts';

/** When the day's digest is made at the earliest, in hours after midnight in Shanghai: what came overnight is in it. */
const digestHour = 9;
const shanghaiOffsetSeconds = 8 * 3_600;

/**
 * The day in Shanghai (YYYY-MM-DD) whose digest may go to reviewers now; null on days off and outside 9:00 to 21:30. Source:
 * domain.md §6.2b, §6.3.
 */
export function digestDay(now: Instant, calendar: WorkingCalendar): string | null {
  const day = shanghaiDate(now);
  const hour = Number(plusSeconds(now, shanghaiOffsetSeconds).slice(11, 13));
  const mayGo = isWorkingDay(day, calendar) && hour >= digestHour && inSmsHours(now) === now;
  return mayGo ? day : null;
}

/** What becomes of a digest of today that has not come to its end. */
export function fateOfDigest(tries: number, provider: { recognisesRepeats: boolean }): EffectFate {
  return !provider.recognisesRepeats && tries > 1
    ? { status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' }
    : { status: 'TRIED' };
}
