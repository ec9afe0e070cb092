import type { Instant } from './calendar.ts';
import type { WaitingFor } from './vocabulary/waiting-for.ts';

/** Who did something, or is waited for: nobody's turn is no role. */
export type TimelineRole = Exclude<WaitingFor, 'NOTICE'> | 'SYSTEM';

/** A line of a timeline: what happened, what is waited for, or what comes next. Source: design.md §7. */
export interface TimelineLine {
  phase: 'PAST' | 'NOW' | 'NEXT';
  at: Instant | null;
  seq: number | null;
  who: { role: TimelineRole; name: string | null } | null;
  text: string;
}

/** Whom a line of a wait names: nobody where it is nobody's turn. */
export function waitedFor(who: WaitingFor, name: string | null): TimelineLine['who'] {
  return who === 'NOTICE' ? null : { role: who, name };
}
