import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';

/** A session of the panel; only a hash of its token is kept. */
export class StaffSession extends Model {
  static override tableName = 'staff_session';

  declare id: string;
  declare accountId: string;
  declare tokenHash: Buffer;
  declare createdAt: Instant;
  declare expiresAt: Instant;
  declare codeGivenAt: Instant | null;
  declare endedAt: Instant | null;
  declare clientAddress: string | null;
}
