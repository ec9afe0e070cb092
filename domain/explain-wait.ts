import type { Instant } from './calendar.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';
import { waitingFor as verificationWaitsFor } from './employer-verification-waits.ts';
import { formatInstant } from './messages.ts';
import { stageOf, type SigningState } from './signing.ts';
import { waitingFor as signingWaitsFor } from './signing-waits.ts';
import type { TerminationState } from './termination-model.ts';
import { counterpartyOf, openStageOf } from './termination-state.ts';
import { waitingFor as terminationWaitsFor } from './termination-waits.ts';
import type { Language } from './vocabulary/term.ts';
import type { WaitingFor } from './vocabulary/waiting-for.ts';

/** A process of any kind that has begun, as its row holds it. */
export type AnyProcess =
  | { kind: 'SIGNING'; state: SigningState }
  | { kind: 'TERMINATION'; state: TerminationState }
  | { kind: 'EMPLOYER_VERIFICATION'; state: EmployerVerificationState };

/** Whom a process waits for, since when, until when if silence moves it, and all of that in a sentence. */
export interface Wait {
  who: WaitingFor;
  since: Instant;
  until: Instant | null;
  /** What it waits for, since when, and what happens at which moment if nobody acts. */
  explanation: string;
}

/** Why is it waiting? The one answer, wherever it is asked: API, panel, inbox, timelines. Null when nothing is waited for. */
export function explainWait(process: AnyProcess, language: Language): Wait | null {
  const waits = waitOf(process);
  const words = wordsOf(process);
  if (waits === null || words === null) return null;
  const review = 'review' in process.state ? process.state.review : null;
  const { since, until } = waits;
  return {
    ...waits,
    explanation: written(words[language], language, { ...review, since, ...(until ? { until } : {}) }),
  };
}

/** What a wait is for, and what comes of it if nobody acts, in both languages; names in braces are its moments. */
type Words = Record<Language, string>;

function waitOf(process: AnyProcess): Omit<Wait, 'explanation'> | null {
  switch (process.kind) {
    case 'SIGNING':
      return signingWaitsFor(process.state);
    case 'TERMINATION':
      return terminationWaitsFor(process.state);
    case 'EMPLOYER_VERIFICATION':
      return verificationWaitsFor(process.state);
  }
}

function wordsOf(process: AnyProcess): Words | null {
  switch (process.kind) {
    case 'SIGNING':
      return wordsOfSigning(process.state);
    case 'TERMINATION':
      return wordsOfTermination(process.state);
    case 'EMPLOYER_VERIFICATION':
      return verificationWaits[process.state.status] ?? null;
  }
}

function wordsOfSigning({ status, review }: SigningState): Words | null {
  const stage = stageOf(status);
  if (stage && review) return reviewOf[stage];
  return status === 'AWAITING_GRADUATE' ? answerOfGraduate : null;
}

function wordsOfTermination(state: TerminationState): Words | null {
  if (state.status === 'AWAITING_COUNTERPARTY') return answerOfSide[counterpartyOf(state.applicant)];
  const stage = openStageOf(state);
  if (stage) return reviewOf[stage];
  return state.effectiveAt === null ? null : notice;
}

function written(text: string, language: Language, moments: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => formatInstant(String(moments[name] ?? ''), language));
}

const answerOfGraduate: Words = {
  zh: '自{since}起等待学生应约；{until}前未回应，签约失败，单位可再次发起。',
  en: 'Waiting for the graduate since {since}; without an answer by {until} the signing fails and the unit may invite again.',
};

const answerOfSide = {
  EMPLOYER: {
    zh: '自{since}起等待用人单位回应解约申请；{until}前未回应，解约失败，协议仍然有效，申请方可申请学校调解。',
    en: 'Waiting for the employer since {since}; without an answer by {until} the termination fails, the agreement stays in force, and the applicant may ask the school to mediate.',
  },
  GRADUATE: {
    zh: '自{since}起等待毕业生回应解约申请；{until}前未回应，解约失败，协议仍然有效，申请方可申请学校调解。',
    en: 'Waiting for the graduate since {since}; without an answer by {until} the termination fails, the agreement stays in force, and the applicant may ask the school to mediate.',
  },
};

const notice: Words = {
  zh: '各级审核已于{since}全部通过，无需任何一方处理；学校规定的通知期满后，{until}解约自动生效，协议终止，此前协议仍然有效。',
  en: 'All levels have approved by {since}, and nobody has to act; when the notice that the school asks for is over, on {until}, the termination takes effect by itself and the agreement ends. Until then it is in force.',
};

const reviewOf = {
  COLLEGE: {
    zh: '自{since}起等待学院审核；不会自动通过或不通过，{remindAt}提醒审核人，{escalateAt}起学校可代为审核。',
    en: 'Waiting for the college since {since}; nothing is decided by itself: on {remindAt} its reviewers are reminded, from {escalateAt} on the school may decide in its place.',
  },
  SCHOOL: {
    zh: '自{since}起等待学校审核；不会自动通过或不通过，{remindAt}提醒审核人，{escalateAt}再次提醒。',
    en: 'Waiting for the school since {since}; nothing is decided by itself: on {remindAt} its reviewers are reminded, on {escalateAt} once more.',
  },
};

const verificationWaits: Partial<Record<EmployerVerificationState['status'], Words>> = {
  SENDING: {
    zh: '自{since}起等待银行汇款到账；{until}前未确认，视为汇款失败，可核对账号或改为上传材料。',
    en: 'Waiting for the bank since {since}; without word by {until} the transfer counts as failed, and the account can be corrected or material uploaded.',
  },
  AWAITING_AMOUNT: {
    zh: '自{since}起等待单位填写收到的金额；{until}前未填写，本次认证失效。',
    en: 'Waiting for the unit to enter the amount since {since}; if it is not entered by {until} this verification expires.',
  },
  BANK_FAILED: {
    zh: '自{since}起等待单位更正账号或改为上传材料；{until}前未处理，本次认证失效。',
    en: 'Waiting for the unit to correct the account or upload material since {since}; without either by {until} this verification expires.',
  },
  NEEDS_SUPPLEMENT: {
    zh: '自{since}起等待单位补传材料；{until}前未补传，本次认证失效。',
    en: 'Waiting for the unit to upload the material asked for since {since}; without it by {until} this verification expires.',
  },
  AWAITING_REVIEW: {
    zh: '自{since}起等待平台工作人员审核；不会自动通过或不通过，{remindAt}提醒审核员，{escalateAt}提醒主管。',
    en: 'Waiting for the staff since {since}; nothing is decided by itself: on {remindAt} the reviewers are reminded, on {escalateAt} the supervisor.',
  },
};
