import { readSigningHistory, type SigningHistory } from '../../database/queries/signing-history.ts';
import type { SigningRecord } from '../../database/queries/signing-record.ts';
import { bindingReasons } from '../../domain/binding.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentHead, presentInvitee, type Unsealing } from './signing-row.ts';
import { presentSteps } from './signing-steps.ts';
import { presentTimeline } from './timeline.ts';

/** A signing about to be shown: to whom, in which language. */
export interface Showing {
  deps: ApiDependencies;
  relation: ActorRelation;
  language: Language;
}

/** A signing's own page, for everybody who may see it. */
export async function presentSigning(record: SigningRecord, showing: Showing) {
  const { entries, ...links } = await readSigningHistory(showing.deps.knex, record.signing.id);
  // What was decided since the record was read is left for the next reading: a page is of one version.
  const upToNow = entries.filter(({ seq }) => seq <= record.seq);
  return presentDetail(record, { entries: upToNow, ...links }, showing);
}

/** A signing's own page for the invited graduate. */
export async function presentGraduateSigning(record: SigningRecord, showing: Omit<Showing, 'relation'>) {
  const detail = await presentSigning(record, { ...showing, relation: 'INVITEE' });
  return {
    ...detail,
    employerName: record.employerName,
    uscc: detail.inviter.uscc,
    profileConfirmed: record.profileConfirmed,
    bindingReasons: bindingReasons(record.ground),
  };
}

function presentDetail(record: SigningRecord, history: SigningHistory, { deps, relation, language }: Showing) {
  const { signing, employerName, collegeName } = record;
  const graduate = presentInvitee(record, deps);
  const { graduateName: name, ...invitee } = graduate;
  return {
    ...presentHead(record, relation),
    ...graduate,
    termination: null,
    letter: presentLetter(signing, deps),
    inviter: {
      name: employerName,
      uscc: history.uscc,
      startedByName: relation === 'INVITER' ? history.startedByName : null,
    },
    invitee: { name, ...invitee, collegeName },
    respondBy: signing.respondBy,
    steps: presentSteps(record, language),
    timeline: presentTimeline(record, history.entries, { relation, language }),
    agreementNo: signing.agreementNo,
    agreement: null,
    terminations: [],
    declineReason: signing.declineReason,
    rejection: presentRejection(history),
    invalidationReason: signing.invalidationReason,
    ...presentLinks(signing, history, relation),
  };
}

function presentLetter(signing: SigningRecord['signing'], { personalData }: Unsealing) {
  const { contactPhoneEncrypted } = signing;
  return {
    positionCategory: signing.positionCategory,
    positionTitle: signing.positionTitle,
    responseWindowDays: signing.responseWindowDays,
    signingContactName: signing.signingContactName,
    contactPhone: contactPhoneEncrypted === null ? null : personalData.decrypt(contactPhoneEncrypted),
    remarks: signing.remarks,
    archive: null,
  };
}

function presentRejection({ entries }: SigningHistory) {
  for (const { event } of entries) {
    if (event.type !== 'reviewRejected') continue;
    return { stage: event.stage, reasonCode: event.reasonCode, reason: event.reason };
  }
  return null;
}

// A reviewer knows a signing only from its acceptance on, so theirs are not led to one that may not have had any.
function presentLinks(
  { previousSigningId }: SigningRecord['signing'],
  { nextSigningId }: SigningHistory,
  relation: ActorRelation,
) {
  if (relation === 'INVITER' || relation === 'INVITEE') return { previousSigningId, nextSigningId };
  return { previousSigningId: null, nextSigningId: null };
}
