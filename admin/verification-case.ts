import { findReviewerStand, type ReviewerStand } from '../database/queries/verification-claim.ts';
import { findVerificationCase, type VerificationCase } from '../database/queries/verification-case.ts';
import { wordsOf, verificationTimeline } from '../domain/employer-verification-timeline.ts';
import { allowedActions } from '../domain/employer-verification-waits.ts';
import { isOpen, lastChance } from '../domain/employer-verification-state.ts';
import { DomainError } from '../domain/errors.ts';
import { explainWait } from '../domain/explain-wait.ts';
import { claimRefusal } from '../domain/claims.ts';
import { mayInVerification } from '../domain/permissions.ts';
import { dueStateOf } from '../domain/reviews.ts';
import type { StaffMember } from '../domain/staff.ts';
import { filePurposes } from '../domain/vocabulary/file-purpose.ts';
import { supplementReasons } from '../domain/vocabulary/supplement-reason.ts';
import { labelOf } from '../domain/vocabulary/term.ts';
import { verificationMethods } from '../domain/vocabulary/verification-method.ts';
import { verificationRejectReasons } from '../domain/vocabulary/verification-reject-reason.ts';
import { verificationStates } from '../domain/vocabulary/verification-state.ts';
import { verificationStatuses } from '../domain/vocabulary/verification-status.ts';
import { waitingForParties } from '../domain/vocabulary/waiting-for.ts';
import type { PanelDependencies } from './dependencies.ts';
import { submitterFactsOf, unitFactsOf } from './verification-facts.ts';
import type { AttemptLine, CasePicture, CaseView, Warning } from './verification-view.ts';

/** 认证审核: a case as a member of staff sees it. Throws NOT_FOUND. */
export async function readCase(
  deps: PanelDependencies,
  member: StaffMember,
  verificationId: string,
): Promise<CaseView> {
  const { accountId } = member;
  const [found, stand] = [
    await findVerificationCase(deps, verificationId),
    await findReviewerStand(deps, { verificationId, accountId }),
  ];
  if (!found || !stand) throw new DomainError('NOT_FOUND');
  const { verification, state, seq, now, entries } = found.detail;
  const { isMine, holder } = claimSeenBy(member, stand);
  const viewer = { is: 'STAFF', role: member.role, isPartial: stand.reviewerIsPartial, holdsClaim: isMine } as const;
  const isReviewer = mayInVerification(member.role, 'approve');
  const story = { state, entries, employerName: verification.employerName };
  const timeline = verificationTimeline(story, { is: 'STAFF', language: 'zh' });
  const { review } = 'review' in state ? state : { review: null };
  return {
    ...{ id: verificationId, seq, holder, status: verification.status, employerName: verification.employerName },
    statusLabel: labelOf(verificationStatuses, verification.status),
    method: labelOf(verificationMethods, verification.method),
    attempt: 1 + found.attempts.filter(({ submittedAt }) => submittedAt < verification.submittedAt).length,
    since: verification.statusAt,
    due: review && { state: dueStateOf(review, now), at: review.remindAt },
    until: lastChance(state),
    waits: explainWait({ kind: 'EMPLOYER_VERIFICATION', state }, 'zh')?.explanation ?? null,
    mayClaim: isReviewer && claimRefusal(accountId, stand) === null,
    mayDecide: allowedActions(state, viewer, now).length > 0,
    isPartial: isReviewer && stand.reviewerIsPartial,
    unitFacts: unitFactsOf(found),
    submitterFacts: submitterFactsOf(found.submitter, deps.personalData),
    warnings: warningsOf(found),
    pictures: picturesOf(found),
    notes: notesOf(found, deps.personalData),
    attempts: found.attempts.map(attemptLine),
    timeline: timeline.map((line) => ({ ...line, whoLabel: whoLabelOf(line.who) })),
    decided: isOpen(state.status) ? null : decisionOf(found),
    workflowPage: deps.settings.workflowPage?.(verificationId) ?? null,
    hasSandbox: deps.settings.mode === 'embedded',
  };
}

function claimSeenBy({ accountId }: StaffMember, { claim, holderName, claimHeldByActor }: ReviewerStand) {
  const holder = claim && { name: holderName ?? '', until: claim.until, isMe: claim.accountId === accountId };
  return { isMine: claimHeldByActor, holder };
}

/** What the last event says, by whom; for whoever comes too late. */
function decisionOf({ detail: { entries } }: VerificationCase): CaseView['decided'] {
  const last = entries.at(-1);
  if (!last) return null;
  const name = last.relation === 'STAFF' ? last.accountName : null;
  return { text: wordsOf(last.event, 'zh'), name, at: last.event.at };
}

function warningsOf({ sameCode, sameAccount, unit, detail, submitter }: VerificationCase): Warning[] {
  const { employerName, uscc, unitType } = detail.verification;
  const named = (units: VerificationCase['sameAccount']) =>
    units.map(({ name, verificationState }) => `${name}（${labelOf(verificationStates, verificationState)}）`);
  const isSame = unit.name === employerName && unit.uscc === uscc && unit.unitType === unitType;
  const disabled = sameCode.filter(({ verificationState, holdsCode }) => verificationState === 'REVOKED' && holdsCode);
  const others = sameCode.filter((unit) => !disabled.includes(unit));
  const warnings = [
    disabled.length > 0 && {
      text: '该统一社会信用代码属于已停用的单位，请查明停用原因后再决定',
      names: named(disabled),
    },
    isOpen(detail.state.status) &&
      !isSame && { text: '提交之后单位信息已变更，不能审核通过；请核实，由单位撤回后重新提交', names: [] },
    others.length > 0 && { text: '相同统一社会信用代码的其他单位', names: named(others) },
    sameAccount.length > 0 && { text: '使用过相同对公账户的其他单位', names: named(sameAccount) },
    !submitter.isMember && { text: '提交人已不是该单位成员', names: [] },
  ];
  return warnings.filter((warning) => warning !== false);
}

/** Present ones first, in the order of their purposes; those that were replaced stay to be compared with. */
function picturesOf({ detail, pictures }: VerificationCase): CasePicture[] {
  const requests = detail.entries.flatMap(({ event }) => (event.type === 'supplementRequested' ? event.files : []));
  const newest = detail.entries.findLast(({ event }) => event.type === 'supplemented')?.seq;
  const order = filePurposes.map(({ code }) => code as string);
  const shown = detail.files.map(({ fileId, purpose, addedSeq, replacedSeq }) => {
    const { width = 0, height = 0 } = pictures.find((picture) => picture.fileId === fileId) ?? {};
    const asked = requests
      .filter((request) => request.fileId === fileId)
      .map(({ reasons, text }) => ({
        reasons: reasons.map((reason) => labelOf(supplementReasons, reason)),
        text: text ?? null,
      }));
    const label = labelOf(filePurposes, purpose);
    return {
      fileId,
      purpose,
      label,
      width,
      height,
      asked,
      isCurrent: replacedSeq === null,
      isNew: addedSeq === newest,
    };
  });
  const place = ({ isCurrent, purpose }: CasePicture) => (isCurrent ? 0 : order.length) + order.indexOf(purpose);
  return shown.sort((a, b) => place(a) - place(b));
}

function notesOf(
  { detail, supplementBodies }: VerificationCase,
  { decrypt }: PanelDependencies['personalData'],
): CaseView['notes'] {
  const noteAt = new Map(
    supplementBodies.map(({ seq, bodyEncrypted }) => [
      seq,
      (JSON.parse(decrypt(bodyEncrypted)) as { note?: unknown }).note,
    ]),
  );
  return detail.entries.flatMap(({ seq, event }) => {
    const note = noteAt.get(seq);
    return typeof note === 'string' && note !== '' ? [{ at: event.at, text: note }] : [];
  });
}

function attemptLine(attempt: VerificationCase['attempts'][number]): AttemptLine {
  const { id, submittedAt, rejectReasonCode, rejectReason } = attempt;
  const reason = rejectReasonCode === null ? null : labelOf(verificationRejectReasons, rejectReasonCode);
  return {
    ...{ id, submittedAt },
    status: labelOf(verificationStatuses, attempt.status),
    method: labelOf(verificationMethods, attempt.method),
    reason: reason && rejectReason ? `${reason}：${rejectReason}` : reason,
  };
}

function whoLabelOf(who: CaseView['timeline'][number]['who']): string {
  if (who === null) return '';
  const role = who.role === 'SYSTEM' ? '系统' : labelOf(waitingForParties, who.role);
  return who.name === null ? role : `${role} ${who.name}`;
}
