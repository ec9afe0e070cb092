import type { Instant } from './calendar.ts';
import type { ErrorCode } from './errors.ts';
import type { TerminationRule } from './vocabulary/termination-rule.ts';

/** What a refusal tells beside its code. Source: api.md §1, §5, §8. */
export interface RefusalExtra {
  triesLeft?: number;
  availableAt?: Instant;
  rule?: TerminationRule;
  windowDaysMax?: number;
}

/** The code of a refusal, and what it tells beside. */
export interface Refusal {
  refusal: ErrorCode;
  extra?: RefusalExtra;
}

/** What came of a command: one event, or a refusal after which nothing has happened. Source: design.md §3. */
export type Decision<Event> = { event: Event } | Refusal;

/**
 * A refusal that counts: the event is recorded as any other, and whoever asked is answered with the refusal. So whether
 * something happened is told by `event` alone, what is answered by `refusal` alone. Source: design.md §3, a wrong amount.
 */
export type CountedRefusal<Event> = { event: Event } & Refusal;

/** The decision that nothing happens, and why. */
export function refuse(refusal: ErrorCode, extra?: RefusalExtra): Refusal {
  return extra === undefined ? { refusal } : { refusal, extra };
}

/** The decision that this happened. */
export function happened<const Event>(event: Event): { event: Event } {
  return { event };
}
