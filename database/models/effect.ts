import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { EffectStatus } from '../../domain/vocabulary/effect-status.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';

/** Something that leaves the house because of an event, carried to its end. */
export class Effect extends Model {
  static override tableName = 'effect';
  static override idColumn = ['processId', 'seq', 'kind', 'recipient'];

  declare processId: string;
  declare seq: number;
  declare kind: string;
  declare recipient: string;
  /** Null for what is no message. */
  declare message: MessageCode | null;
  declare dueAt: Instant;
  declare onlyAtSeq: boolean;
  declare status: EffectStatus;
  declare tries: number;
  /** 1, and one more each time staff had it sent again. */
  declare sendings: number;
  declare providerMessageId: string | null;
  declare failureCode: string | null;
  declare createdAt: Instant;
  declare endedAt: Instant | null;
}
