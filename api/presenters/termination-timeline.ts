import type { TerminationDetail } from '../../database/queries/termination-detail.ts';
import type { Instant } from '../../domain/calendar.ts';
import { nextAfterInvalidation } from '../../domain/invalidation-words.ts';
import { formatInstant } from '../../domain/messages.ts';
import { sideOf } from '../../domain/permissions.ts';
import { stageAfter } from '../../domain/reviews.ts';
import type { TerminationEvent } from '../../domain/termination-model.ts';
import { deadline, isFailed, isOpen, openStageOf } from '../../domain/termination-state.ts';
import {
  mayEndAgreement,
  mediationOpenUntil,
  reminders,
  type TerminationReminderKind,
} from '../../domain/termination-waits.ts';
import type { TimelineLine } from '../../domain/timeline.ts';
import { invalidationReasons } from '../../domain/vocabulary/invalidation-reason.ts';
import { reviewReasons } from '../../domain/vocabulary/review-reason.ts';
import { labelOf, type Language } from '../../domain/vocabulary/term.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import { terminationReasons } from '../../domain/vocabulary/termination-reason.ts';
import { voidReasons } from '../../domain/vocabulary/void-reason.ts';
import { nextLine, presentWait, stageText, whoDid, type TimelineReader } from './timeline-parts.ts';

/** What happened to a termination, who is waited for, what comes next and when, in plain words. Source: design.md §7. */
export function presentTerminationTimeline(detail: TerminationDetail, reader: TimelineReader): TimelineLine[] {
  const past = detail.entries.map((entry) => ({
    phase: 'PAST' as const,
    at: entry.event.at,
    seq: entry.seq,
    who: whoDid(detail, entry, reader),
    text: textOf(entry.event, reader.language),
  }));
  return [
    ...past,
    ...presentWait({ kind: 'TERMINATION', state: detail.state }, detail, reader.language),
    ...whatComes(detail, reader),
  ];
}

function textOf(event: TerminationEvent, language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  switch (event.type) {
    case 'applied': {
      const reason = labelOf(terminationReasons, event.reason, language);
      if (event.answerBy === null)
        return say(`申请学校调解解约，原因：${reason}`, `Asked the school to mediate: ${reason}`);
      const until = formatInstant(event.answerBy, language);
      return say(
        `申请解约，原因：${reason}，请对方于${until}前回应`,
        `Asked to terminate: ${reason}; to be answered by ${until}`,
      );
    }
    case 'voided': {
      const because = labelOf(invalidationReasons, event.reason, language);
      const why = event.voidReason === null ? '' : labelOf(voidReasons, event.voidReason, language);
      return say(`学校作废协议：${why || because}`, `Voided by the school: ${why || because}`);
    }
    case 'agreed':
      return say('同意解约，提交审核', 'Agreed, and sent to review');
    case 'refused':
      return say('不同意解约，解约失败', 'Refused: it has failed');
    case 'lapsed':
      return say('对方逾期未回应，解约失败', 'Not answered in time: it has failed');
    case 'withdrawn':
      return say('申请方撤回解约申请', 'Withdrawn by the applicant');
    case 'stageApproved':
      return `${stageText(event, language)}${say('通过', ' passed')}${because(event, language)}`;
    case 'approved': {
      const from = formatInstant(event.effectiveAt, language);
      return `${stageText(event, language)}${say(`通过，${from}通知期满后生效`, ` passed; it takes effect on ${from}, when the notice is over`)}${because(event, language)}`;
    }
    case 'terminated':
      if (event.stage === null)
        return say(
          '通知期满，解约完成，协议不再有效',
          'The notice is over: terminated, the agreement is no longer in force',
        );
      return `${stageText(event, language)}${say('通过，解约完成，协议不再有效', ' passed: terminated, the agreement is no longer in force')}${because(event, language)}`;
    case 'reviewRejected':
      return `${stageText(event, language)}${say('不通过：', ' rejected it: ')}${labelOf(reviewReasons, event.reasonCode, language)}`;
    case 'invalidated':
      return `${say('解约申请失效：', 'Invalidated: ')}${labelOf(invalidationReasons, event.reason, language)}`;
  }
}

/** The reason given with an approval, if one was. */
function because({ reason }: { reason?: string | undefined }, language: Language): string {
  if (reason === undefined) return '';
  return language === 'zh' ? `。理由：${reason}` : `. The reason: ${reason}`;
}

/** What may come, in order of time; what has no time of its own stands first. */
function whatComes(detail: TerminationDetail, { relation, language }: TimelineReader): TimelineLine[] {
  const { state, now } = detail;
  const next = (text: Record<Language, string>, at: Instant | null = null) => nextLine(text, language, at);
  const side = sideOf(relation);
  const { invalidationReason } = detail.termination;
  if (state.kind === 'VOID')
    return side && invalidationReason ? [next(nextAfterInvalidation(invalidationReason, side))] : [];
  if (isFailed(state.status) && side !== null) {
    const mediation = mediationOpenUntil(detail.termination, anotherTry(detail, side));
    return [next(afterFailure(detail, side)), ...(mediation === null ? [] : [next(mayMediate, mediation)])];
  }
  const lines: TimelineLine[] = [];
  const stage = openStageOf(state);
  if (stage) lines.push(next(stageAfter(state.chain, stage) ? afterReview.SCHOOL : afterReview.TERMINATED));
  else if (state.status === 'AWAITING_COUNTERPARTY') lines.push(next(afterAnswer[state.chain[0] ?? 'SCHOOL']));
  for (const { kind, at } of reminders(state).filter((reminder) => reminder.at > now))
    lines.push(next(kind === 'REVIEW_ESCALATION' && stage === 'SCHOOL' ? louder : reminderTexts[kind], at));
  const until = deadline(state);
  if (until) lines.push(next(state.effectiveAt === null ? silence : takesEffect, until));
  return lines;
}

/** What another try of this side's would meet with. */
export function anotherTry(
  { now, agreementInForce, graduateRemoved, employerDisabled, ending, newest }: TerminationDetail,
  side: TerminationSide,
) {
  return {
    ...{ now, actorSide: side, agreementInForce, graduateRemoved, employerDisabled, otherOpen: isOpen(newest.status) },
    ...(ending && { ...ending, unansweredAt: ending.unansweredAt[side] ?? null }),
  };
}

/** What of the agreement is true now, whatever this try once left: another may have ended it, or be under way. */
function afterFailure(detail: TerminationDetail, side: TerminationSide): Record<Language, string> {
  const { agreementInForce, graduateRemoved, employerDisabled, newest } = detail;
  if (!agreementInForce) return over;
  if (graduateRemoved) return toBeVoided;
  if (isOpen(newest.status)) return another;
  if (!mayEndAgreement('apply', anotherTry(detail, side))) return inForce;
  return employerDisabled ? mediateAtOnce : again;
}

const over = {
  zh: '协议已不再有效，无需再申请解约',
  en: 'The agreement is no longer in force: nothing is left to ask for',
};
const toBeVoided = {
  zh: '学校已将学生移出本届，协议随之作废，无需再申请解约',
  en: 'The school has taken the graduate out of the cohort and voids the agreement: nothing is left to ask for',
};
const another = {
  zh: '协议仍然有效；另一解约申请正在办理',
  en: 'The agreement stays in force; another try to end it is under way',
};
const inForce = { zh: '协议仍然有效', en: 'The agreement stays in force' };
const mediateAtOnce = {
  zh: '协议仍然有效；单位已被停用，可直接申请学校调解解约',
  en: 'The agreement stays in force; the unit is disabled, so the school mediates at once when asked to',
};
const again = {
  zh: '协议仍然有效；可再次申请解约',
  en: 'The agreement stays in force; you may ask again',
};
const mayMediate = { zh: '在此之前可申请学校调解', en: 'Until then you may ask the school to mediate' };
const silence = {
  zh: '逾期未回应，解约失败，协议仍然有效',
  en: 'Without an answer it fails: the agreement stays in force',
};
const takesEffect = { zh: '通知期满，解约生效', en: 'The notice is over, and it takes effect' };

const afterAnswer = {
  COLLEGE: { zh: '对方同意后由学院审核', en: 'Once agreed, the college reviews it' },
  SCHOOL: { zh: '对方同意后由学校审核', en: 'Once agreed, the school reviews it' },
};

const afterReview = {
  SCHOOL: { zh: '学院审核通过后由学校审核', en: 'Once the college approves, the school reviews it' },
  TERMINATED: { zh: '审核通过后解约完成', en: 'Once approved, it is terminated' },
};

const louder = { zh: '如仍未审核，将再次提醒学校', en: 'If not decided, the school is reminded again' };

const toOtherSide = { zh: '如仍未回应，将提醒对方', en: 'If not answered, the other side is reminded' };

const reminderTexts: Record<TerminationReminderKind, { zh: string; en: string }> = {
  DAY_5: toOtherSide,
  DAY_10: toOtherSide,
  DAY_14: toOtherSide,
  REVIEW_REMINDER: { zh: '如仍未审核，将提醒审核人', en: 'If not decided, the reviewers are reminded' },
  REVIEW_ESCALATION: {
    zh: '如仍未审核，学校可代学院审核',
    en: "If not decided, the school may decide in the college's place",
  },
};
