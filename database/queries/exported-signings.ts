import type { Knex } from 'knex';
import type { ArchiveProfile } from '../../domain/archive-profile.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { GbIndustrySection } from '../../domain/vocabulary/gb-industry-section.ts';
import type { Sex } from '../../domain/vocabulary/sex.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { TerminationStatus } from '../../domain/vocabulary/termination-status.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';

/** A signing as a school takes it out: the graduate as the letter went to them, the unit as the agreement names it. Source: domain.md §11.8. */
export interface ExportedSigning {
  id: string;
  schoolName: string;
  collegeName: string;
  examNo: string | null;
  idNumberEncrypted: string;
  graduateName: string;
  sex: Sex | null;
  nation: string | null;
  educationLevel: string;
  major: string;
  trainingMode: TrainingMode;
  homeRegion: string | null;
  cohortYear: number;
  graduatePhoneEncrypted: string;
  destinationCategory: string | null;
  signedAt: Instant | null;
  employerName: string;
  uscc: string;
  unitNature: string;
  unitType: string;
  industry: string;
  gbIndustrySection: GbIndustrySection;
  regionCode: string;
  address: string;
  positionCategory: string;
  positionTitle: string;
  signingContactName: string;
  contactPhoneEncrypted: string | null;
  /** The unit's archive profile as it was copied into the letter; null where none was. */
  archive: ArchiveProfile | null;
  acceptsArchive: boolean;
  acceptsHukou: boolean | null;
  agreementNo: string | null;
  status: SigningStatus;
  terminationStatus: TerminationStatus | null;
}

/** These signings, in the order of the ids given. */
export async function readExportedSignings(knex: Knex, ids: readonly string[]): Promise<ExportedSigning[]> {
  // Of a letter that went before letters had an archive profile there is none: the row has no such column, or it is empty.
  const { rows } = await knex.raw<{ rows: ExportedSigning[] }>(
    `select s.id, f.school_name, coalesce(a.college_name, c.name) as college_name, g.exam_no, f.id_number_encrypted,
       f.graduate_name, g.sex, g.nation, f.education_level, f.major, g.training_mode, g.home_region, s.cohort_year,
       g.phone_encrypted as graduate_phone_encrypted, d.category as destination_category, s.signed_at,
       coalesce(a.employer_name, e.name_in_force) as employer_name, coalesce(a.uscc, e.uscc_in_force) as uscc,
       coalesce(a.unit_nature, e.unit_nature) as unit_nature, coalesce(a.unit_type, e.unit_type) as unit_type,
       coalesce(a.industry, e.industry) as industry, coalesce(a.gb_industry_section, e.gb_industry_section) as gb_industry_section,
       coalesce(a.region_code, e.region_code) as region_code, coalesce(a.address, e.address) as address, s.position_category, s.position_title,
       s.signing_contact_name, s.contact_phone_encrypted, s.accepts_archive, s.accepts_hukou, nullif(to_jsonb(s) -> 'archive', 'null') as archive,
       s.agreement_no, s.status, lt.status as termination_status
     from jsonb_array_elements_text(?) with ordinality as wanted (id, place)
       join signing s on s.id = cast(wanted.id as uuid)
       join favorite f on f.id = s.favorite_id
       join graduate g on g.id = s.graduate_id
       join employer e on e.id = s.employer_id
       join college c on c.id = s.college_id
       left join agreement a on a.signing_id = s.id
       left join destination d on d.signing_id = s.id and d.voided_at is null
       left join termination lt on lt.signing_id = s.id and lt.is_newest
     order by wanted.place`,
    [JSON.stringify(ids)],
  );
  return rows;
}
