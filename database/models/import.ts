import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { ImportKind } from '../../domain/vocabulary/import-kind.ts';

/** A file of rows that is imported: of favorites for a unit, of graduates for a school. */
export class Import extends Model {
  static override tableName = 'import';

  declare id: string;
  declare kind: ImportKind;
  declare accountId: string;
  declare employerId: string | null;
  declare schoolCode: string | null;
  declare total: number;
  declare requestId: string;
  declare clientAddress: string | null;
  declare createdAt: Instant;
  /** When a page was last gone through. */
  declare movedAt: Instant;
  declare finishedAt: Instant | null;
}
