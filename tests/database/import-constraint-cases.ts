import { copyOf, newId, type ConstraintCase } from './constraint-cases.ts';

/** One import of a unit with one row, and one export, for the cases below. */
export const importRows = `
  insert into import (kind, account_id, employer_id, total, request_id, created_at, moved_at)
    values ('FAVORITES', :user, :employer, 1, 'r', now(), now());
  insert into import_row (import_id, row_number, cells_encrypted) select id, 2, 'x' from import;
  insert into school_export (account_id, school_code, filters, rows, request_id, at)
    values (:reviewer, :school, '{}', 0, 'r', now())`;

const another = (changed: Record<string, string>) => copyOf('import', 'true', { ...newId, ...changed });
const row = (what: string) => `update import_row set ${what}`;

/** What each constraint of imports and exports is there for, as a statement that it must refuse. */
export const importConstraintCases: ConstraintCase[] = [
  ['import_kind', 'an import of something unknown', another({ kind: `'UNITS'`, employer_id: 'null' })],
  ['import_total', 'an import of nothing', another({ total: '0' })],
  ['import_of_one_owner', 'an import of favorites of no unit', another({ employer_id: 'null' })],
  ['import_of_one_owner', 'an import of a unit and a school', another({ school_code: 'cast(:school as text)' })],
  ['import_of_one_owner', 'graduates of a unit', another({ kind: `'GRADUATES'` })],
  ['import_row_below_headings', 'a row that is the headings', row('row_number = 1')],
  ['import_row_outcome', 'an unknown outcome', row(`outcome = 'PERHAPS'`)],
  ['import_row_reasons_once_decided', 'reasons of nothing', row(`reasons = '[]'`)],
  ['school_export_rows', 'an export of fewer than none', copyOf('school_export', 'true', { ...newId, rows: '-1' })],
  ['school_export_append_only', 'an export nobody made', `delete from school_export`],
  ['graduate_sex', 'a sex of no list', `update graduate set sex = 'X' where id = :unbound`],
];
