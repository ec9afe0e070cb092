import type { Instant } from './calendar.ts';
import { decide } from './employer-verification.ts';
import type { EmployerVerificationCommand, EmployerVerificationFacts } from './employer-verification-model.ts';
import { deadline, lastChance, type EmployerVerificationState } from './employer-verification-state.ts';
import type { ErrorCode } from './errors.ts';
import { reviewReminders, type ReviewReminderKind } from './reviews.ts';
import type { StaffRole } from './vocabulary/staff-role.ts';
import type { WaitingFor } from './vocabulary/waiting-for.ts';

/** A reminder to staff and the instant it is due. */
export interface EmployerVerificationReminder {
  kind: ReviewReminderKind;
  at: Instant;
}

/** Who looks at a verification, and what of them decides which acts are open. */
export type EmployerVerificationViewer =
  { is: 'MEMBER' } | { is: 'STAFF'; role: StaffRole; isPartial: boolean; holdsClaim: boolean };

/** An act a person may find among allowedActions of a verification. Source: api.md §1, §5. */
export type EmployerVerificationAction =
  'amount' | 'switchMethod' | 'supplement' | 'withdraw' | 'approve' | 'requestSupplement' | 'reject';

/**
 * The acts open to this viewer now: what the buttons show, never the guard. What only the ground of the case stands against, as
 * the limit of sends or a changed unit, is offered all the same: its refusal tells what to do.
 */
export function allowedActions(
  state: EmployerVerificationState,
  viewer: EmployerVerificationViewer,
  now: Instant,
): EmployerVerificationAction[] {
  const closesAt = lastChance(state);
  if (closesAt !== null && now > closesAt) return [];
  if (viewer.is === 'MEMBER') return actionsOfMembers(state);
  const mayDecide = viewer.role === 'REVIEWER' && viewer.holdsClaim && !viewer.isPartial;
  return state.status === 'AWAITING_REVIEW' && mayDecide ? ['approve', 'requestSupplement', 'reject'] : [];
}

function actionsOfMembers({ status }: EmployerVerificationState): EmployerVerificationAction[] {
  switch (status) {
    case 'AWAITING_AMOUNT':
      return ['amount', 'switchMethod', 'withdraw'];
    case 'NEEDS_SUPPLEMENT':
      return ['supplement', 'switchMethod', 'withdraw'];
    case 'SENDING':
    case 'BANK_FAILED':
    case 'AWAITING_REVIEW':
      return ['switchMethod', 'withdraw'];
    case 'VERIFIED':
    case 'REJECTED':
    case 'AMOUNT_FAILED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return [];
  }
}

/**
 * The refusal that state and clock alone already tell, and for staff their part in the case and their claim; or null. The other
 * facts are taken as favourable; the guard is the same `decide`, later, under lock.
 */
export function refusalAtFirstLook(
  state: EmployerVerificationState,
  command: EmployerVerificationCommand,
  seen: Pick<EmployerVerificationFacts, 'now' | 'seq' | 'reviewerIsPartial' | 'claimHeldByActor'>,
): ErrorCode | null {
  const decision = decide(state, command, {
    ...seen,
    receivedAt: seen.now,
    actorStillMay: true,
    verificationState: 'IN_PROGRESS',
    unitAsSubmitted: true,
    creditCodeTaken: false,
    creditCodeOfDisabledUnit: false,
    otherOpen: false,
    profileComplete: true,
    sends: { byCreditCode: [], byAccount: [] },
    failedSendsBefore: 0,
    amountMatches: true,
    calendar: { version: '', years: {} },
  });
  return 'refusal' in decision ? decision.refusal : null;
}

/** Whom an open verification waits for, since when, and until when if silence moves it; null when it is closed. */
export function waitingFor(
  state: EmployerVerificationState,
): { who: WaitingFor; since: Instant; until: Instant | null } | null {
  const who = awaited(state);
  return who && { who, since: state.statusAt, until: deadline(state) };
}

function awaited({ status }: EmployerVerificationState): WaitingFor | null {
  switch (status) {
    case 'SENDING':
      return 'BANK';
    case 'AWAITING_AMOUNT':
    case 'BANK_FAILED':
    case 'NEEDS_SUPPLEMENT':
      return 'EMPLOYER';
    case 'AWAITING_REVIEW':
      return 'STAFF';
    case 'VERIFIED':
    case 'REJECTED':
    case 'AMOUNT_FAILED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return null;
  }
}

/** Every reminder of the present wait, in order: only staff are reminded, of a review past its target. Source: design.md §4. */
export function reminders(state: EmployerVerificationState): EmployerVerificationReminder[] {
  return state.status === 'AWAITING_REVIEW' ? reviewReminders(state.review) : [];
}
