import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { GroundChangeKind } from '../../domain/vocabulary/ground-change-kind.ts';

/** One thing done to the ground that processes stand on; only ever added. Exactly one of the three things is named. */
export class GroundChange extends Model {
  static override tableName = 'ground_change';

  declare id: string;
  declare kind: GroundChangeKind;
  declare graduateId: string | null;
  declare employerId: string | null;
  declare cohortYear: number | null;
  /** Null for what the clock does. */
  declare actorAccountId: string | null;
  /** JSON, encrypted: what stood there before and after, the reason. */
  declare detailsEncrypted: string;
  declare idempotencyKey: string | null;
  declare fingerprint: Buffer | null;
  declare requestId: string;
  declare clientAddress: string | null;
  declare at: Instant;
}
