import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { EffectStatus } from '../../domain/vocabulary/effect-status.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';

/** An SMS about no case: joining a unit, a new telephone number. */
export class DirectMessage extends Model {
  static override tableName = 'direct_message';

  declare id: string;
  declare message: MessageCode;
  declare accountId: string | null;
  declare employerId: string | null;
  declare phoneEncrypted: string;
  declare phoneHash: Buffer;
  declare status: EffectStatus;
  declare tries: number;
  declare sendings: number;
  declare dueAt: Instant;
  declare nextTryAt: Instant;
  declare providerMessageId: string | null;
  declare failureCode: string | null;
  declare createdAt: Instant;
  declare endedAt: Instant | null;
}
