import { bySms, inbox, type NoticeTo } from './notices.ts';
import type { SigningEvent, SigningState } from './signing.ts';
import { stageOf } from './signing.ts';
import type { SigningReminderKind } from './signing-waits.ts';

/** Who is told: both parties, or the reviewers of one level. */
export type Audience = 'EMPLOYER' | 'GRADUATE' | 'COLLEGE_REVIEWERS' | 'SCHOOL_REVIEWERS';

/** One thing to tell one audience of a signing. Source: domain.md §6.2b. */
export type Notice = NoticeTo<Audience>;

const invitation: Notice = {
  ...bySms('GRADUATE', 'INVITATION_SENT'),
  messageWithoutAccount: 'INVITATION_SENT_NO_ACCOUNT',
};

/** What each event tells whom. `after` is the state that the event made. */
export function noticesOf(event: SigningEvent, after: SigningState): Notice[] {
  switch (event.type) {
    case 'invited':
      return [invitation, inbox('EMPLOYER', 'INVITATION_SENT_EMPLOYER')];
    case 'accepted':
      return [
        bySms('EMPLOYER', 'INVITATION_ACCEPTED'),
        inbox('GRADUATE', 'INVITATION_ACCEPTED_GRADUATE'),
        ...taskOpened(after),
      ];
    case 'declined':
      return [bySms('EMPLOYER', 'INVITATION_DECLINED'), inbox('GRADUATE', 'INVITATION_DECLINED_GRADUATE')];
    case 'lapsed':
      return [bySms('EMPLOYER', 'INVITATION_EXPIRED_EMPLOYER'), bySms('GRADUATE', 'INVITATION_EXPIRED_GRADUATE')];
    case 'withdrawn':
      return [bySms('GRADUATE', 'INVITATION_WITHDRAWN'), inbox('EMPLOYER', 'INVITATION_WITHDRAWN_EMPLOYER')];
    case 'stageApproved':
      return [inbox('EMPLOYER', 'REVIEW_STAGE_PASSED'), inbox('GRADUATE', 'REVIEW_STAGE_PASSED'), ...taskOpened(after)];
    case 'signed':
      return [bySms('EMPLOYER', 'SIGNED_EMPLOYER'), bySms('GRADUATE', 'SIGNED_GRADUATE')];
    case 'reviewRejected':
      return [bySms('EMPLOYER', 'REVIEW_REJECTED_EMPLOYER'), bySms('GRADUATE', 'REVIEW_REJECTED_GRADUATE')];
    case 'invalidated':
      return [bySms('EMPLOYER', 'SIGNING_INVALIDATED_EMPLOYER'), bySms('GRADUATE', 'SIGNING_INVALIDATED_GRADUATE')];
  }
}

// Reviewers get no SMS per case: the digest tells of new tasks, once a working day.
function taskOpened(after: SigningState): Notice[] {
  return [inbox(stageOf(after.status) === 'COLLEGE' ? 'COLLEGE_REVIEWERS' : 'SCHOOL_REVIEWERS', 'REVIEW_TASK_OPENED')];
}

/** What a reminder tells whom: the graduate while the invitation waits, the open stage's reviewers, at last the school's. */
export function noticesOfReminder(kind: SigningReminderKind, state: SigningState): Notice[] {
  const reviewers: Audience = stageOf(state.status) === 'COLLEGE' ? 'COLLEGE_REVIEWERS' : 'SCHOOL_REVIEWERS';
  switch (kind) {
    case 'HALF_TIME':
    case 'LAST_DAY':
    case 'LAST_HOURS':
      return [{ ...invitation, kind, message: 'INVITATION_REMINDER' }];
    case 'REVIEW_REMINDER':
      return [{ kind, message: 'REVIEW_REMINDER', to: reviewers, sms: true }];
    case 'REVIEW_ESCALATION':
      return [{ kind, message: 'REVIEW_ESCALATED', to: 'SCHOOL_REVIEWERS', sms: true }];
  }
}
