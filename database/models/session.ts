import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';

/** A signed-in session; only a hash of its token is kept. */
export class Session extends Model {
  static override tableName = 'session';

  declare id: string;
  declare accountId: string;
  declare tokenHash: Buffer;
  declare createdAt: Instant;
  declare expiresAt: Instant;
  declare endedAt: Instant | null;
}
