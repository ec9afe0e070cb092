import { bySms, inbox, type NoticeTo } from './notices.ts';
import { invalidationNotices, type Audience } from './signing-notices.ts';
import type { TerminationEvent, TerminationLoss, TerminationState } from './termination-model.ts';
import { counterpartyOf, openStageOf } from './termination-state.ts';
import type { TerminationReminderKind } from './termination-waits.ts';

/** One thing to tell one audience of a termination. Source: domain.md §6.2b. */
export type TerminationNotice = NoticeTo<Audience>;

/** What each event tells whom. `after` is the state that the event made. */
export function noticesOf(event: TerminationEvent, after: TerminationState): TerminationNotice[] {
  const applicant = after.applicant === 'GRADUATE' ? 'GRADUATE' : 'EMPLOYER';
  const other = counterpartyOf(after.applicant);
  switch (event.type) {
    case 'applied':
      return event.kind === 'MEDIATION'
        ? [inbox(applicant, 'MEDIATION_APPLIED'), bySms(other, `MEDIATION_OPENED_${other}`), ...taskOpened(after)]
        : [inbox(applicant, 'TERMINATION_APPLIED'), bySms(other, `TERMINATION_ASKED_${other}`)];
    case 'agreed':
      return [
        bySms(applicant, `TERMINATION_AGREED_${applicant}`),
        inbox(other, 'TERMINATION_AGREED'),
        ...taskOpened(after),
      ];
    case 'refused':
      return [bySms(applicant, `TERMINATION_REFUSED_${applicant}`), inbox(other, 'TERMINATION_REFUSED')];
    case 'lapsed':
      return [bySms(applicant, `TERMINATION_EXPIRED_${applicant}`), bySms(other, 'TERMINATION_EXPIRED')];
    case 'withdrawn':
      return [bySms(other, `TERMINATION_WITHDRAWN_${other}`), inbox(applicant, 'TERMINATION_WITHDRAWN')];
    case 'stageApproved':
      return [...toBoth(inbox, 'TERMINATION_STAGE_PASSED'), ...taskOpened(after)];
    case 'approved':
      return toBoth(bySms, 'TERMINATION_APPROVED');
    case 'terminated':
      return [bySms('EMPLOYER', 'TERMINATED_EMPLOYER'), bySms('GRADUATE', 'TERMINATED_GRADUATE')];
    case 'reviewRejected':
      return [bySms('EMPLOYER', 'TERMINATION_REJECTED_EMPLOYER'), bySms('GRADUATE', 'TERMINATION_REJECTED_GRADUATE')];
    case 'invalidated':
      return invalidated(event.reason);
    case 'voided': // what they lose is the agreement
      return invalidationNotices(event.reason);
  }
}

/** Why a try is over, whether the agreement is, and what each side may do next. */
function invalidated(reason: TerminationLoss): TerminationNotice[] {
  switch (reason) {
    case 'DESTINATION_VOIDED':
    case 'GRADUATE_RECORD_REMOVED':
      // Both hear of the end of the agreement by SMS already.
      return toBoth(inbox, 'TERMINATION_AGREEMENT_VOIDED');
    case 'EMPLOYER_DISABLED':
      return [bySms('EMPLOYER', 'TERMINATION_UNIT_DISABLED_EMPLOYER'), bySms('GRADUATE', 'TERMINATION_UNIT_DISABLED')];
  }
}

function toBoth(
  by: typeof bySms<Audience> | typeof inbox<Audience>,
  message: TerminationNotice['message'],
): TerminationNotice[] {
  return [by('EMPLOYER', message), by('GRADUATE', message)];
}

// Reviewers get no SMS per case: a digest by SMS, once a working day, comes with the other messages of the guides.
function taskOpened(after: TerminationState): TerminationNotice[] {
  return [inbox(reviewersOf(after), 'TERMINATION_TASK_OPENED')];
}

function reviewersOf(state: TerminationState): Audience {
  return openStageOf(state) === 'COLLEGE' ? 'COLLEGE_REVIEWERS' : 'SCHOOL_REVIEWERS';
}

/** What a reminder tells whom: the side that has not answered, the open stage's reviewers, at last the school's. */
export function noticesOfReminder(kind: TerminationReminderKind, state: TerminationState): TerminationNotice[] {
  switch (kind) {
    case 'DAY_5':
    case 'DAY_10':
    case 'DAY_14': {
      const to = counterpartyOf(state.applicant);
      return [{ ...bySms(to, `TERMINATION_REMINDER_${to}`), kind }];
    }
    case 'REVIEW_REMINDER':
      return [{ kind, message: 'TERMINATION_REVIEW_REMINDER', to: reviewersOf(state), sms: true }];
    case 'REVIEW_ESCALATION':
      return [{ kind, message: 'TERMINATION_REVIEW_ESCALATED', to: 'SCHOOL_REVIEWERS', sms: true }];
  }
}
