import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import { pageClause, pageValues, withPosition, type PageRequest, type PlacedBy } from './keyset.ts';
import type { Placed } from './list-filters.ts';

/** A verification whose letter nobody has looked at yet. */
export interface UncheckedLetter {
  id: string;
  employerId: string;
  employerName: string;
  uscc: string;
  verifiedAt: Instant;
  /** The letters that stood for the unit when it was verified. */
  fileIds: string[];
}

/** Whether nobody has looked at the letter of a unit that money verified, as a condition on a verification `v`. Source: domain.md §3.3. */
export const awaitsLetterCheck = `v.method = 'REMITTANCE' and v.status = 'VERIFIED' and v.letter_checked_at is null`;
const columns = `v.id, v.employer_id, v.employer_name, v.uscc, v.status_at as verified_at,
  (select coalesce(jsonb_agg(f.id order by f.id), '[]') from verification_file vf join file f on f.id = vf.file_id
   where vf.process_id = v.id and vf.replaced_seq is null and f.purpose = 'SIGNING_AUTHORIZATION_LETTER') as file_ids`;

/** One page of the letters nobody has looked at, of units that money verified; oldest first. Source: domain.md §3.3. */
export async function uncheckedLetters(knex: Knex, page: PageRequest): Promise<(UncheckedLetter & Placed)[]> {
  const order = { at: 'v.status_at', id: 'v.id', direction: 'asc' } as const;
  const { rows } = await knex.raw<{ rows: PlacedBy<UncheckedLetter>[] }>(
    `select ${columns}, v.status_at::text as position_at
     from employer_verification v where ${awaitsLetterCheck} ${pageClause(order, page)}`,
    pageValues(page),
  );
  return rows.map(withPosition);
}

/** One of them; undefined when somebody has looked at it. */
export async function findUncheckedLetter(knex: Knex, id: string): Promise<UncheckedLetter | undefined> {
  const { rows } = await knex.raw<{ rows: UncheckedLetter[] }>(
    `select ${columns} from employer_verification v where v.id = ? and ${awaitsLetterCheck}`,
    id,
  );
  return rows[0];
}
