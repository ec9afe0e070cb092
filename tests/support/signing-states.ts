import { emptyArchiveProfile, type ArchiveProfile } from '../../domain/archive-profile.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { openReview, ordinaryLadder } from '../../domain/reviews.ts';
import type { SigningCommand, SigningFacts, SigningState } from '../../domain/signing.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import { workingCalendar } from '../../domain/working-days.ts';

/** When the signings of pure tests were sent: Monday 21 September 2026, 10:00 in Shanghai. */
export const sentAt: Instant = '2026-09-21T02:00:00.000Z';

/** Until when they may be answered: the end of the seventh day. */
export const respondBy: Instant = endOfNthDay(sentAt, 7);

/** When their reviews were opened, a day after the invitation. */
export const acceptedAt: Instant = '2026-09-22T02:00:00.000Z';

/** A moment inside the window, with the review open and not escalated. */
export const inWindow: Instant = '2026-09-23T02:00:00.000Z';

/** The first moment at which an answer is late. */
export const justLate: Instant = plusSeconds(respondBy, 0.001);

/** A signing in a status, sent at `sentAt` with the ordinary chain. */
export function signingIn(status: SigningStatus, more: Partial<SigningState> = {}): SigningState {
  const inReview = status === 'COLLEGE_REVIEW' || status === 'SCHOOL_REVIEW';
  return {
    status,
    statusAt: status === 'AWAITING_GRADUATE' ? sentAt : acceptedAt,
    sentAt,
    respondBy,
    chain: ['COLLEGE', 'SCHOOL'],
    ladder: ordinaryLadder,
    review: inReview ? openReview(acceptedAt, ordinaryLadder, workingCalendar) : null,
    ...more,
  };
}

/** A profile with every field told. */
export const wholeArchiveProfile: ArchiveProfile = {
  archiveReceiverType: 'SELF',
  archiveUnitName: '示范人才中心',
  archiveRegionCode: '110108',
  archiveAddress: '示范路 8 号',
  archiveContactName: '李四',
  archiveContactPhone: '010-66668888',
  postcode: '100000',
  hukouRegionCode: '110101',
  hukouAddress: '示范路 9 号',
};

/** Facts that stand in nobody's way, seen inside the window at seq 3; `now` is also when the command was received. */
export function factsWith(more: Partial<SigningFacts> = {}): SigningFacts {
  return {
    now: inWindow,
    receivedAt: more.now ?? inWindow,
    seq: 3,
    actorStillMay: true,
    actorLevel: null,
    employerVerified: true,
    favoriteCurrent: true,
    cohortOpen: true,
    cohortClosesOn: '2999-12-31',
    archiveProfile: emptyArchiveProfile,
    groundLoss: null,
    invalidationWaits: false,
    pair: { open: false, signed: false },
    profileConfirmed: true,
    bindingReasons: [],
    schoolChain: ['COLLEGE', 'SCHOOL'],
    collegeHasReviewer: true,
    calendar: workingCalendar,
    ...more,
  };
}

/** One command of each kind, the reviewers' at the seq of `factsWith`. */
export const signingCommands = {
  invite: { type: 'invite', responseWindowDays: 7, accepts: { archive: false, hukou: false } },
  accept: { type: 'accept' },
  decline: { type: 'decline', reason: '另有安排' },
  withdraw: { type: 'withdraw' },
  approve: { type: 'approve', expectedSeq: 3 },
  reject: { type: 'reject', expectedSeq: 3, reasonCode: 'POSITION_MISMATCH', reason: '岗位与专业不符' },
  invalidate: { type: 'invalidate', reason: 'EMPLOYER_DISABLED' },
  lapse: { type: 'lapse' },
} as const satisfies { [Type in SigningCommand['type']]: Extract<SigningCommand, { type: Type }> };

/** Makes a value and all it holds unchangeable: writing to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach((part) => frozen(part));
    Object.freeze(value);
  }
  return value;
}
