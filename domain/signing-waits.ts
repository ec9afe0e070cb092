import { emptyArchiveProfile } from './archive-profile.ts';
import { acceptanceRefusal, isViewOnly } from './binding.ts';
import { plusSeconds, type Instant } from './calendar.ts';
import { spacedOut } from './reminders.ts';
import { mayDecideStage, reviewReminders, type ReviewReminderKind } from './reviews.ts';
import type { ErrorCode } from './errors.ts';
import {
  decide,
  isFailed,
  isOpen,
  stageOf,
  type SigningCommand,
  type SigningFacts,
  type SigningState,
} from './signing.ts';
import type { BindingReason } from './vocabulary/binding-reason.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { WaitingFor } from './vocabulary/waiting-for.ts';

/** The reminders of a signing, by the wait they belong to. */
export type SigningReminderKind = 'HALF_TIME' | 'LAST_DAY' | 'LAST_HOURS' | ReviewReminderKind;

/** A reminder and the instant it is due. */
export interface SigningReminder {
  kind: SigningReminderKind;
  at: Instant;
}

/** Who looks at a signing, and what of them decides which acts are open. */
export type SigningViewer =
  | { is: 'INVITER'; pairTaken: boolean; terminationOpen: boolean }
  | { is: 'INVITEE'; bindingReasons: readonly BindingReason[]; profileConfirmed: boolean; terminationOpen: boolean }
  | { is: 'REVIEWER'; level: ReviewStage; collegeHasReviewer: boolean };

/** An act a person may find among allowedActions of a signing. */
export type SigningAction =
  'accept' | 'decline' | 'withdraw' | 'reinvite' | 'terminate' | 'approve' | 'reject' | 'void';

/** The acts open to this viewer now: what the buttons show, never the guard. */
export function allowedActions(state: SigningState, viewer: SigningViewer, now: Instant): SigningAction[] {
  const answerable = state.status === 'AWAITING_GRADUATE' && now <= state.respondBy;
  if (state.status === 'SIGNED') return actionsOnAgreement(viewer);
  switch (viewer.is) {
    case 'INVITER':
      if (answerable) return ['withdraw'];
      return isFailed(state.status) && !viewer.pairTaken ? ['reinvite'] : [];
    case 'INVITEE':
      if (!answerable || isViewOnly(viewer.bindingReasons)) return [];
      return acceptanceRefusal(viewer.bindingReasons) === null && viewer.profileConfirmed
        ? ['accept', 'decline']
        : ['decline'];
    case 'REVIEWER': {
      const stage = stageOf(state.status);
      if (stage === null || state.review === null) return [];
      const facts = { now, collegeHasReviewer: viewer.collegeHasReviewer };
      return mayDecideStage(viewer.level, stage, state.review, facts) ? ['approve', 'reject'] : [];
    }
  }
}

/** A signed agreement can be ended: by the two who signed it, one try at a time, and by the school that voids it. */
function actionsOnAgreement(viewer: SigningViewer): SigningAction[] {
  if (viewer.is === 'REVIEWER') return viewer.level === 'SCHOOL' ? ['void'] : [];
  return viewer.terminationOpen ? [] : ['terminate'];
}

/**
 * The refusal that state, level and clock alone already tell, or null: a friendly first look before anything is stored. The
 * other facts are taken as favourable; the guard is the same `decide`, later, under lock.
 */
export function refusalAtFirstLook(
  state: SigningState,
  command: SigningCommand,
  seen: Pick<SigningFacts, 'now' | 'seq' | 'actorLevel' | 'collegeHasReviewer'>,
): ErrorCode | null {
  const decision = decide(state, command, {
    ...seen,
    receivedAt: seen.now,
    actorStillMay: true,
    employerVerified: true,
    favoriteCurrent: true,
    cohortOpen: true,
    archiveProfile: emptyArchiveProfile, // only an invitation looks at it
    groundLoss: null,
    pair: { open: false, signed: false },
    profileConfirmed: true,
    bindingReasons: [],
    schoolChain: state.chain,
    calendar: { version: '', years: {} },
  });
  return 'refusal' in decision ? decision.refusal : null;
}

/** Whom an open signing waits for, since when, and until when if silence ends it; null when it is closed. */
export function waitingFor(state: SigningState): { who: WaitingFor; since: Instant; until: Instant | null } | null {
  if (!isOpen(state.status)) return null;
  const stage = stageOf(state.status);
  if (stage === null) return { who: 'GRADUATE', since: state.sentAt, until: state.respondBy };
  return { who: stage, since: state.statusAt, until: null };
}

/** The instant at which silence decides, or null where it never does. */
export function deadline(state: SigningState): Instant | null {
  return state.status === 'AWAITING_GRADUATE' ? state.respondBy : null;
}

/** Every reminder of the present wait, in order; those at its very beginning or before it are left out. Source: domain.md §6.3. */
export function reminders(state: SigningState): SigningReminder[] {
  if (state.status === 'AWAITING_GRADUATE') return graduateReminders(state);
  return state.review === null ? [] : reviewReminders(state.review);
}

function graduateReminders({ sentAt, respondBy }: SigningState): SigningReminder[] {
  const halfSeconds = (Date.parse(respondBy) - Date.parse(sentAt)) / 2_000;
  const planned: SigningReminder[] = [
    { kind: 'HALF_TIME', at: plusSeconds(respondBy, -halfSeconds) },
    { kind: 'LAST_DAY', at: plusSeconds(respondBy, -24 * 3_600) },
    { kind: 'LAST_HOURS', at: plusSeconds(respondBy, -2 * 3_600) },
  ];
  return spacedOut(planned, { from: sentAt, until: respondBy });
}
