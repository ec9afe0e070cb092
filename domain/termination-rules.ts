import { endOfNthDay, shanghaiDate, type Instant } from './calendar.ts';
import type { TerminationRule } from './vocabulary/termination-rule.ts';

/** What a school asks of terminations; a running case keeps those it began with. Source: domain.md §7, api.md §8. */
export interface TerminationRules {
  /** First and last day, YYYY-MM-DD in Shanghai, on which a consent may be asked for; null for no such end. Mediation has none: ADR 0013. */
  from: string | null;
  until: string | null;
  /** How many agreements of one graduate may be terminated before another consent is asked for; null for any number. */
  maxPerGraduate: number | null;
  letterRequired: boolean;
  /** Days of notice from the application on: approved sooner, a termination takes effect at the end of the last of them. */
  noticeDays: number;
}

/** The longest notice a school may ask for, in days. */
export const noticeDaysMax = 60;

/** The rules of a school that has made none. */
export const noTerminationRules: TerminationRules = {
  from: null,
  until: null,
  maxPerGraduate: null,
  letterRequired: false,
  noticeDays: 0,
};

/** How long the applicant of an unanswered termination may turn to the school, in days. Source: domain.md §7. */
export const mediationDaysMax = 30;

/** Until when an applicant who got no answer may ask the school to mediate. */
export function mediationUntil(lapsedAt: Instant): Instant {
  return endOfNthDay(lapsedAt, mediationDaysMax);
}

/** The first rule that stands against an application, or null; the day it was received on decides, in Shanghai. */
export function ruleAgainst(
  rules: TerminationRules,
  application: { receivedAt: Instant; terminatedBefore: number; attachments: number },
): TerminationRule | null {
  const today = shanghaiDate(application.receivedAt);
  if ((rules.from !== null && today < rules.from) || (rules.until !== null && today > rules.until)) return 'PERIOD';
  if (rules.maxPerGraduate !== null && application.terminatedBefore >= rules.maxPerGraduate) return 'COUNT';
  return rules.letterRequired && application.attachments === 0 ? 'LETTER' : null;
}
