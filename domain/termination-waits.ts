import { plusSeconds, type Instant } from './calendar.ts';
import type { ErrorCode } from './errors.ts';
import { spacedOut } from './reminders.ts';
import { reviewReminders, type ReviewReminderKind } from './reviews.ts';
import { answerDays, decide } from './termination.ts';
import { approvalNeedsReason } from './termination-model.ts';
import type { TerminationCommand, TerminationFacts, TerminationState } from './termination-model.ts';
import { mediationUntil, noTerminationRules } from './termination-rules.ts';
import { counterpartyOf, deadline, isOpen, openStageOf } from './termination-state.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { TerminationSide } from './vocabulary/termination-applicant.ts';
import type { TerminationKind } from './vocabulary/termination-kind.ts';
import type { WaitingFor } from './vocabulary/waiting-for.ts';

/** The reminders of a termination, by the wait they belong to. */
export type TerminationReminderKind = 'DAY_5' | 'DAY_10' | 'DAY_14' | ReviewReminderKind;

/** A reminder and the instant it is due. */
export interface TerminationReminder {
  kind: TerminationReminderKind;
  at: Instant;
}

/** What a try to end an agreement stands on, as the pages know it. */
export type AgreementGround = Pick<TerminationFacts, 'agreementInForce' | 'graduateRemoved' | 'employerDisabled'>;

/** Who looks at a termination: somebody of one of its sides, or a reviewer of its school. */
export type TerminationViewer = { ground: AgreementGround } & (
  { is: 'PARTY'; side: TerminationSide } | { is: 'REVIEWER'; level: ReviewStage; collegeHasReviewer: boolean }
);

/** An act a person may find among allowedActions of a termination. */
export type TerminationAction = 'agree' | 'refuse' | 'withdraw' | 'approve' | 'reject';

const actions: readonly TerminationAction[] = ['agree', 'refuse', 'withdraw', 'approve', 'reject'];

// Texts and files are checked before anything is decided; a reviewer decides what they have seen, here at seq 0.
function commandOf(action: TerminationAction, kind: TerminationKind): TerminationCommand {
  switch (action) {
    case 'agree':
      return { type: 'agree', fileIds: [] };
    case 'refuse':
      return { type: 'refuse', refusal: '', fileIds: [] };
    case 'withdraw':
      return { type: 'withdraw' };
    case 'approve':
      return { type: 'approve', expectedSeq: 0, ...(approvalNeedsReason(kind) ? { reason: '' } : {}) };
    case 'reject':
      return { type: 'reject', expectedSeq: 0, reasonCode: 'OTHER', reason: '' };
  }
}

/** The acts open to this viewer now, by the decision itself: what the buttons show, never the guard. */
export function allowedActions(state: TerminationState, viewer: TerminationViewer, now: Instant): TerminationAction[] {
  const { ground, is } = viewer;
  const seen =
    is === 'PARTY'
      ? { ...ground, actorSide: viewer.side, actorStillMay: viewer.side === 'EMPLOYER' || !ground.graduateRemoved }
      : { ...ground, actorLevel: viewer.level, collegeHasReviewer: viewer.collegeHasReviewer };
  const facts = favourable({ now, ...seen });
  return actions.filter((action) => 'event' in decide(state, commandOf(action, state.kind), facts));
}

/**
 * What somebody may begin to end an agreement: the two that signed it by an application of one kind or the other, with whatever
 * letter the school asks for; its school by a void.
 */
export function mayEndAgreement(
  means: 'apply' | 'void',
  seen: Pick<TerminationFacts, 'now' | 'actorSide'> & AgreementGround & Partial<TerminationFacts>,
): boolean {
  const actorStillMay = seen.actorSide !== 'GRADUATE' || !seen.graduateRemoved;
  const facts = favourable({ ...seen, actorStillMay });
  return beginnings[means].some((command) => 'event' in decide(null, command, facts));
}

/**
 * Until when a side may ask the school to mediate because this try was left without an answer; null where it may not, or no
 * longer: the agreement is gone, another try is open, a newer one was left so, or the days are over.
 */
export function mediationOpenUntil(
  { status, statusAt }: Pick<TerminationState, 'status' | 'statusAt'>,
  seen: Parameters<typeof mayEndAgreement>[1],
): Instant | null {
  if (status !== 'COUNTERPARTY_EXPIRED' || seen.unansweredAt !== statusAt) return null;
  const decision = decide(null, { ...anyApplication, kind: 'MEDIATION' }, favourable(seen));
  return 'event' in decision ? mediationUntil(statusAt) : null;
}

const anyApplication = { type: 'apply', detail: '', reason: 'OTHER', fileIds: ['the letter'] } as const;
const beginnings: Record<'apply' | 'void', readonly TerminationCommand[]> = {
  apply: [
    { ...anyApplication, kind: 'CONSENT' },
    { ...anyApplication, kind: 'MEDIATION' },
  ],
  void: [{ type: 'void', outcome: 'DESTINATION_VOIDED', voidReason: 'OTHER', detail: '' }],
};

/**
 * The refusal that state, side, level and clock alone already tell, or null: a friendly first look before anything is stored.
 * The other facts are taken as favourable; the guard is the same `decide`, later, under lock.
 */
export function refusalAtFirstLook(
  state: TerminationState,
  command: TerminationCommand,
  seen: Pick<TerminationFacts, 'now' | 'seq' | 'actorSide' | 'actorLevel' | 'collegeHasReviewer'>,
): ErrorCode | null {
  const decision = decide(state, command, favourable({ ...seen, schoolChain: state.chain }));
  return 'refusal' in decision ? decision.refusal : null;
}

/** Facts of a command that has just come in; those that nobody has looked at stand in nobody's way. */
function favourable(seen: Partial<TerminationFacts> & Pick<TerminationFacts, 'now'>): TerminationFacts {
  return {
    ...{ receivedAt: seen.now, seq: 0, actorStillMay: true, actorSide: null, actorLevel: null },
    ...{ agreementInForce: true, graduateRemoved: false, otherOpen: false, employerDisabled: false },
    ...{ terminatedBefore: 0, unansweredAt: null, rules: noTerminationRules },
    ...{ schoolChain: [], collegeHasReviewer: true, calendar: { version: '', years: {} } },
    ...seen,
  };
}

/** Whom an open termination waits for, since when, and until when if silence moves it; null when it is closed. */
export function waitingFor(state: TerminationState): { who: WaitingFor; since: Instant; until: Instant | null } | null {
  if (!isOpen(state.status)) return null;
  const wait = { since: state.statusAt, until: deadline(state) };
  if (state.status === 'AWAITING_COUNTERPARTY') return { who: counterpartyOf(state.applicant), ...wait };
  return { who: openStageOf(state) ?? 'NOTICE', ...wait };
}

/** Every reminder of the present wait, in order. Source: domain.md §6.3, §7. */
export function reminders(state: TerminationState): TerminationReminder[] {
  if (state.status === 'AWAITING_COUNTERPARTY') return counterpartyReminders(state);
  return state.review === null ? [] : reviewReminders(state.review);
}

const daySeconds = 86_400;

function counterpartyReminders({ appliedAt, answerBy, ladder }: TerminationState): TerminationReminder[] {
  if (answerBy === null) return [];
  // A case whose deadlines were given in seconds has days as much shorter.
  const ofDay = (days: number) =>
    ladder.unit === 'SECONDS' ? (ladder.escalateAfter / answerDays) * days : days * daySeconds;
  const planned: TerminationReminder[] = [
    { kind: 'DAY_5', at: plusSeconds(appliedAt, ofDay(5)) },
    { kind: 'DAY_10', at: plusSeconds(appliedAt, ofDay(10)) },
    { kind: 'DAY_14', at: plusSeconds(appliedAt, ofDay(14)) },
  ];
  return spacedOut(planned, { from: appliedAt, until: answerBy });
}
