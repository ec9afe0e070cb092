import type { Knex } from 'knex';
import { agreementStateOf } from '../../domain/agreement.ts';
import { promisedArchive, promisedHukou, type ArchiveProfile } from '../../domain/archive-profile.ts';
import type { AgreementFacts } from '../../domain/agreement-document.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import { instantOf } from '../instants.ts';
import { regionName } from './regions.ts';

/** What an agreement tells, with what is sealed in the database still sealed. */
export interface SealedAgreementFacts {
  facts: Omit<AgreementFacts, 'contact' | 'graduate'> & {
    contact: { name: string };
    graduate: Omit<AgreementFacts['graduate'], 'idNumber'>;
  };
  contactPhoneEncrypted: string | null;
  contactEmailEncrypted: string | null;
  idNumberEncrypted: string;
  signedAt: Instant;
}

interface Row {
  agreementNo: string;
  checkCode: string;
  employerName: string;
  uscc: string;
  unitNature: string;
  industry: string;
  regionCode: string | null;
  address: string;
  collegeName: string;
  status: SigningStatus;
  statusAt: Instant;
  positionCategory: string;
  positionTitle: string;
  signingContactName: string;
  contactPhoneEncrypted: string | null;
  contactEmailEncrypted: string | null;
  acceptsArchive: boolean;
  acceptsHukou: boolean | null;
  archive: ArchiveProfile | null;
  workRegionCode: string | null;
  workAddress: string | null;
  salary: string | null;
  benefits: string | null;
  probation: string | null;
  penalty: string | null;
  servicePeriod: string | null;
  reportOn: string | null;
  remarks: string | null;
  cohortYear: number;
  graduateName: string;
  idNumberEncrypted: string;
  schoolName: string;
  educationLevel: string;
  major: string;
  sentAt: Instant;
  acceptedAt: Instant;
  signedAt: Instant;
  approvals: AgreementFacts['approvals'];
}

/** Reads what the agreement of a signing tells, in one statement; undefined where there is none. */
export async function findAgreementFacts(knex: Knex, signingId: string): Promise<SealedAgreementFacts | undefined> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select s.agreement_no, a.check_code, a.employer_name, a.uscc, a.unit_nature, a.industry, a.region_code, a.address, a.college_name,
       s.status, s.status_at, s.position_category, s.position_title, s.signing_contact_name, s.contact_phone_encrypted, s.remarks,
       s.contact_email_encrypted, s.accepts_archive, s.accepts_hukou, s.archive, s.work_region_code, s.work_address,
       s.salary, s.benefits, s.probation, s.penalty, s.service_period, s.report_on,
       s.cohort_year, f.graduate_name, f.id_number_encrypted, f.school_name, f.education_level, f.major,
       s.sent_at, s.accepted_at, s.signed_at,
       (select json_agg(json_build_object('stage', ev.data -> 'stage', 'at', ev.at,
          'inPlaceOfCollege', ev.data -> 'inPlaceOfCollege') order by ev.seq)
        from process_event ev where ev.process_id = s.id and ev.type in ('stageApproved', 'signed')) as approvals
     from agreement a join signing s on s.id = a.signing_id join favorite f on f.id = s.favorite_id
     where a.signing_id = ?`,
    [signingId],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { idNumberEncrypted, contactPhoneEncrypted, contactEmailEncrypted, signedAt } = row;
  return { facts: factsOf(row), idNumberEncrypted, contactPhoneEncrypted, contactEmailEncrypted, signedAt };
}

function factsOf(row: Row): SealedAgreementFacts['facts'] {
  const { employerName, uscc, unitNature, industry } = row;
  const address = placeOf(row.regionCode, row.address) ?? row.address;
  const { graduateName, schoolName, collegeName, educationLevel, major, cohortYear } = row;
  return {
    agreementNo: row.agreementNo,
    checkCode: row.checkCode,
    employer: { name: employerName, uscc, unitNature, industry, address },
    contact: { name: row.signingContactName },
    graduate: { name: graduateName, schoolName, collegeName, educationLevel, major, cohortYear },
    position: { category: row.positionCategory, title: row.positionTitle },
    archive: archiveOf(row),
    hukou: hukouOf(row),
    terms: {
      workPlace: placeOf(row.workRegionCode, row.workAddress),
      ...{ reportOn: row.reportOn, salary: row.salary, benefits: row.benefits, probation: row.probation },
      ...{ servicePeriod: row.servicePeriod, penalty: row.penalty },
    },
    remarks: row.remarks,
    invitedAt: row.sentAt,
    acceptedAt: row.acceptedAt,
    approvals: row.approvals.map((approval) => ({ ...approval, at: instantOf(approval.at) })),
    state: agreementStateOf(row.status),
    stateAt: row.statusAt,
  };
}

/** A copy is complete: the decision that sent the letter saw to it. */
function archiveOf(row: Row): AgreementFacts['archive'] {
  const profile = promisedArchive(row);
  if (profile === null) return null;
  return {
    receiverType: profile.archiveReceiverType ?? '',
    unitName: profile.archiveUnitName ?? '',
    address: placeOf(profile.archiveRegionCode, profile.archiveAddress) ?? '',
    postcode: profile.postcode ?? '',
    contactName: profile.archiveContactName ?? '',
    contactPhone: profile.archiveContactPhone ?? '',
  };
}

/** What the letter says itself counts: an address that only came with the profile promises nothing. */
function hukouOf(row: Row): AgreementFacts['hukou'] {
  if (row.acceptsHukou === false) return { address: null };
  const hukou = promisedHukou(row);
  const address = hukou && placeOf(hukou.hukouRegionCode, hukou.hukouAddress);
  return address === null ? null : { address };
}

function placeOf(regionCode: string | null, address: string | null): string | null {
  const place = `${regionCode === null ? '' : regionName(regionCode)}${address ?? ''}`;
  return place === '' ? null : place;
}
