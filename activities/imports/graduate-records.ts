import type { Knex } from 'knex';
import type { GraduateRow, KnownGraduate } from '../../domain/graduate-import.ts';
import type { Sex } from '../../domain/vocabulary/sex.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import type { ImportDependencies } from './page.ts';

/** A row that says something valid of a college that is there. */
export interface ReadRow extends GraduateRow {
  rowNumber: number;
  collegeId: string;
}

/** A record that a row may be about, with what the row is compared with. */
export interface KnownRecord extends KnownGraduate {
  rowNumber: number;
  name: string;
  collegeId: string;
  educationLevel: string;
  major: string;
  trainingMode: TrainingMode;
  homeRegion: string | null;
  sex: Sex | null;
  nation: string | null;
  /** Whether its ID number, and its phone, are the row's. */
  hasIdNumber: boolean;
  hasPhone: boolean;
}

type Deps = Pick<ImportDependencies, 'personalData'> & { knex: Knex.Transaction };

/** The school's records that each row may be about, by the row's number: with its exam number, or its ID number. */
export async function findKnown(
  { knex: trx, personalData }: Deps,
  schoolCode: string,
  rows: readonly ReadRow[],
): Promise<Map<number, KnownRecord[]>> {
  const hash = (text: string) => personalData.hash(text).toString('hex');
  const keys = rows.map(({ rowNumber, examNo, idNumber, cohort, phone }) => ({
    ...{ row_number: rowNumber, exam_no: examNo, cohort },
    ...{ id_number_hash: hash(idNumber), phone_hash: hash(phone) },
  }));
  const { rows: found } = await trx.raw<{ rows: KnownRecord[] }>(
    `select k.row_number, g.id, g.removed_at is not null as is_removed, g.exam_no, g.cohort_year, g.name, g.college_id,
       g.education_level, g.major, g.training_mode, g.home_region, g.sex, g.nation,
       g.id_number_hash = decode(k.id_number_hash, 'hex') as has_id_number,
       g.id_number_hash = decode(k.id_number_hash, 'hex') and g.cohort_year = k.cohort as is_same_person,
       g.phone_hash = decode(k.phone_hash, 'hex') as has_phone
     from jsonb_to_recordset(:keys) as k (row_number integer, exam_no text, cohort integer, id_number_hash text, phone_hash text)
     join lateral (
       select e.* from graduate e where e.school_code = :schoolCode and e.exam_no = k.exam_no
       union
       select p.* from graduate p where p.school_code = :schoolCode and p.id_number_hash = decode(k.id_number_hash, 'hex')
     ) g on true
     order by g.id`,
    { schoolCode, keys: JSON.stringify(keys) },
  );
  const byRow = new Map<number, KnownRecord[]>();
  for (const record of found) byRow.set(record.rowNumber, [...(byRow.get(record.rowNumber) ?? []), record]);
  return byRow;
}

/** Creates records of these rows; answers the numbers of those that were: not of one that somebody else creates at the moment. */
export async function createGraduates(
  { knex: trx, personalData }: Deps,
  schoolCode: string,
  rows: readonly ReadRow[],
): Promise<number[]> {
  if (rows.length === 0) return [];
  const { encrypt, hash } = personalData;
  const made = rows.map((row) => ({
    ...{ college_id: row.collegeId, cohort_year: row.cohort, name: row.name, exam_no: row.examNo },
    ...{ id_number_encrypted: encrypt(row.idNumber), id_number_hash: hash(row.idNumber).toString('hex') },
    ...{ phone_encrypted: encrypt(row.phone), phone_hash: hash(row.phone).toString('hex') },
    ...{ education_level: row.educationLevel, major: row.major, training_mode: row.trainingMode ?? 'ORDINARY' },
    ...{ home_region: row.homeRegion ?? null, sex: row.sex ?? null, nation: row.nation ?? null },
  }));
  const { rows: created } = await trx.raw<{ rows: { examNo: string }[] }>(
    `insert into graduate (school_code, college_id, cohort_year, name, name_normalised, id_number_encrypted, id_number_hash,
       phone_encrypted, phone_hash, exam_no, education_level, major, training_mode, home_region, sex, nation)
     select :schoolCode, m.college_id, m.cohort_year, m.name, m.name, m.id_number_encrypted, decode(m.id_number_hash, 'hex'),
       m.phone_encrypted, decode(m.phone_hash, 'hex'), m.exam_no, m.education_level, m.major, m.training_mode,
       m.home_region, m.sex, m.nation
     from jsonb_to_recordset(:made) as m (college_id uuid, cohort_year integer, name text, exam_no text,
       id_number_encrypted text, id_number_hash text, phone_encrypted text, phone_hash text, education_level text, major text,
       training_mode text, home_region text, sex text, nation text)
     on conflict (school_code, cohort_year, id_number_hash) where removed_at is null do nothing
     returning exam_no`,
    { schoolCode, made: JSON.stringify(made) },
  );
  const examNos = new Set(created.map(({ examNo }) => examNo));
  return rows.filter(({ examNo }) => examNos.has(examNo)).map(({ rowNumber }) => rowNumber);
}
