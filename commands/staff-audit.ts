import type { Knex } from 'knex';
import { StaffAudit } from '../database/models/staff-audit.ts';
import { currentRequestId } from '../database/request-context.ts';
import type { StaffAct } from '../domain/vocabulary/staff-act.ts';
import type { IdempotencyKey } from './inbox.ts';

/** Where somebody acts from; `press` where it is by a button that may be pressed twice. */
export interface StaffPlace {
  accountId: string | null;
  clientAddress: string | null;
  press?: IdempotencyKey;
}

/** What a line of the audit is about, and what it tells besides. */
export interface AuditedThing {
  kind: string;
  id: string;
  details?: StaffAudit['details'];
}

/** Adds a line to the staff audit, in the transaction of what it tells of; `thing` names what it was done to. */
export async function recordStaffAct(
  knex: Knex,
  act: StaffAct,
  { accountId, clientAddress, press }: StaffPlace,
  thing?: AuditedThing,
): Promise<void> {
  await StaffAudit.query(knex).insert({
    ...{ accountId, clientAddress, act },
    ...(thing ? { thingKind: thing.kind, thingId: thing.id, details: thing.details ?? {} } : {}),
    ...(press ? { idempotencyKey: press.key, fingerprint: press.fingerprint } : {}),
    requestId: currentRequestId() ?? null,
  });
}
