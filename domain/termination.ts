import { deadlineAfter } from './deadlines.ts';
import { happened, refuse, type Decision } from './decision.ts';
import { mayDecideStage, openReview, ordinaryLadder, shortLadder, stageAfter } from './reviews.ts';
import {
  approvalNeedsReason,
  stepsOfKind,
  type CommandOf,
  type TerminationCommand,
  type TerminationEvent,
  type TerminationFacts,
  type TerminationState,
} from './termination-model.ts';
import { mediationUntil, noTerminationRules, ruleAgainst } from './termination-rules.ts';
import { counterpartyOf, deadline, isOpen, openStageOf } from './termination-state.ts';

/** The version of these rules, stored with every event they decide. */
export const terminationRuleVersion = '2026-12';

/** How long the other side may take to answer, in days. Source: domain.md §7. */
export const answerDays = 15;

/** What came of a command: one event, or the code of a refusal. */
export type TerminationDecision = Decision<TerminationEvent>;

/** Decides one command on one state from the facts; the same input always gives the same answer. Source: domain.md §7. */
export function decide(
  state: TerminationState | null,
  command: TerminationCommand,
  facts: TerminationFacts,
): TerminationDecision {
  if (!facts.actorStillMay) return refuse('ACTION_NOT_ALLOWED');
  if (state === null) return begin(command, facts);
  switch (command.type) {
    case 'apply':
    case 'void':
      return refuse('ACTION_NOT_ALLOWED');
    case 'agree':
    case 'refuse':
      return answer(state, command, facts);
    case 'withdraw':
      if (facts.actorSide !== state.applicant || !isAwaited(state, facts)) return refuse('ACTION_NOT_ALLOWED');
      return happened({ type: 'withdrawn', at: facts.now });
    case 'approve':
    case 'reject':
      return review(state, command, facts);
    case 'invalidate':
      // Received after the deadline it comes too late: silence has ended the try, whether recorded yet or not.
      if (!isOpen(state.status) || wasSilent(state, facts)) return refuse('ACTION_NOT_ALLOWED');
      // A unit that is gone keeps nobody waiting for its answer; what needs none from it goes on.
      if (command.reason === 'EMPLOYER_DISABLED' && !awaitsEmployer(state)) return refuse('ACTION_NOT_ALLOWED');
      return happened({ type: 'invalidated', at: facts.now, reason: command.reason });
    case 'lapse':
      return lapse(state, facts);
    default:
      return unreachable(command);
  }
}

function begin(command: TerminationCommand, facts: TerminationFacts): TerminationDecision {
  if (command.type === 'void') {
    if (!facts.agreementInForce) return refuse('ACTION_NOT_ALLOWED');
    const { outcome: reason, voidReason, detail } = command;
    return happened({ type: 'voided', at: facts.now, reason, voidReason, detail });
  }
  return command.type === 'apply' ? apply(command, facts) : refuse('ACTION_NOT_ALLOWED');
}

function apply(command: CommandOf<'apply'>, facts: TerminationFacts): TerminationDecision {
  const { now, receivedAt, actorSide, rules, schoolChain: chain } = facts;
  if (actorSide === null || !mayStillEnd(facts) || isDisabledUnit(facts)) return refuse('ACTION_NOT_ALLOWED');
  if (facts.otherOpen) return refuse('TERMINATION_ALREADY_OPEN');
  const { reason, detail, fileIds, sandboxDeadlineSeconds: seconds = null } = command;
  // Who cannot answer is not asked: the graduate would wait fifteen days for a unit that may not act.
  const kind = command.kind ?? (facts.employerDisabled ? 'MEDIATION' : 'CONSENT');
  if (kind === 'CONSENT' ? facts.employerDisabled : !mayMediate(facts)) return refuse('ACTION_NOT_ALLOWED');
  const { terminatedBefore } = facts;
  // Whether a case may be mediated, the school says when it decides: a silent unit must bind nobody past a period or a count.
  const held = kind === 'CONSENT' ? rules : { ...noTerminationRules, letterRequired: rules.letterRequired };
  const rule = ruleAgainst(held, { receivedAt, terminatedBefore, attachments: fileIds.length });
  if (rule !== null) return refuse('TERMINATION_NOT_ALLOWED_BY_SCHOOL', { rule });
  const isAnswered = stepsOfKind[kind][0] === 'ANSWER';
  const ladder = seconds === null ? ordinaryLadder : shortLadder(seconds);
  return happened({
    ...{ type: 'applied', at: now, kind, applicant: actorSide, reason, detail, fileIds, chain, ladder },
    answerBy: isAnswered ? deadlineAfter(now, answerDays, seconds) : null,
    noticeUntil: rules.noticeDays === 0 ? null : deadlineAfter(now, rules.noticeDays, seconds),
    review: isAnswered ? null : openReview(now, ladder, facts.calendar),
  });
}

/** The school mediates where the other side left a consent unanswered, or can no longer answer one. */
function mayMediate({ receivedAt, unansweredAt, actorSide, employerDisabled }: TerminationFacts): boolean {
  if (actorSide === 'GRADUATE' && employerDisabled) return true;
  return unansweredAt !== null && receivedAt <= mediationUntil(unansweredAt);
}

function answer(
  state: TerminationState,
  command: CommandOf<'agree' | 'refuse'>,
  facts: TerminationFacts,
): TerminationDecision {
  if (facts.actorSide !== counterpartyOf(state.applicant)) return refuse('ACTION_NOT_ALLOWED');
  // Receipt decides, not whether the lapse was recorded yet: both sides of that race are told the same.
  if (state.status === 'COUNTERPARTY_EXPIRED' || wasSilent(state, facts)) return refuse('RESPONSE_WINDOW_OVER');
  if (!isAwaited(state, facts) || isDisabledUnit(facts)) return refuse('ACTION_NOT_ALLOWED');
  const { fileIds } = command;
  if (command.type === 'refuse') return happened({ type: 'refused', at: facts.now, refusal: command.refusal, fileIds });
  if (!mayStillEnd(facts)) return refuse('ACTION_NOT_ALLOWED');
  const opened = openReview(facts.now, state.ladder, facts.calendar);
  return happened({ type: 'agreed', at: facts.now, fileIds, review: opened });
}

function review(
  state: TerminationState,
  command: CommandOf<'approve' | 'reject'>,
  facts: TerminationFacts,
): TerminationDecision {
  if (command.expectedSeq !== facts.seq) return refuse('RECORD_CHANGED');
  const stage = openStageOf(state);
  if (stage === null || state.review === null || facts.actorLevel === null) return refuse('ACTION_NOT_ALLOWED');
  if (!mayDecideStage(facts.actorLevel, stage, state.review, facts)) return refuse('ACTION_NOT_ALLOWED');
  const step = { at: facts.now, stage, inPlaceOfCollege: facts.actorLevel !== stage };
  if (command.type === 'reject')
    return happened({ type: 'reviewRejected', ...step, reasonCode: command.reasonCode, reason: command.reason });
  const { reason } = command;
  if (approvalNeedsReason(state.kind) !== (reason !== undefined)) return refuse('VALIDATION_FAILED');
  if (!mayStillEnd(facts)) return refuse('ACTION_NOT_ALLOWED');
  const approved = { ...step, ...(reason === undefined ? {} : { reason }) };
  if (stageAfter(state.chain, stage) !== null) {
    const next = openReview(facts.now, state.ladder, facts.calendar);
    return happened({ type: 'stageApproved', ...approved, review: next });
  }
  const { noticeUntil } = state;
  if (noticeUntil !== null && facts.now <= noticeUntil)
    return happened({ type: 'approved', ...approved, effectiveAt: noticeUntil });
  return happened({ type: 'terminated', ...approved });
}

/** What silence says: no answer in time, or nothing more to wait for once the notice is over. */
function lapse(
  state: TerminationState,
  { now, agreementInForce, graduateRemoved }: TerminationFacts,
): TerminationDecision {
  const until = deadline(state);
  if (until === null || now <= until) return refuse('ACTION_NOT_ALLOWED');
  // Nothing is left to end, and nothing stays in force, where the agreement ended otherwise meanwhile, or is about to.
  if (graduateRemoved) return happened({ type: 'invalidated', at: now, reason: 'GRADUATE_RECORD_REMOVED' });
  if (!agreementInForce) return happened({ type: 'invalidated', at: now, reason: 'DESTINATION_VOIDED' });
  if (state.status === 'AWAITING_COUNTERPARTY') return happened({ type: 'lapsed', at: now });
  return happened({ type: 'terminated', at: now, stage: null, inPlaceOfCollege: false });
}

/** Whether there is an agreement to end: a removed graduate's is about to be voided, which nothing forestalls. Source: domain.md §8. */
function mayStillEnd({ agreementInForce, graduateRemoved }: TerminationFacts): boolean {
  return agreementInForce && !graduateRemoved;
}

/** A disabled unit begins nothing and answers nothing. */
function isDisabledUnit({ actorSide, employerDisabled }: TerminationFacts): boolean {
  return actorSide === 'EMPLOYER' && employerDisabled;
}

function awaitsEmployer({ status, applicant }: TerminationState): boolean {
  return status === 'AWAITING_COUNTERPARTY' && counterpartyOf(applicant) === 'EMPLOYER';
}

/** Whether the other side's answer is still waited for at the moment the command was received. */
function isAwaited(state: TerminationState, facts: TerminationFacts): boolean {
  return state.status === 'AWAITING_COUNTERPARTY' && !wasSilent(state, facts);
}

function wasSilent(state: TerminationState, { receivedAt }: TerminationFacts): boolean {
  return state.status === 'AWAITING_COUNTERPARTY' && state.answerBy !== null && receivedAt > state.answerBy;
}

function unreachable(value: never): never {
  throw new Error(`Not a case of the termination: ${JSON.stringify(value)}`);
}
