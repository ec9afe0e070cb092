import type { Instant, WorkingCalendar } from './calendar.ts';
import type { CountedRefusal, Decision } from './decision.ts';
import type { SendHistory } from './remittance-sends.ts';
import type { ReviewClock } from './reviews.ts';
import type { BankFailureReason } from './vocabulary/bank-failure-reason.ts';
import type { SupplementReason } from './vocabulary/supplement-reason.ts';
import type { VerificationMethod } from './vocabulary/verification-method.ts';
import type { VerificationState } from './vocabulary/verification-state.ts';

/** A file that staff want to have anew, and why. */
export interface RequestedFile {
  fileId: string;
  reasons: readonly SupplementReason[];
  text?: string | undefined;
}

/**
 * What can be asked of a verification: the words of allowedActions, what the bank says about one send (the payment reference
 * names it), that another unit got the credit code, and `lapse`, which only the clock says. The amount itself never gets here:
 * whether it is right is a fact. Source: design.md §4, api.md §5.
 */
export type EmployerVerificationCommand =
  | {
      type: 'submit';
      method: VerificationMethod;
      fileIds: readonly string[];
      sandboxDeadlineSeconds?: number | undefined;
    }
  | { type: 'amount' }
  | { type: 'switchMethod'; method: VerificationMethod; fileIds: readonly string[] }
  | { type: 'supplement'; files: readonly { replacesFileId?: string | undefined; fileId: string }[] }
  | { type: 'withdraw' }
  | { type: 'approve'; expectedSeq: number }
  | {
      type: 'requestSupplement';
      expectedSeq: number;
      files: readonly RequestedFile[];
      sandboxDeadlineSeconds?: number | undefined;
    }
  | { type: 'reject'; expectedSeq: number; reasonCode: SupplementReason; reason: string }
  | { type: 'remittanceSettled'; attempt: number }
  | { type: 'remittanceReturned'; attempt: number; holderMismatch?: boolean | undefined }
  | { type: 'remittanceRejected'; attempt: number; holderMismatch?: boolean | undefined }
  | { type: 'rivalVerified' }
  /** The unit was disabled: there is nothing left to verify. */
  | { type: 'unitDisabled' }
  | { type: 'lapse' };

/** One kind of command. */
export type CommandOf<T extends EmployerVerificationCommand['type']> = Extract<
  EmployerVerificationCommand,
  { type: T }
>;

/** What the transaction read under lock before it decides. */
export interface EmployerVerificationFacts {
  now: Instant;
  receivedAt: Instant;
  seq: number;
  /** Whether whoever acted may still do so: a member may have left or the unit been disabled, a staff account ended. */
  actorStillMay: boolean;
  /** Where the unit stands; REVERIFY_REQUIRED is a new verification while running records go on under the old one. */
  verificationState: VerificationState;
  /** Whether name, credit code and unit type are those that were submitted. */
  unitAsSubmitted: boolean;
  /** Whether another unit is verified under the same credit code. */
  creditCodeTaken: boolean;
  /** Whether a unit that was disabled holds the credit code: money alone proves nothing of who comes after it. */
  creditCodeOfDisabledUnit: boolean;
  otherOpen: boolean;
  profileComplete: boolean;
  sends: SendHistory;
  /** Sends for the credit code that came to nothing, in 90 days and over all records, beside the one in hand. */
  failedSendsBefore: number;
  amountMatches: boolean;
  /** Whether the reviewer entered data for the unit or shares a phone number with one of its users. */
  reviewerIsPartial: boolean;
  claimHeldByActor: boolean;
  calendar: WorkingCalendar;
}

/** What a unit handed in by one method, and what it now waits for. */
export type Submission =
  | {
      method: 'REMITTANCE';
      fileIds: readonly string[];
      send: { attempt: number; expectedBy: Instant; calendarVersion: string; provisional: boolean };
    }
  | { method: 'MATERIALS'; fileIds: readonly string[]; review: ReviewClock };

/** What happened; one event is one step of seq. `failedSends` counts this one too. Source: domain.md §3.3, §3.4. */
export type EmployerVerificationEvent =
  | { type: 'submitted'; at: Instant; submission: Submission; sandboxDeadlineSeconds: number | null }
  | { type: 'methodSwitched'; at: Instant; submission: Submission }
  | { type: 'remittanceSettled'; at: Instant; attempt: number; until: Instant }
  | {
      type: 'remittanceFailed';
      at: Instant;
      attempt: number;
      reason: BankFailureReason;
      until: Instant;
      failedSends: number;
    }
  | { type: 'amountMismatched'; at: Instant; attempt: number; triesLeft: number }
  | { type: 'amountFailed'; at: Instant; attempt: number; failedSends: number }
  | { type: 'amountMatched'; at: Instant; attempt: number }
  | {
      type: 'supplementRequested';
      at: Instant;
      files: readonly RequestedFile[];
      until: Instant;
      sandboxDeadlineSeconds: number | null;
    }
  | { type: 'supplemented'; at: Instant; fileIds: readonly string[]; review: ReviewClock }
  | { type: 'approved'; at: Instant }
  | { type: 'rejected'; at: Instant; reasonCode: SupplementReason; reason: string }
  | { type: 'rivalVerified'; at: Instant }
  | { type: 'unitDisabled'; at: Instant }
  | { type: 'withdrawn'; at: Instant }
  | { type: 'lapsed'; at: Instant; waitedIn: 'AWAITING_AMOUNT' | 'BANK_FAILED' | 'NEEDS_SUPPLEMENT' };

/** What came of a command; a wrong amount is an event and a refusal at once. */
export type EmployerVerificationDecision =
  Decision<EmployerVerificationEvent> | CountedRefusal<EmployerVerificationEvent>;
