import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';
import { countOf, type ListRows, type Placed } from './list-filters.ts';
import {
  selectVerifications,
  toVerificationRecord,
  type VerificationRecord,
  type VerificationRow,
} from './verification-record.ts';

/** A verification as lists show it. */
export type ListedVerification = Placed & { record: VerificationRecord };

/** One page of a unit's verifications, newest status first. */
export async function listVerifications(
  knex: Knex,
  clock: Clock,
  employerId: string,
  { fetch, after, count }: PageRequest,
): Promise<ListRows<ListedVerification>> {
  const ofUnit = { 'v.employer_id': employerId };
  const listed = selectVerifications(knex, await clock())
    .where(ofUnit)
    .select({ positionAt: positionAt(knex, 'v.status_at') })
    .limit(fetch);
  const order = { at: 'v.status_at', id: 'v.id', direction: 'desc' } as const;
  const rows = (await inOrder(listed, order, after)) as (VerificationRow & { positionAt: string })[];
  return {
    rows: rows.map((row) => ({
      position: { at: row.positionAt, id: row.id },
      record: toVerificationRecord(row),
    })),
    total: count ? await countOf(knex('employer_verification as v').where(ofUnit)) : undefined,
  };
}
