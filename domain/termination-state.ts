import type { Instant } from './calendar.ts';
import { ordinaryLadder, stageAfter } from './reviews.ts';
import type { ReviewClock } from './reviews.ts';
import type { TerminationEvent, TerminationState } from './termination-model.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { TerminationApplicant, TerminationSide } from './vocabulary/termination-applicant.ts';
import type { TerminationStatus } from './vocabulary/termination-status.ts';

/** The statuses in which a termination still waits for somebody. */
export function isOpen(status: TerminationStatus): boolean {
  return status === 'AWAITING_COUNTERPARTY' || status === 'COLLEGE_REVIEW' || status === 'SCHOOL_REVIEW';
}

/** The statuses that left the agreement in force. Source: domain.md §1. */
export function isFailed(status: TerminationStatus): boolean {
  return !isOpen(status) && status !== 'TERMINATED';
}

/** The review stage that is open in this state, or null: also where only the notice runs. */
export function openStageOf({ status, review }: Pick<TerminationState, 'status' | 'review'>): ReviewStage | null {
  if (review === null) return null;
  return status === 'COLLEGE_REVIEW' ? 'COLLEGE' : 'SCHOOL';
}

/** Who has to answer: the side that did not apply. */
export function counterpartyOf(applicant: TerminationApplicant): TerminationSide {
  return applicant === 'EMPLOYER' ? 'GRADUATE' : 'EMPLOYER';
}

/** The status of a stage under review. */
export function reviewStatus(stage: ReviewStage): TerminationStatus {
  return stage === 'COLLEGE' ? 'COLLEGE_REVIEW' : 'SCHOOL_REVIEW';
}

/** The instant at which silence decides: of the other side, or of the notice that is over; null where it never does. */
export function deadline(state: Pick<TerminationState, 'status' | 'answerBy' | 'effectiveAt'>): Instant | null {
  return state.status === 'AWAITING_COUNTERPARTY' ? state.answerBy : state.effectiveAt;
}

/** The state after an event. Folding a termination's events from null gives its state. */
export function evolve(state: TerminationState | null, event: TerminationEvent): TerminationState {
  if (event.type === 'applied') return begun(event);
  if (event.type === 'voided') return voided(event);
  if (state === null) throw new Error('A termination begins with its application');
  const moved = (status: TerminationStatus, review: ReviewClock | null = null): TerminationState => ({
    ...state,
    status,
    statusAt: event.at,
    review,
    effectiveAt: null,
  });
  switch (event.type) {
    case 'agreed':
      return moved(reviewStatus(state.chain[0] ?? 'SCHOOL'), event.review);
    case 'refused':
      return moved('COUNTERPARTY_REFUSED');
    case 'lapsed':
      return moved('COUNTERPARTY_EXPIRED');
    case 'withdrawn':
      return moved('WITHDRAWN');
    case 'stageApproved':
      return moved(reviewStatus(stageAfter(state.chain, event.stage) ?? 'SCHOOL'), event.review);
    case 'approved':
      return { ...moved(state.status), effectiveAt: event.effectiveAt };
    case 'terminated':
      return moved('TERMINATED');
    case 'reviewRejected':
      return moved('REJECTED');
    case 'invalidated':
      return moved('INVALIDATED');
    default:
      return unreachable(event);
  }
}

function begun(event: Extract<TerminationEvent, { type: 'applied' }>): TerminationState {
  const { kind, applicant, at, answerBy, chain, ladder, review, noticeUntil } = event;
  const status = review === null ? 'AWAITING_COUNTERPARTY' : reviewStatus(chain[0] ?? 'SCHOOL');
  return {
    ...{ kind, applicant, status, statusAt: at, appliedAt: at },
    ...{ answerBy, chain, ladder, review, noticeUntil, effectiveAt: null },
  };
}

/** A void has no step: the act that begins it ends it. */
function voided({ at }: Extract<TerminationEvent, { type: 'voided' }>): TerminationState {
  return {
    ...{ kind: 'VOID', applicant: 'SCHOOL', status: 'INVALIDATED', statusAt: at, appliedAt: at },
    ...{ answerBy: null, chain: [], ladder: ordinaryLadder, review: null, noticeUntil: null, effectiveAt: null },
  };
}

function unreachable(value: never): never {
  throw new Error(`Not a case of the termination: ${JSON.stringify(value)}`);
}
