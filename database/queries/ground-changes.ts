import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { GroundChangeKind } from '../../domain/vocabulary/ground-change-kind.ts';

/** A change of a graduate's record as it was written down. */
export interface GroundChangeRow {
  id: string;
  kind: GroundChangeKind;
  at: Instant;
  byName: string | null;
  detailsEncrypted: string;
}

const changesShownMax = 100;

/** What was done to a graduate's record, newest first. */
export async function listGraduateChanges(knex: Knex, graduateId: string): Promise<GroundChangeRow[]> {
  return knex('ground_change as c')
    .leftJoin('account as a', 'a.id', 'c.actor_account_id')
    .where('c.graduate_id', graduateId)
    .orderBy([
      { column: 'c.at', order: 'desc' },
      { column: 'c.id', order: 'desc' },
    ])
    .limit(changesShownMax)
    .select<GroundChangeRow[]>('c.id', 'c.kind', 'c.at', 'c.details_encrypted', { byName: 'a.name' });
}
