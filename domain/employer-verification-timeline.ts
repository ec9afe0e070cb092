import type { Instant } from './calendar.ts';
import type { EmployerVerificationEvent, Submission } from './employer-verification-model.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';
import { explainWait } from './explain-wait.ts';
import { formatInstant } from './messages.ts';
import type { ActorRelation } from './permissions.ts';
import { waitedFor, type TimelineLine } from './timeline.ts';
import { bankFailureReasons } from './vocabulary/bank-failure-reason.ts';
import { supplementReasons } from './vocabulary/supplement-reason.ts';
import { labelOf, type Language } from './vocabulary/term.ts';
import { verificationRejectReasons, type VerificationRejectReason } from './vocabulary/verification-reject-reason.ts';

type Text = Record<Language, string>;

/** What a timeline is told from. */
export interface VerificationStory {
  state: EmployerVerificationState;
  employerName: string;
  entries: readonly {
    seq: number;
    event: EmployerVerificationEvent;
    relation: ActorRelation | null;
    accountName: string | null;
  }[];
}

/** Who reads it and in which language: the unit knows staff as such, staff know each other by name. */
export interface VerificationReader {
  is: 'MEMBER' | 'STAFF';
  language: Language;
}

/** What happened, who is waited for, what comes next and when, in plain words. Source: design.md §7. */
export function verificationTimeline(story: VerificationStory, reader: VerificationReader): TimelineLine[] {
  const { language } = reader;
  const past = story.entries.map((entry) => ({
    phase: 'PAST' as const,
    at: entry.event.at,
    seq: entry.seq,
    who: whoDid(entry, story.employerName, reader),
    text: wordsOf(entry.event, language),
  }));
  return [...past, ...presentWait(story, language), ...whatComes(story.state, language)];
}

/** What happened, in one sentence without its end. */
export function wordsOf(event: EmployerVerificationEvent, language: Language): string {
  return textOf(event, language)[language];
}

function whoDid(
  { relation, accountName, event }: VerificationStory['entries'][number],
  unitName: string,
  reader: VerificationReader,
): TimelineLine['who'] {
  if (relation === 'MEMBER') return { role: 'EMPLOYER', name: accountName ?? unitName };
  if (relation === 'STAFF') return { role: 'STAFF', name: reader.is === 'STAFF' ? accountName : null };
  const isByBank = relation === 'SYSTEM' && (event.type === 'remittanceSettled' || event.type === 'remittanceFailed');
  return { role: isByBank ? 'BANK' : 'SYSTEM', name: null };
}

function textOf(event: EmployerVerificationEvent, language: Language): Text {
  const by = (at: Instant) => formatInstant(at, language);
  switch (event.type) {
    case 'submitted':
      return submissionText(event.submission, '已提交认证', 'Submitted');
    case 'methodSwitched':
      return submissionText(event.submission, '已更换认证方式或更正账户', 'Changed');
    case 'remittanceSettled':
      return {
        zh: `平台汇款已到账，请于${by(event.until)}前填写收到的金额`,
        en: `The money has arrived; the amount is to be entered by ${by(event.until)}`,
      };
    case 'remittanceFailed': {
      const reason = labelOf(bankFailureReasons, event.reason, language);
      return { zh: `汇款未成功：${reason}`, en: `The transfer failed: ${reason}` };
    }
    case 'amountMismatched':
      return {
        zh: `填写的金额不一致，还可填写${event.triesLeft}次`,
        en: `A wrong amount was entered; tries left: ${event.triesLeft}`,
      };
    case 'amountFailed':
      return { zh: '金额填错三次，认证未通过', en: 'The amount was wrong three times: not verified' };
    case 'amountMatched':
      return { zh: '金额一致，认证通过', en: 'The amount was right: verified' };
    case 'supplementRequested': {
      const reasons = labelsOf(event, language);
      return {
        zh: `需于${by(event.until)}前补传认证材料：${reasons}`,
        en: `More material is needed by ${by(event.until)}: ${reasons}`,
      };
    }
    case 'supplemented':
      return { zh: '已补传认证材料，重新审核', en: 'New material was handed in and is reviewed' };
    case 'approved':
      return { zh: '审核通过，认证通过', en: 'Approved: verified' };
    case 'rejected': {
      const reason = labelOf(verificationRejectReasons, event.reasonCode, language);
      return { zh: `审核不通过：${reason}`, en: `Rejected: ${reason}` };
    }
    case 'rivalVerified':
      return {
        zh: '该统一社会信用代码的单位已认证，本次认证结束',
        en: 'A verified unit already has this credit code: ended',
      };
    case 'unitDisabled':
      return { zh: '单位已停用，本次认证结束', en: 'The unit was disabled: ended' };
    case 'withdrawn':
      return { zh: '单位撤回认证', en: 'Withdrawn' };
    case 'lapsed':
      return lapseTexts[event.waitedIn];
  }
}

function submissionText({ method }: Submission, zh: string, en: string): Text {
  return method === 'REMITTANCE'
    ? { zh: `${zh}，平台将向对公账号汇款`, en: `${en}: money is sent to the corporate account` }
    : { zh: `${zh}，认证材料等待审核`, en: `${en}: the material waits for review` };
}

/** Each reason once, whichever files it was given for. */
function labelsOf({ files }: Extract<EmployerVerificationEvent, { type: 'supplementRequested' }>, language: Language) {
  const reasons = new Set(files.flatMap((file) => file.reasons));
  return [...reasons]
    .map((reason) => labelOf(supplementReasons, reason, language))
    .join(language === 'zh' ? '、' : ', ');
}

const lapseTexts: Record<Extract<EmployerVerificationEvent, { type: 'lapsed' }>['waitedIn'], Text> = {
  AWAITING_AMOUNT: { zh: '未按期填写金额，认证失效', en: 'The amount was not entered in time: expired' },
  BANK_FAILED: { zh: '汇款未成功后未按期更正，认证失效', en: 'The failed transfer was not corrected in time: expired' },
  NEEDS_SUPPLEMENT: { zh: '未按期补传认证材料，认证失效', en: 'The material did not come in time: expired' },
};

function presentWait({ state, employerName }: VerificationStory, language: Language): TimelineLine[] {
  const wait = explainWait({ kind: 'EMPLOYER_VERIFICATION', state }, language);
  if (wait === null) return [];
  const who = waitedFor(wait.who, wait.who === 'EMPLOYER' ? employerName : null);
  return [{ phase: 'NOW', at: wait.since, seq: null, who, text: wait.explanation }];
}

const again: Text = { zh: '可重新申请认证', en: 'You may begin a new verification' };

/** Where a new verification would be refused for the same reason. */
const afterRejection: Partial<Record<VerificationRejectReason, Text>> = {
  EMPLOYER_EXISTS: { zh: '可申请加入已认证的单位', en: 'You may ask to join the verified unit' },
  EMPLOYER_DISABLED: { zh: '如有异议，请联系平台客服', en: 'Please turn to support if you disagree' },
};

/** What may come; what has no time of its own stands first. */
function whatComes(state: EmployerVerificationState, language: Language): TimelineLine[] {
  const next = (text: Text, at: Instant | null = null): TimelineLine => ({
    ...{ phase: 'NEXT', at, seq: null, who: null, text: text[language] },
  });
  const expires = { zh: '逾期认证失效', en: 'The verification expires if nothing is done' };
  switch (state.status) {
    case 'SENDING':
      return [
        next({ zh: '到账后由单位填写收到的金额', en: 'Once it has arrived, the unit enters the amount' }),
        next(
          { zh: '银行逾期未确认，视为汇款未成功', en: 'The transfer counts as failed if not confirmed' },
          state.expectedBy,
        ),
      ];
    case 'AWAITING_AMOUNT':
      return [next({ zh: '金额一致即认证通过', en: 'The right amount verifies the unit' }), next(expires, state.until)];
    case 'BANK_FAILED':
      return [next(expires, state.until)];
    case 'AWAITING_REVIEW':
      return [
        next(
          { zh: '一般于此时间前审核，结果短信通知', en: 'Usually reviewed by then; a text message tells the result' },
          state.review.remindAt,
        ),
      ];
    case 'NEEDS_SUPPLEMENT':
      return [
        next({ zh: '补传后由工作人员重新审核', en: 'Once handed in, the staff review it again' }),
        next(expires, state.until),
      ];
    case 'REJECTED':
      return [next(afterRejection[state.reasonCode] ?? again)];
    case 'AMOUNT_FAILED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return [next(again)];
    case 'VERIFIED':
      return [];
  }
}
