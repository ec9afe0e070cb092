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

/** The messages of a signing. */
export interface SigningMessages {
  perform: PerformEffect;
}

/** What a signing needs made once it is signed: the agreement's document. */
export interface SigningDocuments {
  issueAgreement: PerformEffect;
}
