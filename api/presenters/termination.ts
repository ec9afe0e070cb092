import type { TerminationDetail } from '../../database/queries/termination-detail.ts';
import type { TerminationRecord } from '../../database/queries/termination-record.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { sideOf, type ActorRelation } from '../../domain/permissions.ts';
import { allowedActions, mediationOpenUntil, type TerminationViewer } from '../../domain/termination-waits.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import { presentGraduate } from './signing-row.ts';
import { voidDetail, type Showing } from './signing.ts';
import { anotherTry, presentTerminationTimeline } from './termination-timeline.ts';

/** The fields of every process record. Source: api.md §1. */
export function presentTerminationHead(record: TerminationRecord, relation: ActorRelation, language: Language) {
  const { termination, seq, state, now, createdAt, updatedAt } = record;
  return {
    id: termination.id,
    status: termination.status,
    seq,
    statusAt: termination.statusAt,
    createdAt,
    updatedAt,
    allowedActions: allowedActions(state, viewerOf(record, relation), now),
    waitingFor: explainWait({ kind: 'TERMINATION', state }, language),
  };
}

/** How somebody who stands so to a termination looks at it. */
function viewerOf(record: TerminationRecord, relation: ActorRelation): TerminationViewer {
  const { agreementInForce, graduateRemoved, employerDisabled, collegeHasReviewer } = record;
  const ground = { agreementInForce, graduateRemoved, employerDisabled };
  const side = sideOf(relation);
  if (side !== null) return { is: 'PARTY', ground, side };
  if (relation === 'COLLEGE' || relation === 'SCHOOL')
    return { is: 'REVIEWER', ground, level: relation, collegeHasReviewer };
  throw new Error('NO_VIEWER');
}

/** A termination's own page, for everybody who may see it. */
export function presentTermination(detail: TerminationDetail, { deps, relation, language }: Showing) {
  const { termination, files, earlier, state } = detail;
  const side = sideOf(relation);
  return {
    ...presentTerminationHead(detail, relation, language),
    ...presentGraduate({ ...detail, cohortYear: termination.cohortYear }, deps),
    signingId: termination.signingId,
    agreementNo: detail.agreementNo,
    positionTitle: detail.positionTitle,
    employerName: detail.employerName,
    collegeName: detail.collegeName,
    kind: termination.kind,
    applicant: termination.applicant,
    reason: termination.reason,
    voidReason: termination.voidReason,
    detail: termination.kind === 'VOID' ? voidDetail(termination, relation) : termination.detail,
    attachments: presentAttachments(files),
    appliedAt: termination.appliedAt,
    answerBy: termination.answerBy,
    noticeUntil: state.noticeUntil,
    effectiveAt: termination.effectiveAt,
    refusal: termination.refusal,
    rejection: presentRejection(detail),
    approvals: presentApprovals(detail),
    invalidationReason: termination.invalidationReason,
    mediationUntil: side && mediationOpenUntil(termination, anotherTry(detail, side)),
    earlier,
    timeline: presentTerminationTimeline(detail, { relation, language }),
  };
}

/** The images each side attached. */
export function presentAttachments(files: TerminationDetail['files']) {
  const of = (side: TerminationSide) => files.filter((file) => file.side === side).map(({ fileId }) => fileId);
  return { employer: of('EMPLOYER'), graduate: of('GRADUATE') };
}

function presentApprovals({ entries }: TerminationDetail) {
  return entries.flatMap(({ event }) => {
    if (event.type !== 'stageApproved' && event.type !== 'approved' && event.type !== 'terminated') return [];
    return event.stage === null ? [] : [{ stage: event.stage, at: event.at, reason: event.reason ?? null }];
  });
}

function presentRejection({ entries }: TerminationDetail) {
  for (const { event } of entries) {
    if (event.type !== 'reviewRejected') continue;
    return { stage: event.stage, reasonCode: event.reasonCode, reason: event.reason };
  }
  return null;
}
