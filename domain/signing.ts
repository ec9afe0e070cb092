import { mayPromise, type ArchiveProfile, type ReceivingPromise } from './archive-profile.ts';
import { acceptanceRefusal, isViewOnly } from './binding.ts';
import type { Instant, WorkingCalendar } from './calendar.ts';
import { deadlineAfter, windowDaysUntil } from './deadlines.ts';
import { happened, refuse, type Decision } from './decision.ts';
import { groundRefusal, type GroundFacts } from './ground.ts';
import { mayDecideStage, openReview, ordinaryLadder, shortLadder, stageAfter } from './reviews.ts';
import type { ReviewChain, ReviewClock, ReviewLadder } from './reviews.ts';
import type { BindingReason } from './vocabulary/binding-reason.ts';
import type { InvalidationReason } from './vocabulary/invalidation-reason.ts';
import type { ReviewReason } from './vocabulary/review-reason.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';

/** The version of these rules, stored with every event they decide. */
export const signingRuleVersion = '2026-12';

/** 签约: one invitation and what became of it. Null before the invitation was decided. Source: domain.md §6. */
export interface SigningState {
  status: SigningStatus;
  statusAt: Instant;
  sentAt: Instant;
  respondBy: Instant;
  chain: ReviewChain;
  ladder: ReviewLadder;
  /** Set while a review is open. */
  review: ReviewClock | null;
}

/** What can be asked of a signing; the words of allowedActions, and `lapse`, which only the clock says. */
export type SigningCommand =
  | {
      type: 'invite';
      responseWindowDays: number;
      accepts: ReceivingPromise;
      sandboxDeadlineSeconds?: number | undefined;
    }
  | { type: 'accept' }
  | { type: 'decline'; reason?: string | undefined }
  | { type: 'withdraw' }
  | { type: 'approve'; expectedSeq: number }
  | { type: 'reject'; expectedSeq: number; reasonCode: ReviewReason; reason: string }
  | { type: 'invalidate'; reason: InvalidationReason }
  | { type: 'lapse' };

/** What the transaction read under lock before it decides. */
export interface SigningFacts extends GroundFacts {
  now: Instant;
  receivedAt: Instant;
  seq: number;
  /** Whether whoever acted may still do so: a member may have left, a reviewer may have been removed since. */
  actorStillMay: boolean;
  /** The level the acting reviewer has; null for everybody else. */
  actorLevel: ReviewStage | null;
  /** The unit's, as it would be copied now. */
  archiveProfile: ArchiveProfile;
  /** Whether an invalidation of this signing stands undecided in its inbox: what it came of has happened already. */
  invalidationWaits: boolean;
  /** Another signing of this employer with this graduate that is still open, or signed and in force. */
  pair: { open: boolean; signed: boolean };
  profileConfirmed: boolean;
  bindingReasons: readonly BindingReason[];
  schoolChain: ReviewChain;
  collegeHasReviewer: boolean;
  calendar: WorkingCalendar;
}

/** What happened; one event is one step of seq. Source: domain.md §6.2. */
export type SigningEvent =
  | { type: 'invited'; at: Instant; respondBy: Instant; chain: ReviewChain; ladder: ReviewLadder }
  | { type: 'accepted'; at: Instant; review: ReviewClock }
  | { type: 'declined'; at: Instant; reason?: string | undefined }
  | { type: 'lapsed'; at: Instant }
  | { type: 'withdrawn'; at: Instant }
  | { type: 'stageApproved'; at: Instant; stage: ReviewStage; inPlaceOfCollege: boolean; review: ReviewClock }
  | { type: 'signed'; at: Instant; stage: ReviewStage; inPlaceOfCollege: boolean }
  | {
      type: 'reviewRejected';
      at: Instant;
      stage: ReviewStage;
      inPlaceOfCollege: boolean;
      reasonCode: ReviewReason;
      reason: string;
    }
  | { type: 'invalidated'; at: Instant; reason: InvalidationReason; terminationId?: string | undefined }
  | { type: 'terminated'; at: Instant; terminationId: string };

/** What came of a command: one event, or the code of a refusal. */
export type SigningDecision = Decision<SigningEvent>;

type Command<T extends SigningCommand['type']> = Extract<SigningCommand, { type: T }>;

/** The statuses in which a signing still waits for somebody. */
export function isOpen(status: SigningStatus): boolean {
  return status === 'AWAITING_GRADUATE' || status === 'COLLEGE_REVIEW' || status === 'SCHOOL_REVIEW';
}

/** The statuses that failed and may be followed by a new invitation. Source: domain.md §6.2 row 9. */
export function isFailed(status: SigningStatus): boolean {
  return (
    status === 'DECLINED' || status === 'RESPONSE_EXPIRED' || status === 'REVIEW_REJECTED' || status === 'WITHDRAWN'
  );
}

/** The statuses in which the signing binds its graduate. Source: domain.md §6.5. */
export function binds(status: SigningStatus): boolean {
  return status === 'COLLEGE_REVIEW' || status === 'SCHOOL_REVIEW' || status === 'SIGNED';
}

/** The review stage that is open in this status, or null. */
export function stageOf(status: SigningStatus): ReviewStage | null {
  if (status === 'COLLEGE_REVIEW') return 'COLLEGE';
  return status === 'SCHOOL_REVIEW' ? 'SCHOOL' : null;
}

/** Decides one command on one state from the facts; the same input always gives the same answer. Source: domain.md §6.2. */
export function decide(state: SigningState | null, command: SigningCommand, facts: SigningFacts): SigningDecision {
  if (!facts.actorStillMay) return refuse('ACTION_NOT_ALLOWED');
  if (state === null) return command.type === 'invite' ? invite(command, facts) : refuse('ACTION_NOT_ALLOWED');
  switch (command.type) {
    case 'invite':
      return refuse('ACTION_NOT_ALLOWED');
    case 'accept':
    case 'decline':
      return answer(state, command, facts);
    case 'withdraw':
      if (state.status !== 'AWAITING_GRADUATE' || facts.receivedAt > state.respondBy)
        return refuse('ACTION_NOT_ALLOWED');
      return happened({ type: 'withdrawn', at: facts.now });
    case 'approve':
    case 'reject':
      return review(state, command, facts);
    case 'invalidate':
      if (!isOpen(state.status)) return refuse('ACTION_NOT_ALLOWED');
      // Received after the deadline it comes too late: silence has ended the signing, whether recorded yet or not.
      if (state.status === 'AWAITING_GRADUATE' && facts.receivedAt > state.respondBy)
        return refuse('ACTION_NOT_ALLOWED');
      return happened({ type: 'invalidated', at: facts.now, reason: command.reason });
    case 'lapse':
      if (state.status !== 'AWAITING_GRADUATE' || facts.now <= state.respondBy) return refuse('ACTION_NOT_ALLOWED');
      // Nobody is told to ask again where nobody could.
      if (facts.groundLoss) return happened({ type: 'invalidated', at: facts.now, reason: facts.groundLoss });
      return happened({ type: 'lapsed', at: facts.now });
    default:
      return unreachable(command);
  }
}

function invite(command: Command<'invite'>, facts: SigningFacts): SigningDecision {
  if (!facts.employerVerified) return refuse('EMPLOYER_NOT_VERIFIED');
  if (facts.pair.signed) return refuse('ALREADY_SIGNED_WITH_YOU');
  if (facts.pair.open) return refuse('INVITATION_ALREADY_OPEN');
  if (!facts.favoriteCurrent) return refuse('FAVORITE_OUTDATED');
  if (!facts.cohortOpen) return refuse('COHORT_CLOSED');
  if (!mayPromise(command.accepts, facts.archiveProfile)) return refuse('ARCHIVE_PROFILE_INCOMPLETE');
  const { responseWindowDays, sandboxDeadlineSeconds: seconds } = command;
  const windowDaysMax = windowDaysUntil(facts.cohortClosesOn, facts.now);
  if (seconds === undefined && responseWindowDays > windowDaysMax) return refuse('COHORT_CLOSED', { windowDaysMax });
  return happened({
    type: 'invited',
    at: facts.now,
    respondBy: deadlineAfter(facts.now, responseWindowDays, seconds ?? null),
    chain: facts.schoolChain,
    ladder: seconds === undefined ? ordinaryLadder : shortLadder(seconds),
  });
}

function answer(state: SigningState, command: Command<'accept' | 'decline'>, facts: SigningFacts): SigningDecision {
  // Receipt decides, not whether the lapse was recorded yet: both sides of that race are told the same.
  const late = state.status === 'RESPONSE_EXPIRED' || facts.receivedAt > state.respondBy;
  if (late && (state.status === 'AWAITING_GRADUATE' || state.status === 'RESPONSE_EXPIRED'))
    return refuse('RESPONSE_WINDOW_OVER');
  if (state.status !== 'AWAITING_GRADUATE') return refuse('ACTION_NOT_ALLOWED');
  if (command.type === 'decline') {
    if (isViewOnly(facts.bindingReasons)) return refuse('GRADUATE_BOUND');
    const { reason } = command;
    return happened({ type: 'declined', at: facts.now, ...(reason === undefined ? {} : { reason }) });
  }
  const refusal = groundRefusal(facts) ?? acceptanceRefusal(facts.bindingReasons);
  if (refusal) return refuse(refusal);
  if (!facts.profileConfirmed) return refuse('PROFILE_NOT_CONFIRMED');
  return happened({ type: 'accepted', at: facts.now, review: openReview(facts.now, state.ladder, facts.calendar) });
}

function review(state: SigningState, command: Command<'approve' | 'reject'>, facts: SigningFacts): SigningDecision {
  if (command.expectedSeq !== facts.seq) return refuse('RECORD_CHANGED');
  const stage = stageOf(state.status);
  if (stage === null || state.review === null || facts.actorLevel === null) return refuse('ACTION_NOT_ALLOWED');
  if (!mayDecideStage(facts.actorLevel, stage, state.review, facts)) return refuse('ACTION_NOT_ALLOWED');
  const step = { at: facts.now, stage, inPlaceOfCollege: facts.actorLevel !== stage };
  if (command.type === 'reject')
    return happened({ type: 'reviewRejected', ...step, reasonCode: command.reasonCode, reason: command.reason });
  // A lock, a corrected training mode or a destination may have come since the acceptance; its own binding is no hindrance.
  const refusal = groundRefusal(facts) ?? acceptanceRefusal(facts.bindingReasons);
  if (refusal) return refuse(refusal);
  if (stageAfter(state.chain, stage) === null) return happened({ type: 'signed', ...step });
  const next = openReview(facts.now, state.ladder, facts.calendar);
  return happened({ type: 'stageApproved', ...step, review: next });
}

/** The state after an event. Folding a signing's events from null gives its state. */
export function evolve(state: SigningState | null, event: SigningEvent): SigningState {
  if (event.type === 'invited') {
    const { at, respondBy, chain, ladder } = event;
    return { status: 'AWAITING_GRADUATE', statusAt: at, sentAt: at, respondBy, chain, ladder, review: null };
  }
  if (state === null) throw new Error('A signing begins with its invitation');
  const moved = (status: SigningStatus, open: ReviewClock | null = null): SigningState => ({
    ...state,
    status,
    statusAt: event.at,
    review: open,
  });
  switch (event.type) {
    case 'accepted':
      return moved(reviewStatus(state.chain[0] ?? 'SCHOOL'), event.review);
    case 'stageApproved':
      return moved(reviewStatus(stageAfter(state.chain, event.stage) ?? 'SCHOOL'), event.review);
    case 'signed':
      return moved('SIGNED');
    case 'reviewRejected':
      return moved('REVIEW_REJECTED');
    case 'declined':
      return moved('DECLINED');
    case 'lapsed':
      return moved('RESPONSE_EXPIRED');
    case 'withdrawn':
      return moved('WITHDRAWN');
    case 'invalidated':
      return moved('INVALIDATED');
    case 'terminated':
      return moved('TERMINATED');
    default:
      return unreachable(event);
  }
}

function reviewStatus(stage: ReviewStage): SigningStatus {
  return stage === 'COLLEGE' ? 'COLLEGE_REVIEW' : 'SCHOOL_REVIEW';
}

function unreachable(value: never): never {
  throw new Error(`Not a case of the signing: ${JSON.stringify(value)}`);
}
