import type { Knex } from 'knex';
import { StaffAudit } from '../database/models/staff-audit.ts';
import { currentRequestId } from '../database/request-context.ts';
import type { StaffAct } from '../domain/vocabulary/staff-act.ts';

/** Where somebody acts from. */
export interface StaffPlace {
  accountId: string | null;
  clientAddress: string | null;
}

/** Adds a line to the staff audit, in the transaction of what it tells of; `thing` names what it was done to. */
export async function recordStaffAct(
  knex: Knex,
  act: StaffAct,
  { accountId, clientAddress }: StaffPlace,
  thing?: { kind: string; id: string },
): Promise<void> {
  await StaffAudit.query(knex).insert({
    ...{ accountId, clientAddress, act },
    ...(thing ? { thingKind: thing.kind, thingId: thing.id } : {}),
    requestId: currentRequestId() ?? null,
  });
}
