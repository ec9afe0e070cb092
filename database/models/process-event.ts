import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';

/** One event of a process; rows are only ever added. */
export class ProcessEvent extends Model {
  static override tableName = 'process_event';
  static override idColumn = ['processId', 'seq'];
  static override jsonAttributes = ['data'];

  declare processId: string;
  declare seq: number;
  declare type: string;
  declare at: Instant;
  declare data: unknown;
  declare cause: 'COMMAND' | 'CLOCK' | 'PROCESS';
  declare commandId: string | null;
  declare ruleVersion: string;
}
