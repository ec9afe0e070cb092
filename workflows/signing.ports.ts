import type { SigningStatus } from '../domain/vocabulary/signing-status.ts';
import type { DecideWaiting, PerformEffect, ProcessView, Remind } from './process.ports.ts';

/** What a decision tells the signing workflow. */
export type SigningView = ProcessView<SigningStatus>;

/** The decision of a signing: local, it takes milliseconds. */
export interface SigningDecisions {
  decideWaiting: DecideWaiting<SigningView>;
}

/** What a signing needs done in the house: reminders, written where the decision's rows are. */
export interface SigningReminders {
  remindGraduate: Remind;
  remindReviewers: Remind;
}

/** What a signing needs done outside the house. */
export interface SigningEffects {
  perform: PerformEffect;
}
