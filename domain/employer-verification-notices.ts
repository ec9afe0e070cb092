import type { EmployerVerificationEvent, Submission } from './employer-verification-model.ts';
import { bySms, inbox, type NoticeTo } from './notices.ts';
import type { ReviewReminderKind } from './reviews.ts';

/** Who is told: the unit, the staff who review, those who see to it that they do. */
export type VerificationAudience = 'EMPLOYER' | 'STAFF_REVIEWERS' | 'SUPERVISORS';

/** One thing to tell one audience of a verification. Source: domain.md §6.2b. */
export type VerificationNotice = NoticeTo<VerificationAudience>;

/**
 * What each event tells whom. Staff have their queue: they are told in the inbox alone. Source: domain.md §3.3, §3.4, §6.2b.
 */
export function noticesOf(event: EmployerVerificationEvent): VerificationNotice[] {
  switch (event.type) {
    case 'submitted':
    case 'methodSwitched':
      return submissionNotices(event.submission);
    case 'remittanceSettled':
      return [bySms('EMPLOYER', 'REMITTANCE_SETTLED')];
    case 'remittanceFailed':
      return [bySms('EMPLOYER', 'REMITTANCE_FAILED')];
    case 'amountMismatched':
      return [inbox('EMPLOYER', 'AMOUNT_MISMATCHED')];
    case 'amountFailed':
      return [bySms('EMPLOYER', 'AMOUNT_FAILED')];
    case 'amountMatched':
    case 'approved':
      return [bySms('EMPLOYER', 'UNIT_VERIFIED')];
    case 'supplementRequested':
      return [bySms('EMPLOYER', 'SUPPLEMENT_REQUESTED')];
    case 'supplemented':
      return [inbox('EMPLOYER', 'SUPPLEMENT_RECEIVED'), inbox('STAFF_REVIEWERS', 'VERIFICATION_REVIEW_OPENED')];
    case 'rejected':
      return [bySms('EMPLOYER', 'VERIFICATION_REJECTED')];
    case 'rivalVerified':
      return [bySms('EMPLOYER', 'VERIFICATION_EMPLOYER_EXISTS')];
    case 'unitDisabled':
      return [bySms('EMPLOYER', 'VERIFICATION_UNIT_DISABLED')];
    case 'withdrawn':
      return [inbox('EMPLOYER', 'VERIFICATION_WITHDRAWN')];
    case 'lapsed':
      return [bySms('EMPLOYER', lapseMessages[event.waitedIn])];
  }
}

const lapseMessages = {
  AWAITING_AMOUNT: 'AMOUNT_EXPIRED',
  BANK_FAILED: 'BANK_DATA_EXPIRED',
  NEEDS_SUPPLEMENT: 'SUPPLEMENT_EXPIRED',
} as const;

function submissionNotices({ method }: Submission): VerificationNotice[] {
  return method === 'REMITTANCE'
    ? [inbox('EMPLOYER', 'REMITTANCE_SUBMITTED')]
    : [inbox('EMPLOYER', 'MATERIAL_SUBMITTED'), inbox('STAFF_REVIEWERS', 'VERIFICATION_REVIEW_OPENED')];
}

/** What a reminder tells whom: the reviewers once the target is past, then the supervisors. Source: domain.md §3.4. */
export function noticesOfReminder(kind: ReviewReminderKind): VerificationNotice[] {
  switch (kind) {
    case 'REVIEW_REMINDER':
      return [{ ...inbox('STAFF_REVIEWERS', 'VERIFICATION_REVIEW_REMINDER'), kind }];
    case 'REVIEW_ESCALATION':
      return [{ ...inbox('SUPERVISORS', 'VERIFICATION_REVIEW_ESCALATED'), kind }];
  }
}
