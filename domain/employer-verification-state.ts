import type { Instant } from './calendar.ts';
import type { EmployerVerificationEvent, Submission } from './employer-verification-model.ts';
import type { ReviewClock } from './reviews.ts';
import type { BankFailureReason } from './vocabulary/bank-failure-reason.ts';
import type { VerificationMethod } from './vocabulary/verification-method.ts';
import type { VerificationRejectReason } from './vocabulary/verification-reject-reason.ts';
import type { VerificationStatus } from './vocabulary/verification-status.ts';

/** Wrong entries that end a verification, for each send. Source: domain.md §3.3. */
export const triesMax = 3;

/** One send of money, by its number within the verification; its tries stay its own, whatever the bank says later. */
interface Send {
  attempt: number;
  triesLeft: number;
}

/** What a verification keeps through all its statuses. */
interface Case {
  statusAt: Instant;
  submittedAt: Instant;
  method: VerificationMethod;
  /** The files that stand for the unit now. */
  fileIds: readonly string[];
  /** The newest send, also after a switch to material; null when there was none. */
  send: Send | null;
  sandboxDeadlineSeconds: number | null;
}

/** `until` is the last moment of a wait that silence ends; `expectedBy` the last at which the bank is in time. */
type Wait =
  | { status: 'SENDING'; send: Send; expectedBy: Instant; calendarVersion: string; provisional: boolean }
  | { status: 'AWAITING_AMOUNT'; send: Send; until: Instant }
  | { status: 'BANK_FAILED'; send: Send; failure: BankFailureReason; until: Instant }
  | { status: 'AWAITING_REVIEW'; review: ReviewClock }
  | { status: 'NEEDS_SUPPLEMENT'; requestedFileIds: readonly string[]; until: Instant }
  | { status: 'REJECTED'; reasonCode: VerificationRejectReason }
  | { status: 'VERIFIED' | 'AMOUNT_FAILED' | 'EXPIRED' | 'WITHDRAWN' };

/**
 * 身份认证: one attempt of a unit to be verified, and what became of it. Null before it was submitted. Source: domain.md §3.3,
 * §3.4.
 */
export type EmployerVerificationState = Case & Wait;

/** The statuses in which a verification still waits for somebody. Source: api.md §5. */
export function isOpen(status: VerificationStatus): boolean {
  return (
    status === 'SENDING' ||
    status === 'AWAITING_AMOUNT' ||
    status === 'BANK_FAILED' ||
    status === 'AWAITING_REVIEW' ||
    status === 'NEEDS_SUPPLEMENT'
  );
}

/** The instant at which silence decides, or null where it never does. Source: domain.md §3.3, §3.4. */
export function deadline(state: EmployerVerificationState): Instant | null {
  return state.status === 'SENDING' ? state.expectedBy : lastChance(state);
}

/** The instant after which the case is lost, or null: the bank may be late, and a review is never decided by silence. */
export function lastChance(state: EmployerVerificationState): Instant | null {
  return 'until' in state ? state.until : null;
}

/** Whether the bank has paid the newest send, as far as the status still tells: the amount is waited for, or was entered. */
export function wasPaid({ status, method }: Pick<EmployerVerificationState, 'status' | 'method'>): boolean {
  if (method !== 'REMITTANCE') return false;
  return status === 'AWAITING_AMOUNT' || status === 'VERIFIED' || status === 'AMOUNT_FAILED';
}

/** The state after an event. Folding a verification's events from null gives its state. */
export function evolve(
  state: EmployerVerificationState | null,
  event: EmployerVerificationEvent,
): EmployerVerificationState {
  if (event.type === 'submitted') {
    const { at, submission, sandboxDeadlineSeconds } = event;
    return submittedState({ submittedAt: at, statusAt: at, send: null, sandboxDeadlineSeconds }, submission);
  }
  if (state === null) throw new Error('A verification begins with its submission');
  // What belonged to the wait that ends is left behind.
  const { submittedAt, method, fileIds, send, sandboxDeadlineSeconds } = state;
  const kept: Case = { statusAt: event.at, submittedAt, method, fileIds, send, sandboxDeadlineSeconds };
  switch (event.type) {
    case 'methodSwitched':
      return submittedState(kept, event.submission);
    case 'remittanceSettled':
      return { ...kept, send: sendOf(state), status: 'AWAITING_AMOUNT', until: event.until };
    case 'remittanceFailed':
      return { ...kept, send: sendOf(state), status: 'BANK_FAILED', failure: event.reason, until: event.until };
    case 'amountMismatched':
      // The status goes on, and with it the moment since when it lasts.
      if (state.status !== 'AWAITING_AMOUNT') throw new Error('An amount is entered while it is waited for');
      return { ...state, send: { ...state.send, triesLeft: event.triesLeft } };
    case 'amountFailed':
      return { ...kept, send: { ...sendOf(state), triesLeft: 0 }, status: 'AMOUNT_FAILED' };
    case 'amountMatched':
    case 'approved':
      return { ...kept, status: 'VERIFIED' };
    case 'supplementRequested':
      return {
        ...kept,
        sandboxDeadlineSeconds: event.sandboxDeadlineSeconds,
        status: 'NEEDS_SUPPLEMENT',
        requestedFileIds: event.files.map(({ fileId }) => fileId),
        until: event.until,
      };
    case 'supplemented':
      return { ...kept, fileIds: event.fileIds, status: 'AWAITING_REVIEW', review: event.review };
    case 'rejected':
      return { ...kept, status: 'REJECTED', reasonCode: event.reasonCode };
    case 'rivalVerified':
      return { ...kept, status: 'REJECTED', reasonCode: 'EMPLOYER_EXISTS' };
    case 'unitDisabled':
      return { ...kept, status: 'REJECTED', reasonCode: 'EMPLOYER_DISABLED' };
    case 'withdrawn':
      return { ...kept, status: 'WITHDRAWN' };
    case 'lapsed':
      return { ...kept, status: 'EXPIRED' };
    default:
      return unreachable(event);
  }
}

function submittedState(kept: Omit<Case, 'method' | 'fileIds'>, submission: Submission): EmployerVerificationState {
  const { method, fileIds } = submission;
  if (submission.method === 'MATERIALS')
    return { ...kept, method, fileIds, status: 'AWAITING_REVIEW', review: submission.review };
  const { attempt, ...expected } = submission.send;
  return { ...kept, method, fileIds, send: { attempt, triesLeft: triesMax }, status: 'SENDING', ...expected };
}

function sendOf({ send }: Case): Send {
  if (send === null) throw new Error('Nothing was sent');
  return send;
}

function unreachable(value: never): never {
  throw new Error(`Not an event of the verification: ${JSON.stringify(value)}`);
}
