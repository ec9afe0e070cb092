import type { SigningRecord } from '../../database/queries/signing-record.ts';
import { bindingReasons, type GraduateGround } from '../../domain/binding.ts';
import { bindingTexts } from '../../domain/binding-words.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { maskIdNumber } from '../../domain/identifiers.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { allowedActions, type SeenEnding, type SigningViewer } from '../../domain/signing-waits.ts';
import { isOpen } from '../../domain/termination-state.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { TerminationSide } from '../../domain/vocabulary/termination-applicant.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** What is needed to show what is kept encrypted. */
export type Unsealing = Pick<ApiDependencies, 'personalData'>;

/** How somebody who stands so to a signing looks at it; no act is open to whoever is not one of its people. */
export function viewerOf(record: SigningRecord, relation: ActorRelation): SigningViewer {
  const { signingGround: ground, collegeHasReviewer, pairTaken } = record;
  switch (relation) {
    case 'INVITEE':
      return {
        is: 'INVITEE',
        ground,
        bindingReasons: bindingReasons(record.ground),
        profileConfirmed: record.profileConfirmed,
        ending: seenEnding(record, 'GRADUATE'),
      };
    case 'COLLEGE':
    case 'SCHOOL':
      return {
        ...{ is: 'REVIEWER', ground, level: relation, collegeHasReviewer },
        bindingReasons: bindingReasons(record.ground),
      };
    case 'INVITER':
      return { is: 'INVITER', ground, pairTaken, ending: seenEnding(record, 'EMPLOYER') };
    case 'MEMBER':
    case 'STAFF':
    case 'SYSTEM':
      throw new Error('NO_VIEWER');
  }
}

/** What a side's application would meet with; null where there is no agreement to end. */
export function seenEnding(
  { ending, termination }: Pick<SigningRecord, 'ending' | 'termination'>,
  side: TerminationSide,
): SeenEnding | null {
  if (ending === null) return null;
  const { rules, terminatedBefore, unansweredAt } = ending;
  const otherOpen = termination !== null && isOpen(termination.status);
  return { rules, terminatedBefore, otherOpen, unansweredAt: unansweredAt[side] ?? null };
}

/** The fields of every process record. Source: api.md §1. */
export function presentHead(record: SigningRecord, relation: ActorRelation, language: Language) {
  const { signing, seq, state, now, createdAt, updatedAt } = record;
  return {
    id: signing.id,
    status: signing.status,
    seq,
    statusAt: signing.statusAt,
    createdAt,
    updatedAt,
    allowedActions: allowedActions(state, viewerOf(record, relation), now),
    waitingFor: explainWait({ kind: 'SIGNING', state }, language),
  };
}

/** The graduate as frozen in the favorite, the ID number masked. */
export function presentGraduate(
  frozen: Pick<SigningRecord, 'graduateName' | 'idNumberEncrypted' | 'schoolName' | 'educationLevel' | 'major'> & {
    cohortYear: number;
  },
  { personalData }: Unsealing,
) {
  return {
    cohort: frozen.cohortYear,
    graduateName: frozen.graduateName,
    idNumberMasked: maskIdNumber(personalData.decrypt(frozen.idNumberEncrypted)),
    schoolName: frozen.schoolName,
    educationLevel: frozen.educationLevel,
    major: frozen.major,
  };
}

/** The graduate of a signing. */
export function presentInvitee(record: SigningRecord, unsealing: Unsealing) {
  return presentGraduate({ ...record, cohortYear: record.signing.cohortYear }, unsealing);
}

/** A row of the employer's lists. Source: api.md §7. */
export function presentSigningRow(record: SigningRecord, unsealing: Unsealing, relation: ActorRelation = 'INVITER') {
  const { signing, state, now } = record;
  const { id, status, statusAt } = signing;
  const actions = allowedActions(state, viewerOf(record, relation), now);
  return {
    ...{ id, ...presentInvitee(record, unsealing), status, statusAt },
    termination: record.termination,
    allowedActions: actions,
  };
}

/** A row of a school's list, for a reviewer of this level. */
export function presentReviewedSigningRow(record: SigningRecord, level: ReviewStage, unsealing: Unsealing) {
  const { signing, collegeName, employerName } = record;
  const { positionTitle, agreementNo } = signing;
  return { ...presentSigningRow(record, unsealing, level), collegeName, employerName, positionTitle, agreementNo };
}

/** A row of the graduate's own list. */
export function presentGraduateSigningRow(record: SigningRecord, language: Language) {
  const { signing, employerName, ground } = record;
  return {
    ...presentHead(record, 'INVITEE', language),
    profileConfirmed: record.profileConfirmed,
    cohort: signing.cohortYear,
    employerName,
    positionCategory: signing.positionCategory,
    positionTitle: signing.positionTitle,
    respondBy: signing.respondBy,
    termination: record.termination,
    ...presentBinding(ground, language),
  };
}

/** Why a graduate cannot accept: codes for programs, words for people. Source: api.md §7. */
export function presentBinding(ground: GraduateGround, language: Language) {
  const reasons = bindingReasons(ground);
  return { bindingReasons: reasons, bindingReasonTexts: bindingTexts(reasons, language) };
}
