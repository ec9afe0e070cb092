import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';

/** The durable side of a case of any kind: what decideWaiting locks; only it writes here once the row is there. */
export class Process extends Model {
  static override tableName = 'process';
  static override jsonAttributes = ['state'];

  declare id: string;
  declare kind: ProcessKind;
  declare cohortYear: number | null;
  declare seq: number;
  declare state: unknown;
  declare isOpen: boolean;
  declare createdAt: Instant;
  declare updatedAt: Instant;
}
