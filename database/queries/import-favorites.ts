import type { Knex } from 'knex';
import type { PersonalData } from '../personal-data.ts';
import { readSchoolDirectory } from './school-directory.ts';

/** Whom a row that was added is about: an ID number in its one form, and the school as names are compared. */
export interface AddedRow {
  rowNumber: number;
  idNumber: string;
  school: string;
}

/** The favorites that rows of an import stand for, by the row's number; none for one that was removed since. */
export async function favoritesOfRows(
  { knex, personalData }: { knex: Knex; personalData: PersonalData },
  employerId: string,
  rows: readonly AddedRow[],
): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const codesOf = await readSchoolDirectory(knex);
  const keys = rows.map(({ rowNumber, idNumber, school }) => ({
    ...{ row_number: rowNumber, school_codes: codesOf(school) },
    id_number_hash: personalData.hash(idNumber).toString('hex'),
  }));
  const { rows: found } = await knex.raw<{ rows: { rowNumber: number; id: string }[] }>(
    `select k.row_number, f.id
     from jsonb_to_recordset(:keys) as k (row_number integer, id_number_hash text, school_codes text[])
     join lateral (
       select f.id from favorite f
       where f.employer_id = :employerId and f.id_number_hash = decode(k.id_number_hash, 'hex')
         and f.school_code = any(k.school_codes) and f.removed_at is null
       order by f.cohort_year desc, f.id limit 1
     ) f on true`,
    { employerId, keys: JSON.stringify(keys) },
  );
  return new Map(found.map(({ rowNumber, id }) => [rowNumber, id]));
}
