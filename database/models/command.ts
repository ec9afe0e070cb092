import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { RefusalExtra } from '../../domain/decision.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ActorRelation } from '../../domain/permissions.ts';

/** A line of the inbox: something a person or an outside fact asks of a process. Outcome null while undecided. */
export class Command extends Model {
  static override tableName = 'command';
  static override jsonAttributes = ['refusalExtra'];

  declare id: string;
  declare processId: string;
  declare kind: string;
  declare actorAccountId: string | null;
  declare actorRelation: ActorRelation;
  /** Null once it was decided and forgotten. */
  declare bodyEncrypted: string | null;
  declare fingerprint: Buffer | null;
  declare idempotencyKey: string | null;
  declare requestId: string;
  declare clientAddress: string | null;
  declare receivedAt: Instant;
  declare outcome: 'SUCCEEDED' | 'REFUSED' | null;
  declare refusalCode: ErrorCode | null;
  declare refusalExtra: RefusalExtra | null;
  declare outcomeSeq: number | null;
  declare decidedAt: Instant | null;
}
