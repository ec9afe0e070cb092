import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';

/** A message in somebody's inbox. */
export class Notification extends Model {
  static override tableName = 'notification';

  declare id: string;
  declare accountId: string;
  declare processId: string | null;
  declare seq: number | null;
  declare membershipId: string | null;
  declare correctionId: string | null;
  declare groundChangeId: string | null;
  declare kind: string;
  declare message: MessageCode;
  declare createdAt: Instant;
  declare readAt: Instant | null;
}
