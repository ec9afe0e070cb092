import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { openReview, ordinaryLadder } from '../../domain/reviews.ts';
import type { TerminationCommand, TerminationFacts, TerminationState } from '../../domain/termination-model.ts';
import { noTerminationRules } from '../../domain/termination-rules.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';

/** When the terminations of pure tests were asked for: Monday 21 September 2026, 10:00 in Shanghai. */
export const appliedAt: Instant = '2026-09-21T02:00:00.000Z';

/** Until when they may be answered: the end of the fifteenth day. */
export const answerBy: Instant = endOfNthDay(appliedAt, 15);

/** When their reviews were opened, a day later. */
export const agreedAt: Instant = '2026-09-22T02:00:00.000Z';

/** A moment inside the window, with the review open and not escalated. */
export const inTime: Instant = '2026-09-23T02:00:00.000Z';

/** The first moment at which an answer is late. */
export const tooLate: Instant = plusSeconds(answerBy, 0.001);

/** A consent that the unit asked for, in a status, with the ordinary chain of both levels. */
export function terminationIn(status: TerminationStatus, more: Partial<TerminationState> = {}): TerminationState {
  const inReview = status === 'COLLEGE_REVIEW' || status === 'SCHOOL_REVIEW';
  return {
    kind: 'CONSENT',
    applicant: 'EMPLOYER',
    status,
    statusAt: status === 'AWAITING_COUNTERPARTY' ? appliedAt : agreedAt,
    appliedAt,
    answerBy,
    chain: ['COLLEGE', 'SCHOOL'],
    ladder: ordinaryLadder,
    review: inReview ? openReview(agreedAt, ordinaryLadder, workingCalendar) : null,
    noticeUntil: null,
    effectiveAt: null,
    ...more,
  };
}

/** Facts that stand in nobody's way, seen inside the window at seq 3; `now` is also when the command was received. */
export function terminationFactsWith(more: Partial<TerminationFacts> = {}): TerminationFacts {
  return {
    now: inTime,
    receivedAt: more.now ?? inTime,
    seq: 3,
    actorStillMay: true,
    actorSide: null,
    actorLevel: null,
    agreementInForce: true,
    otherOpen: false,
    terminatedBefore: 0,
    unansweredAt: null,
    graduateRemoved: false,
    employerDisabled: false,
    rules: noTerminationRules,
    schoolChain: ['COLLEGE', 'SCHOOL'],
    collegeHasReviewer: true,
    calendar: workingCalendar,
    ...more,
  };
}

/** One command of each kind, the reviewers' at the seq of `terminationFactsWith`. */
export const terminationCommands = {
  apply: { type: 'apply', kind: 'CONSENT', reason: 'MUTUAL', detail: '双方协商一致', fileIds: [] },
  void: { type: 'void', outcome: 'DESTINATION_VOIDED', voidReason: 'DATA_ERROR', detail: '专业有误' },
  agree: { type: 'agree', fileIds: [] },
  refuse: { type: 'refuse', refusal: '岗位已安排', fileIds: [] },
  withdraw: { type: 'withdraw' },
  approve: { type: 'approve', expectedSeq: 3 },
  reject: { type: 'reject', expectedSeq: 3, reasonCode: 'PARTIES_DISAGREE', reason: '双方意见不一致' },
  invalidate: { type: 'invalidate', reason: 'DESTINATION_VOIDED' },
  lapse: { type: 'lapse' },
} as const satisfies { [Type in TerminationCommand['type']]: Extract<TerminationCommand, { type: Type }> };
