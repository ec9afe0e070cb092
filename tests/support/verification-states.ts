import { addWorkingDays, endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import type {
  CommandOf,
  EmployerVerificationCommand,
  EmployerVerificationDecision,
  EmployerVerificationEvent,
  EmployerVerificationFacts,
} from '../../domain/employer-verification-model.ts';
import { openMaterialReview } from '../../domain/employer-verification-review.ts';
import type { EmployerVerificationState } from '../../domain/employer-verification-state.ts';
import type { VerificationStatus } from '../../domain/vocabulary/verification-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';

/** When the verifications of pure tests were submitted: Monday 12 October 2026, 10:00 in Shanghai. */
export const submittedAt: Instant = '2026-10-12T02:00:00.000Z';

/** When their present status began, a day later. */
export const statusAt: Instant = '2026-10-13T02:00:00.000Z';

/** A moment inside every wait. */
export const inTime: Instant = '2026-10-14T02:00:00.000Z';

/** Until when the waits of `verificationIn` last: the bank's, the amount's, and the two of thirty days. */
export const waits = {
  SENDING: addWorkingDays(submittedAt, 3, workingCalendar).at,
  AWAITING_AMOUNT: endOfNthDay(statusAt, 7),
  BANK_FAILED: endOfNthDay(statusAt, 30),
  NEEDS_SUPPLEMENT: endOfNthDay(statusAt, 30),
} as const;

/** The first moment at which something is late for its wait. */
export function justAfter(at: Instant): Instant {
  return plusSeconds(at, 0.001);
}

/** A verification in a status, by the method that leads there: remittance for what money goes through, else material. */
export function verificationIn(
  status: VerificationStatus,
  more: Partial<EmployerVerificationState> = {},
): EmployerVerificationState {
  return { ...ordinary(status), ...more } as EmployerVerificationState;
}

function ordinary(status: VerificationStatus): EmployerVerificationState {
  const send = { attempt: 1, triesLeft: 3 };
  const files = { fileIds: ['licence', 'letter'], sandboxDeadlineSeconds: null };
  const remittance = { statusAt, submittedAt, method: 'REMITTANCE', ...files, send } as const;
  const material = { statusAt, submittedAt, method: 'MATERIALS', ...files, send: null } as const;
  switch (status) {
    case 'SENDING': {
      const expected = { expectedBy: waits.SENDING, calendarVersion: workingCalendar.version, provisional: false };
      return { ...remittance, statusAt: submittedAt, status, ...expected };
    }
    case 'AWAITING_AMOUNT':
      return { ...remittance, status, until: waits[status] };
    case 'BANK_FAILED':
      return { ...remittance, status, failure: 'NO_CONFIRMATION', until: waits[status] };
    case 'AWAITING_REVIEW':
      return { ...material, status, review: openMaterialReview(statusAt, null, workingCalendar) };
    case 'NEEDS_SUPPLEMENT':
      return { ...material, status, requestedFileIds: ['licence'], until: waits[status] };
    case 'REJECTED':
      return { ...material, status, reasonCode: 'NO_SEAL' };
    case 'AMOUNT_FAILED':
      return { ...remittance, send: { attempt: 1, triesLeft: 0 }, status };
    case 'VERIFIED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return { ...remittance, status };
  }
}

/** Facts that stand in nobody's way, seen inside every wait at seq 3; `now` is also when the command was received. */
export function verificationFacts(more: Partial<EmployerVerificationFacts> = {}): EmployerVerificationFacts {
  return {
    now: inTime,
    receivedAt: more.now ?? inTime,
    seq: 3,
    actorStillMay: true,
    verificationState: 'UNVERIFIED',
    unitAsSubmitted: true,
    creditCodeTaken: false,
    creditCodeOfDisabledUnit: false,
    otherOpen: false,
    profileComplete: true,
    sends: { byCreditCode: [], byAccount: [] },
    failedSendsBefore: 0,
    amountMatches: true,
    reviewerIsPartial: false,
    claimHeldByActor: true,
    calendar: workingCalendar,
    ...more,
  };
}

/** One command of each kind, fitting the states of `verificationIn` and the seq of `verificationFacts`. */
export const verificationCommands = {
  submit: { type: 'submit', method: 'REMITTANCE', fileIds: ['letter'] },
  amount: { type: 'amount' },
  switchMethod: { type: 'switchMethod', method: 'MATERIALS', fileIds: ['licence', 'letter'] },
  supplement: { type: 'supplement', files: [{ replacesFileId: 'licence', fileId: 'licence-2' }] },
  withdraw: { type: 'withdraw' },
  approve: { type: 'approve', expectedSeq: 3 },
  requestSupplement: {
    type: 'requestSupplement',
    expectedSeq: 3,
    files: [{ fileId: 'licence', reasons: ['NO_SEAL'], text: '请加盖公章后重新拍摄' }],
  },
  reject: { type: 'reject', expectedSeq: 3, reasonCode: 'NAME_MISMATCH', reason: '执照名称与填写不一致' },
  remittanceSettled: { type: 'remittanceSettled', attempt: 1 },
  remittanceReturned: { type: 'remittanceReturned', attempt: 1 },
  remittanceRejected: { type: 'remittanceRejected', attempt: 1 },
  rivalVerified: { type: 'rivalVerified' },
  unitDisabled: { type: 'unitDisabled' },
  lapse: { type: 'lapse' },
} as const satisfies { [Type in EmployerVerificationCommand['type']]: CommandOf<Type> };

/** What came of a command in one word, or two where it counts and is refused: the event's type, the refusal's code. */
export function outcomeOf(decision: EmployerVerificationDecision): string {
  const event = 'event' in decision ? [decision.event.type] : [];
  const refusal = 'refusal' in decision ? [decision.refusal] : [];
  return [...event, ...refusal].join('+');
}

/** The event of a decision; throws the refusal when there is none. */
export function eventOf(decision: EmployerVerificationDecision): EmployerVerificationEvent {
  if ('event' in decision) return decision.event;
  throw new Error(`refused: ${decision.refusal}`);
}
