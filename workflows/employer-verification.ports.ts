import type { VerificationStatus } from '../domain/vocabulary/verification-status.ts';
import type { DecideWaiting, PerformEffect, ProcessView, Remind } from './process.ports.ts';

/** What a decision tells the workflow of an employer verification. */
export type EmployerVerificationView = ProcessView<VerificationStatus>;

/** The decision of an employer verification: local, it takes milliseconds. */
export interface EmployerVerificationDecisions {
  decideWaiting: DecideWaiting<EmployerVerificationView>;
}

/** What a verification needs done in the house: reminders, written where the decision's rows are. */
export interface EmployerVerificationReminders {
  remindStaff: Remind;
}

/** The messages of a verification. */
export interface EmployerVerificationMessages {
  perform: PerformEffect;
}

/** What a verification needs of the bank: one send of money, ended when it is known what became of it. */
export interface EmployerVerificationPayments {
  remit: PerformEffect;
}
