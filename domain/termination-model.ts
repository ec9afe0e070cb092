import type { Instant, WorkingCalendar } from './calendar.ts';
import type { ReviewChain, ReviewClock, ReviewLadder } from './reviews.ts';
import type { TerminationRules } from './termination-rules.ts';
import type { InvalidationReason } from './vocabulary/invalidation-reason.ts';
import type { ReviewReason } from './vocabulary/review-reason.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { TerminationApplicant, TerminationSide } from './vocabulary/termination-applicant.ts';
import type { TerminationKind } from './vocabulary/termination-kind.ts';
import type { TerminationReason } from './vocabulary/termination-reason.ts';
import type { TerminationStatus } from './vocabulary/termination-status.ts';
import type { VoidReason } from './vocabulary/void-reason.ts';

/** A step of a termination: the other side's answer, then the reviews of the school's chain. */
export type TerminationStep = 'ANSWER' | 'REVIEW';

/** What each kind goes through before it ends the agreement; nothing where one act does it at once. Source: domain.md §7. */
export const stepsOfKind: Record<TerminationKind, readonly TerminationStep[]> = {
  CONSENT: ['ANSWER', 'REVIEW'],
  MEDIATION: ['REVIEW'],
  VOID: [],
};

/**
 * Whether whoever approves a case of this kind gives a reason: where the other side is not asked, the school hears both and
 * decides between them. Source: domain.md §7.
 */
export function approvalNeedsReason(kind: TerminationKind): boolean {
  return kind === 'MEDIATION';
}

/** How many images each side may attach. Source: domain.md §7. */
export const attachmentsMax = 3;

/** What may have become of a signed agreement that a school voids. Source: domain.md §8. */
export type VoidOutcome = Extract<InvalidationReason, 'DESTINATION_VOIDED' | 'GRADUATE_RECORD_REMOVED'>;

/** What takes the ground from a try: its agreement went, or it waits for a unit that may not answer. Source: domain.md §8. */
export type TerminationLoss = VoidOutcome | Extract<InvalidationReason, 'EMPLOYER_DISABLED'>;

/** 解约: one try to end a signed agreement, and what became of it. Null before the application was decided. Source: domain.md §7. */
export interface TerminationState {
  kind: TerminationKind;
  applicant: TerminationApplicant;
  status: TerminationStatus;
  statusAt: Instant;
  appliedAt: Instant;
  /** Until when the other side may answer; null for the kinds without that step. */
  answerBy: Instant | null;
  chain: ReviewChain;
  ladder: ReviewLadder;
  /** Set while a review is open. */
  review: ReviewClock | null;
  /** The end of the notice that the school's rules ask for; null for none. */
  noticeUntil: Instant | null;
  /** Set once every level has approved and only the notice runs: then it takes effect. */
  effectiveAt: Instant | null;
}

/** What can be asked of a termination; the words of allowedActions, what begins one, and `lapse`, which only the clock says. */
export type TerminationCommand =
  | {
      type: 'apply';
      /** Left out where the applicant leaves it to what can be asked for. */
      kind?: Exclude<TerminationKind, 'VOID'> | undefined;
      reason: TerminationReason;
      detail: string;
      fileIds: readonly string[];
      sandboxDeadlineSeconds?: number | undefined;
    }
  | { type: 'void'; outcome: VoidOutcome; voidReason: VoidReason | null; detail: string }
  | { type: 'agree'; fileIds: readonly string[] }
  | { type: 'refuse'; refusal: string; fileIds: readonly string[] }
  | { type: 'withdraw' }
  | { type: 'approve'; expectedSeq: number; reason?: string | undefined }
  | { type: 'reject'; expectedSeq: number; reasonCode: ReviewReason; reason: string }
  | { type: 'invalidate'; reason: TerminationLoss }
  | { type: 'lapse' };

/** What the transaction read under lock before it decides. */
export interface TerminationFacts {
  now: Instant;
  receivedAt: Instant;
  seq: number;
  /** Whether whoever acted may still do so: a member may have left, a reviewer may have been removed since. */
  actorStillMay: boolean;
  /** The side the actor stands on; null for everybody else. */
  actorSide: TerminationSide | null;
  /** The level the acting reviewer has; null for everybody else. */
  actorLevel: ReviewStage | null;
  /** Whether the agreement is signed and in force. */
  agreementInForce: boolean;
  /** Whether the school has taken the graduate out of the cohort: then the agreement is about to be voided. */
  graduateRemoved: boolean;
  /** Whether another termination of the same signing is open. */
  otherOpen: boolean;
  /** Agreements of this graduate that were terminated before. */
  terminatedBefore: number;
  /** When the newest consent that the actor's side asked for was left without an answer; null for never. */
  unansweredAt: Instant | null;
  /** Whether the unit may no longer act on the platform, so that nobody need wait for its answer. */
  employerDisabled: boolean;
  rules: TerminationRules;
  schoolChain: ReviewChain;
  collegeHasReviewer: boolean;
  calendar: WorkingCalendar;
}

/** What a reviewer's decision closes, and in whose place. */
interface ReviewedStage {
  at: Instant;
  stage: ReviewStage;
  inPlaceOfCollege: boolean;
}

/** A stage that was approved, with the reason where the kind of case asks for one. */
interface ApprovedStage extends ReviewedStage {
  reason?: string | undefined;
}

/** What happened; one event is one step of seq. Source: domain.md §7. */
export type TerminationEvent =
  | {
      type: 'applied';
      at: Instant;
      kind: Exclude<TerminationKind, 'VOID'>;
      applicant: TerminationSide;
      reason: TerminationReason;
      detail: string;
      fileIds: readonly string[];
      answerBy: Instant | null;
      chain: ReviewChain;
      ladder: ReviewLadder;
      noticeUntil: Instant | null;
      review: ReviewClock | null;
    }
  | { type: 'voided'; at: Instant; reason: VoidOutcome; voidReason: VoidReason | null; detail: string }
  | { type: 'agreed'; at: Instant; fileIds: readonly string[]; review: ReviewClock }
  | { type: 'refused'; at: Instant; refusal: string; fileIds: readonly string[] }
  | { type: 'lapsed'; at: Instant }
  | { type: 'withdrawn'; at: Instant }
  | ({ type: 'stageApproved'; review: ReviewClock } & ApprovedStage)
  | ({ type: 'approved'; effectiveAt: Instant } & ApprovedStage)
  | ({ type: 'terminated' } & (ApprovedStage | { at: Instant; stage: null; inPlaceOfCollege: false }))
  | ({ type: 'reviewRejected'; reasonCode: ReviewReason; reason: string } & ReviewedStage)
  | { type: 'invalidated'; at: Instant; reason: TerminationLoss };

/** A command of one type. */
export type CommandOf<T extends TerminationCommand['type']> = Extract<TerminationCommand, { type: T }>;
