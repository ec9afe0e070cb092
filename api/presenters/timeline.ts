import type { SigningDetail, SigningHistoryEntry } from '../../database/queries/signing-detail.ts';
import type { SigningRecord } from '../../database/queries/signing-record.ts';
import { acceptanceRefusal, bindingReasons } from '../../domain/binding.ts';
import type { Instant } from '../../domain/calendar.ts';
import { nextAfterInvalidation } from '../../domain/invalidation-words.ts';
import { formatInstant } from '../../domain/messages.ts';
import { sideOf } from '../../domain/permissions.ts';
import { stageAfter } from '../../domain/reviews.ts';
import { isFailed, stageOf, type SigningEvent } from '../../domain/signing.ts';
import { allowedActions, deadline, reminders, type SigningReminderKind } from '../../domain/signing-waits.ts';
import type { TimelineLine } from '../../domain/timeline.ts';
import { invalidationReasons } from '../../domain/vocabulary/invalidation-reason.ts';
import { reviewReasons } from '../../domain/vocabulary/review-reason.ts';
import { labelOf, type Language } from '../../domain/vocabulary/term.ts';
import { viewerOf } from './signing-row.ts';
import { nextLine, presentWait, stageText, whoDid, type TimelineReader } from './timeline-parts.ts';

/** What happened, who is waited for, what comes next and when, in plain words. Source: design.md §7. */
export function presentTimeline(
  record: Pick<SigningDetail, keyof SigningRecord | 'endingState'>,
  entries: readonly SigningHistoryEntry[],
  reader: TimelineReader,
): TimelineLine[] {
  const past = entries.map((entry) => ({
    phase: 'PAST' as const,
    at: entry.event.at,
    seq: entry.seq,
    who: whoDid(record, entry, reader),
    text: textOf(entry.event, record, reader.language),
  }));
  return [
    ...past,
    ...presentWait({ kind: 'SIGNING', state: record.state }, record, reader.language),
    ...presentEnding(record, reader),
    ...whatComes(record, reader),
  ];
}

function textOf(event: SigningEvent, { signing }: SigningRecord, language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  switch (event.type) {
    case 'invited': {
      const until = formatInstant(event.respondBy, language);
      return say(`单位已发起签约邀请，应约有效期至${until}`, `Invited to sign, to be answered by ${until}`);
    }
    case 'accepted':
      return say('学生已应约，提交审核', 'Accepted and sent to review');
    case 'declined':
      return say('学生拒绝签约', 'Declined');
    case 'lapsed':
      return say('学生逾期未回应，签约失败', 'Not answered in time');
    case 'withdrawn':
      return say('单位撤回邀请', 'Invitation withdrawn');
    case 'stageApproved':
      return `${stageText(event, language)}${say('通过', ' passed')}`;
    case 'signed':
      return `${stageText(event, language)}${say('通过，签约完成', ' passed: signed')}${numbered(signing.agreementNo, language)}`;
    case 'reviewRejected':
      return `${stageText(event, language)}${say('不通过：', ' rejected it: ')}${labelOf(reviewReasons, event.reasonCode, language)}`;
    case 'invalidated':
      return `${say('记录失效：', 'Invalidated: ')}${labelOf(invalidationReasons, event.reason, language)}`;
    case 'terminated':
      return say('已解约，协议不再有效', 'Terminated: the agreement is no longer in force');
  }
}

function numbered(agreementNo: string | null, language: Language): string {
  if (agreementNo === null) return '';
  return language === 'zh' ? `，协议编号${agreementNo}` : `, agreement number ${agreementNo}`;
}

/** An open try to end the agreement: where it stands, and that the agreement is in force until it succeeds. Its own page tells more. */
function presentEnding(
  { endingState, ...names }: Parameters<typeof presentTimeline>[0],
  { language }: TimelineReader,
): TimelineLine[] {
  if (endingState === null) return [];
  const wait = presentWait({ kind: 'TERMINATION', state: endingState }, names, language);
  const under = { zh: '解约进行中：', en: 'Termination under way. ' }[language];
  return [...wait.map((line) => ({ ...line, text: `${under}${line.text}` })), nextLine(untilEnded, language)];
}

/** What may come, in order of time; what has no time of its own stands first. */
function whatComes(record: SigningRecord, { relation, language }: TimelineReader): TimelineLine[] {
  const { state, now, pairTaken } = record;
  const next = (text: Record<Language, string>, at: Instant | null = null) => nextLine(text, language, at);
  if (isFailed(state.status))
    return relation === 'INVITER' && !pairTaken ? inviteAgain(record).map((text) => next(text)) : [];
  const { invalidationReason } = record.signing;
  const side = sideOf(relation);
  // Nobody is told how to begin anew where another signing of the two is under way already.
  if (invalidationReason !== null) {
    return side === null || pairTaken ? [] : [next(nextAfterInvalidation(invalidationReason, side))];
  }
  const lines: TimelineLine[] = [];
  if (relation === 'INVITEE' && mustConfirmFirst(record)) lines.push(next(confirmFirst));
  const stage = stageOf(state.status);
  if (stage) lines.push(next(stageAfter(state.chain, stage) ? afterReview.SCHOOL : afterReview.SIGNED));
  else if (state.status === 'AWAITING_GRADUATE') lines.push(next(afterAnswer[state.chain[0] ?? 'SCHOOL']));
  for (const { kind, at } of reminders(state).filter(({ at }) => at > now))
    lines.push(next(kind === 'REVIEW_ESCALATION' && stage === 'SCHOOL' ? louder : reminderTexts[kind], at));
  const until = deadline(state);
  if (until) lines.push(next({ zh: '逾期未回应，签约失败', en: 'The invitation lapses if not answered' }, until));
  return lines;
}

/** How a unit comes to another signing with the graduate, where there is a way. */
function inviteAgain(record: SigningRecord): Record<Language, string>[] {
  if (allowedActions(record.state, viewerOf(record, 'INVITER'), record.now).includes('reinvite'))
    return [{ zh: '可再次发起签约', en: 'You may invite again' }];
  if (record.signingGround.favoriteCurrent || record.signingGround.graduateRemoved) return [];
  return [
    {
      zh: '学生信息已更新或已移出收藏夹，再次签约须先重新搜索并加入收藏夹',
      en: 'To invite again, search for the graduate and add a new favorite: the old one is outdated or removed',
    },
  ];
}

/** Whether nothing but an unconfirmed profile stands between the graduate and accepting. */
function mustConfirmFirst({ state, ground, profileConfirmed, now }: SigningRecord): boolean {
  const answerable = state.status === 'AWAITING_GRADUATE' && now <= state.respondBy;
  return answerable && !profileConfirmed && acceptanceRefusal(bindingReasons(ground)) === null;
}

const untilEnded = { zh: '解约完成前，协议仍然有效', en: 'Until it succeeds the agreement stays in force' };

const confirmFirst = { zh: '应约前请先确认基本信息', en: 'Confirm your profile first; then you can accept' };

const afterAnswer = {
  COLLEGE: { zh: '学生应约后由学院审核', en: 'Once accepted, the college reviews it' },
  SCHOOL: { zh: '学生应约后由学校审核', en: 'Once accepted, the school reviews it' },
};

const afterReview = {
  SCHOOL: { zh: '学院审核通过后由学校审核', en: 'Once the college approves, the school reviews it' },
  SIGNED: { zh: '审核通过后签约完成', en: 'Once approved, it is signed' },
};

const louder = { zh: '如仍未审核，将再次提醒学校', en: 'If not decided, the school is reminded again' };

const toGraduate = { zh: '如仍未回应，将提醒学生', en: 'If not answered, the graduate is reminded' };

const reminderTexts: Record<SigningReminderKind, { zh: string; en: string }> = {
  HALF_TIME: toGraduate,
  LAST_DAY: toGraduate,
  LAST_HOURS: toGraduate,
  REVIEW_REMINDER: { zh: '如仍未审核，将提醒审核人', en: 'If not decided, the reviewers are reminded' },
  REVIEW_ESCALATION: {
    zh: '如仍未审核，学校可代学院审核',
    en: "If not decided, the school may decide in the college's place",
  },
};
