import { Model } from 'objection';
import type { Instant } from '../../domain/calendar.ts';
import type { StaffAct } from '../../domain/vocabulary/staff-act.ts';

/** One line of what the staff did: rows are only ever added. */
export class StaffAudit extends Model {
  static override tableName = 'staff_audit';
  static override jsonAttributes = ['details'];

  declare id: string;
  declare at: Instant;
  /** Null where a program did it, not a person. */
  declare accountId: string | null;
  declare act: StaffAct;
  declare thingKind: string | null;
  declare thingId: string | null;
  /** Codes, numbers and the reason a member gave; no telephone, no ID number. */
  declare details: Record<string, string | number | boolean>;
  declare requestId: string | null;
  declare clientAddress: string | null;
  /** Which press of a button it was; one press does one thing. */
  declare idempotencyKey: string | null;
  declare fingerprint: Buffer | null;
}
