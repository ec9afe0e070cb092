import type { SigningDetail } from '../../database/queries/signing-detail.ts';
import type { SigningRecord } from '../../database/queries/signing-record.ts';
import { promisedArchive, promisedHukou } from '../../domain/archive-profile.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { VoidReason } from '../../domain/vocabulary/void-reason.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentBinding, presentHead, presentInvitee, type Unsealing } from './signing-row.ts';
import { presentSteps } from './signing-steps.ts';
import { presentTimeline } from './timeline.ts';

/** A signing about to be shown: to whom, in which language. */
export interface Showing {
  deps: ApiDependencies;
  relation: ActorRelation;
  language: Language;
}

/** A signing's own page, for everybody who may see it. */
export function presentSigning(detail: SigningDetail, { deps, relation, language }: Showing) {
  const { signing, employerName, collegeName, entries, uscc, startedByName } = detail;
  const graduate = presentInvitee(detail, deps);
  const { graduateName: name, ...invitee } = graduate;
  return {
    ...presentHead(detail, relation, language),
    ...graduate,
    termination: detail.termination,
    letter: presentLetter(signing, deps),
    inviter: { name: employerName, uscc, startedByName: relation === 'INVITER' ? startedByName : null },
    invitee: { name, ...invitee, collegeName },
    respondBy: signing.respondBy,
    steps: presentSteps(detail, language),
    timeline: presentTimeline(detail, entries, { relation, language }),
    agreementNo: signing.agreementNo,
    agreement: detail.agreement,
    terminations: detail.terminations,
    declineReason: signing.declineReason,
    rejection: presentRejection(entries),
    invalidationReason: signing.invalidationReason,
    voided: detail.voided && { ...detail.voided, detail: voidDetail(detail.voided, relation) },
    ...presentLinks(detail, relation),
  };
}

/** A signing's own page for the invited graduate. */
export function presentGraduateSigning(detail: SigningDetail, showing: Omit<Showing, 'relation'>) {
  const page = presentSigning(detail, { ...showing, relation: 'INVITEE' });
  return {
    ...page,
    employerName: detail.employerName,
    uscc: detail.uscc,
    profileConfirmed: detail.profileConfirmed,
    ...presentBinding(detail.ground, showing.language),
  };
}

function presentLetter(signing: SigningRecord['signing'], { personalData }: Unsealing) {
  const { contactPhoneEncrypted, contactEmailEncrypted, acceptsArchive, acceptsHukou, archive } = signing;
  return {
    positionCategory: signing.positionCategory,
    positionTitle: signing.positionTitle,
    responseWindowDays: signing.responseWindowDays,
    signingContactName: signing.signingContactName,
    contactPhone: contactPhoneEncrypted === null ? null : personalData.decrypt(contactPhoneEncrypted),
    remarks: signing.remarks,
    ...{ acceptsArchive, archive: promisedArchive({ acceptsArchive, archive }) },
    ...{ acceptsHukou, hukou: promisedHukou({ acceptsHukou, archive }) },
    contactEmail: contactEmailEncrypted === null ? null : personalData.decrypt(contactEmailEncrypted),
    workRegionCode: signing.workRegionCode,
    workAddress: signing.workAddress,
    salary: signing.salary,
    benefits: signing.benefits,
    probation: signing.probation,
    penalty: signing.penalty,
    servicePeriod: signing.servicePeriod,
    reportOn: signing.reportOn,
  };
}

/**
 * What the school wrote when it voided an agreement; for the unit only what it wrote of the agreement. Why a graduate left the
 * school, of their health say, is theirs.
 */
export function voidDetail(
  { voidReason, detail }: { voidReason: VoidReason | null; detail: string },
  relation: ActorRelation,
): string | null {
  const isRemoval = voidReason === null;
  return isRemoval && relation === 'INVITER' ? null : detail;
}

function presentRejection(entries: SigningDetail['entries']) {
  for (const { event } of entries) {
    if (event.type !== 'reviewRejected') continue;
    return { stage: event.stage, reasonCode: event.reasonCode, reason: event.reason };
  }
  return null;
}

// A reviewer knows a signing only from its acceptance on, so theirs are not led to one that may not have had any.
function presentLinks({ signing, nextSigningId }: SigningDetail, relation: ActorRelation) {
  if (relation === 'INVITER' || relation === 'INVITEE')
    return { previousSigningId: signing.previousSigningId, nextSigningId };
  return { previousSigningId: null, nextSigningId: null };
}
