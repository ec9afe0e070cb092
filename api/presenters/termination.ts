import type { TerminationDetail } from '../../database/queries/termination-detail.ts';
import type { TerminationRecord } from '../../database/queries/termination-record.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { sideOf, type ActorRelation } from '../../domain/permissions.ts';
import { mediationUntil } from '../../domain/termination-rules.ts';
import { allowedActions, type TerminationViewer } from '../../domain/termination-waits.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import { presentGraduate } from './signing-row.ts';
import type { Showing } from './signing.ts';
import { presentTerminationTimeline } from './termination-timeline.ts';

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
  const { termination, state, files, earlier } = detail;
  const attachedBy = (side: 'EMPLOYER' | 'GRADUATE') =>
    files.filter((file) => file.side === side).map(({ fileId }) => fileId);
  const lapsed = termination.status === 'COUNTERPARTY_EXPIRED' && sideOf(relation) === termination.applicant;
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
    detail: termination.detail,
    attachments: { employer: attachedBy('EMPLOYER'), graduate: attachedBy('GRADUATE') },
    appliedAt: termination.appliedAt,
    answerBy: termination.answerBy,
    noticeUntil: state.noticeUntil,
    effectiveAt: termination.effectiveAt,
    refusal: termination.refusal,
    rejection: presentRejection(detail),
    invalidationReason: termination.invalidationReason,
    mediationUntil: lapsed ? mediationUntil(termination.statusAt) : null,
    earlier,
    timeline: presentTerminationTimeline(detail, { relation, language }),
  };
}

function presentRejection({ entries }: TerminationDetail) {
  for (const { event } of entries) {
    if (event.type !== 'reviewRejected') continue;
    return { stage: event.stage, reasonCode: event.reasonCode, reason: event.reason };
  }
  return null;
}
