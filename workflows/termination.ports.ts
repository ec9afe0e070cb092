import type { TerminationStatus } from '../domain/vocabulary/termination-status.ts';
import type { DecideWaiting, PerformEffect, ProcessView, Remind } from './process.ports.ts';

/** What a decision tells the termination workflow. */
export type TerminationView = ProcessView<TerminationStatus>;

/** The decision of a termination: local, it takes milliseconds. */
export interface TerminationDecisions {
  decideWaiting: DecideWaiting<TerminationView>;
}

/** What a termination needs done in the house: reminders, written where the decision's rows are. */
export interface TerminationReminders {
  remindCounterparty: Remind;
  remindTerminationReviewers: Remind;
}

/** What a termination needs done outside the house. */
export interface TerminationEffects {
  perform: PerformEffect;
}
