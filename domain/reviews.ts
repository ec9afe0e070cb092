import { addWorkingDays, plusSeconds, type Instant, type WorkingCalendar } from './calendar.ts';
import type { DueState } from './vocabulary/due-state.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';

/** The levels that review a case, in order; data of the school, copied to the case at its start. Source: domain.md §6.4. */
export type ReviewChain = readonly ReviewStage[];

/** The chains of a school that has not decided yet. Source: domain.md §6.4. */
export const ordinaryChains = {
  signing: ['COLLEGE', 'SCHOOL'],
  termination: ['SCHOOL'],
} as const satisfies Record<string, ReviewChain>;

/** How long a reviewer may take before it gets louder; it never decides by itself. Source: domain.md §6.3. */
export type ReviewLadder =
  | { unit: 'WORKING_DAYS'; remindAfter: number; escalateAfter: number }
  | { unit: 'SECONDS'; remindAfter: number; escalateAfter: number };

/** The instants of one open review; provisional when a year had no official calendar yet. */
export interface ReviewClock {
  openedAt: Instant;
  remindAt: Instant;
  escalateAt: Instant;
  calendarVersion: string;
  provisional: boolean;
}

/** The reminders of an open review: to whoever decides it, then to whoever may see to it. */
export type ReviewReminderKind = 'REVIEW_REMINDER' | 'REVIEW_ESCALATION';

/** The ladder of every real case: a reminder after 3 working days, the school after 5. */
export const ordinaryLadder: ReviewLadder = { unit: 'WORKING_DAYS', remindAfter: 3, escalateAfter: 5 };

/** The ladder of a case whose deadlines were given in seconds: its steps are N/2 and N. Source: api.md §10. */
export function shortLadder(deadlineSeconds: number): ReviewLadder {
  return { unit: 'SECONDS', remindAfter: deadlineSeconds / 2, escalateAfter: deadlineSeconds };
}

/** The instants of a review that opens now. */
export function openReview(openedAt: Instant, ladder: ReviewLadder, calendar: WorkingCalendar): ReviewClock {
  const after = (steps: number) =>
    ladder.unit === 'SECONDS'
      ? { at: plusSeconds(openedAt, steps), provisional: false }
      : addWorkingDays(openedAt, steps, calendar);
  const remind = after(ladder.remindAfter);
  const escalate = after(ladder.escalateAfter);
  return {
    openedAt,
    remindAt: remind.at,
    escalateAt: escalate.at,
    calendarVersion: calendar.version,
    provisional: remind.provisional || escalate.provisional,
  };
}

/** Both reminders of an open review, in order. Source: domain.md §6.3. */
export function reviewReminders(review: ReviewClock): { kind: ReviewReminderKind; at: Instant }[] {
  return [
    { kind: 'REVIEW_REMINDER', at: review.remindAt },
    { kind: 'REVIEW_ESCALATION', at: review.escalateAt },
  ];
}

/** The stage after this one, or null when it is the last of the chain. */
export function stageAfter(chain: ReviewChain, stage: ReviewStage): ReviewStage | null {
  return chain[chain.indexOf(stage) + 1] ?? null;
}

/**
 * Whether a reviewer of one level may decide an open stage: its own, or, for the school, the college's once it was escalated
 * or where the college has no active reviewer, so that no case ends in a blind alley. Source: domain.md §6.4.
 */
export function mayDecideStage(
  level: ReviewStage,
  stage: ReviewStage,
  review: ReviewClock,
  facts: { now: Instant; collegeHasReviewer: boolean },
): boolean {
  if (level === stage) return true;
  return level === 'SCHOOL' && (facts.now >= review.escalateAt || !facts.collegeHasReviewer);
}

/** How long an open review has waited already. Source: domain.md §6.3. */
export function dueStateOf(review: Pick<ReviewClock, 'remindAt' | 'escalateAt'>, now: Instant): DueState {
  if (now >= review.escalateAt) return 'LONG_WAITING';
  return now >= review.remindAt ? 'DUE' : 'ON_TIME';
}
