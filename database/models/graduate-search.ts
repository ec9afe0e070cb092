import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';

/** A logged search by three exact keys; its finder may add who was found for 15 minutes. */
export class GraduateSearch extends Model {
  static override tableName = 'graduate_search';

  declare id: string;
  declare employerId: string;
  declare accountId: string;
  declare graduateId: string | null;
  /** Which state of the school's record was shown. */
  declare graduateRevision: number | null;
  declare searchedAt: Instant;
}
