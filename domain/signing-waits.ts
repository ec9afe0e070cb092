import { emptyArchiveProfile } from './archive-profile.ts';
import { plusSeconds, type Instant } from './calendar.ts';
import { groundFacts, type InvitationGround } from './ground.ts';
import { may, sideOf } from './permissions.ts';
import { spacedOut } from './reminders.ts';
import { reviewReminders, type ReviewReminderKind } from './reviews.ts';
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
import type { TerminationFacts } from './termination-model.ts';
import { mayEndAgreement } from './termination-waits.ts';
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

/** What ending the agreement meets with: another try under way, the school's rules, tries before. */
export type SeenEnding = Pick<TerminationFacts, 'otherOpen' | 'rules' | 'terminatedBefore' | 'unansweredAt'>;

/** Who looks at a signing, and what of them and of its ground decides which acts are open. */
export type SigningViewer = { ground: InvitationGround } & (
  | { is: 'INVITER'; pairTaken: boolean; ending: SeenEnding | null }
  | { is: 'INVITEE'; bindingReasons: readonly BindingReason[]; profileConfirmed: boolean; ending: SeenEnding | null }
  | { is: 'REVIEWER'; level: ReviewStage; collegeHasReviewer: boolean; bindingReasons: readonly BindingReason[] }
);

/** An act a person may find among allowedActions of a signing. */
export type SigningAction =
  'accept' | 'decline' | 'withdraw' | 'reinvite' | 'terminate' | 'approve' | 'reject' | 'void';

const actions: readonly SigningAction[] = [
  ...(['accept', 'decline', 'withdraw', 'reinvite', 'terminate', 'approve', 'reject', 'void'] as const),
];

// Texts are checked before anything is decided; a reviewer decides what they have seen, here at seq 0.
const commandOf = {
  accept: { type: 'accept' },
  decline: { type: 'decline' },
  withdraw: { type: 'withdraw' },
  approve: { type: 'approve', expectedSeq: 0 },
  reject: { type: 'reject', expectedSeq: 0, reasonCode: 'OTHER', reason: '' },
} as const satisfies Partial<Record<SigningAction, SigningCommand>>;

/** An invitation that promises nothing: what a letter says besides is looked at when it is sent. */
const plainInvitation = {
  ...{ type: 'invite', responseWindowDays: 1 },
  accepts: { archive: false, hukou: false },
} as const satisfies SigningCommand;

/** The acts open to this viewer now, by the decision itself: what the buttons show, never the guard. */
export function allowedActions(state: SigningState, viewer: SigningViewer, now: Instant): SigningAction[] {
  const relation = viewer.is === 'REVIEWER' ? viewer.level : viewer.is;
  const facts = favourable({ now, ...groundFacts(viewer.ground), ...factsOf(viewer) });
  return actions.filter((action) => {
    if (!may(relation, action)) return false;
    if (action === 'terminate' || action === 'void') return endsAgreement(state, { action, viewer, now });
    if (action !== 'reinvite') return 'event' in decide(state, commandOf[action], facts);
    return isFailed(state.status) && 'event' in decide(null, plainInvitation, facts);
  });
}

/** Whether a signed agreement would be ended, or its end asked for: one try at a time. */
function endsAgreement(
  { status }: SigningState,
  { action, viewer, now }: { action: 'terminate' | 'void'; viewer: SigningViewer; now: Instant },
): boolean {
  if (status !== 'SIGNED') return false;
  return mayEndAgreement(action === 'void' ? 'void' : 'apply', {
    now,
    actorSide: viewer.is === 'REVIEWER' ? null : sideOf(viewer.is),
    agreementInForce: true,
    graduateRemoved: viewer.ground.graduateRemoved,
    employerDisabled: viewer.ground.employerState === 'REVOKED',
    ...(viewer.is === 'REVIEWER' ? null : viewer.ending),
  });
}

function factsOf(viewer: SigningViewer): Partial<SigningFacts> {
  switch (viewer.is) {
    case 'INVITER':
      return { pair: { open: viewer.pairTaken, signed: false } };
    case 'INVITEE':
      return {
        actorStillMay: !viewer.ground.graduateRemoved,
        ...{ bindingReasons: viewer.bindingReasons, profileConfirmed: viewer.profileConfirmed },
      };
    case 'REVIEWER':
      return {
        actorLevel: viewer.level,
        ...{ collegeHasReviewer: viewer.collegeHasReviewer, bindingReasons: viewer.bindingReasons },
      };
  }
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
  const decision = decide(state, command, favourable({ ...seen, schoolChain: state.chain }));
  return 'refusal' in decision ? decision.refusal : null;
}

/** Facts of a command that has just come in; those that nobody has looked at stand in nobody's way. */
function favourable(seen: Partial<SigningFacts> & Pick<SigningFacts, 'now'>): SigningFacts {
  return {
    ...{ receivedAt: seen.now, seq: 0, actorStillMay: true, actorLevel: null, collegeHasReviewer: true },
    ...{ employerVerified: true, favoriteCurrent: true, cohortOpen: true, groundLoss: null },
    cohortClosesOn: '9999-12-31',
    invalidationWaits: false,
    ...{ pair: { open: false, signed: false }, profileConfirmed: true, bindingReasons: [] },
    ...{ schoolChain: [], calendar: { version: '', years: {} } },
    archiveProfile: emptyArchiveProfile, // only an invitation looks at it
    ...seen,
  };
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
