import type { Instant } from './calendar.ts';
import type { EmployerVerificationState } from './employer-verification-state.ts';
import { formatInstant } from './messages.ts';
import type { ReviewClock } from './reviews.ts';
import { stageOf, type SigningState } from './signing.ts';
import type { TerminationState } from './termination-model.ts';
import { counterpartyOf, openStageOf } from './termination-state.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { Language } from './vocabulary/term.ts';

/** What a wait is for, and what comes of it if nobody acts, in both languages; `{since}` and `{until}` are its moments. */
interface Words {
  zh: string;
  en: string;
}

function written(words: Words, language: Language, moments: Record<string, Instant>): string {
  return words[language].replace(/\{(\w+)\}/g, (_, name: string) => formatInstant(moments[name] ?? '', language));
}

/** Why a signing is waiting: for what, since when, and what happens at which moment if nobody acts; null when it is closed. */
export function explainSigning(state: SigningState, language: Language): string | null {
  const { sentAt: since, respondBy: until } = state;
  if (state.status === 'AWAITING_GRADUATE') return written(answerOfGraduate, language, { since, until });
  const stage = stageOf(state.status);
  return stage && state.review && explainReview(stage, state.review, language);
}

/** Why a termination is waiting, in the same way. */
export function explainTermination(state: TerminationState, language: Language): string | null {
  const { statusAt: since } = state;
  if (state.status === 'AWAITING_COUNTERPARTY' && state.answerBy !== null)
    return written(answerOfSide[counterpartyOf(state.applicant)], language, { since, until: state.answerBy });
  if (state.effectiveAt !== null) return written(notice, language, { since, until: state.effectiveAt });
  const stage = openStageOf(state);
  return stage && state.review && explainReview(stage, state.review, language);
}

/** Why a verification is waiting, in the same way. */
export function explainVerification(state: EmployerVerificationState, language: Language): string | null {
  const { statusAt: since } = state;
  switch (state.status) {
    case 'SENDING':
      return written(verificationWaits.SENDING, language, { since, until: state.expectedBy });
    case 'AWAITING_AMOUNT':
    case 'BANK_FAILED':
    case 'NEEDS_SUPPLEMENT':
      return written(verificationWaits[state.status], language, { since, until: state.until });
    case 'AWAITING_REVIEW':
      return written(verificationWaits.AWAITING_REVIEW, language, { since, ...stepsOf(state.review) });
    case 'VERIFIED':
    case 'REJECTED':
    case 'AMOUNT_FAILED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return null;
  }
}

/** A review never decides by itself: it only gets louder. */
function explainReview(stage: ReviewStage, review: ReviewClock, language: Language): string {
  return written(reviewOf[stage], language, { since: review.openedAt, ...stepsOf(review) });
}

const stepsOf = ({ remindAt, escalateAt }: ReviewClock) => ({ remindAt, escalateAt });

const answerOfGraduate = {
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

const notice = {
  zh: '已于{since}通过审核，按学校规定的通知期等待生效；{until}解约自动生效，此前协议仍然有效。',
  en: 'Approved on {since}, and waiting for the notice that the school asks for; on {until} the termination takes effect by itself, and until then the agreement is in force.',
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

const verificationWaits = {
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
