import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ProfileField } from '../../domain/vocabulary/profile-field.ts';
import type { SchoolScope } from './school-graduates.ts';

/** A correction that a graduate asked for; what it should be still sealed. */
export interface AskedCorrection {
  id: string;
  graduateId: string;
  field: ProfileField;
  shouldBeEncrypted: string;
  noteEncrypted: string | null;
  requestedAt: Instant;
  /** When the school corrected that field; null while it has not. */
  correctedAt: Instant | null;
}

/** One of those asked of a school or of one college, by whoever is its graduate now; undefined for one of elsewhere. */
export async function findCorrection(
  knex: Knex,
  { schoolCode, collegeId }: SchoolScope,
  correctionId: string,
): Promise<AskedCorrection | undefined> {
  const own = collegeId === null ? {} : { 'g.college_id': collegeId };
  return knex('profile_correction as c')
    .join('graduate as g', 'g.id', 'c.graduate_id')
    .where({ 'c.id': correctionId, 'g.school_code': schoolCode, ...own })
    .first<AskedCorrection | undefined>(
      ...[
        'c.id',
        'c.graduate_id',
        'c.field',
        'c.should_be_encrypted',
        'c.note_encrypted',
        'c.requested_at',
        'c.corrected_at',
      ],
    );
}
