import type { Knex } from 'knex';
import { StaffSession } from '../database/models/staff-session.ts';
import type { StaffMember } from '../domain/staff.ts';
import { recordStaffAct } from './staff-audit.ts';

/** 退出管理后台: ends the session the call came with. */
export async function signOutStaff(
  knex: Knex,
  { accountId, sessionId }: StaffMember,
  clientAddress: string | null,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await StaffSession.query(trx).findById(sessionId).whereNull('endedAt').patch(endedNow(trx));
    await recordStaffAct(trx, 'SIGNED_OUT', { accountId, clientAddress });
  });
}

/** Ends the live sessions of an account, all but one if so told. */
export async function endStaffSessions(
  trx: Knex.Transaction,
  accountId: string,
  { except }: { except?: string } = {},
): Promise<void> {
  const live = StaffSession.query(trx).where({ accountId }).whereNull('endedAt');
  await (except === undefined ? live : live.whereNot({ id: except })).patch(endedNow(trx));
}

const endedNow = (knex: Knex) => ({ endedAt: knex.raw('clock_timestamp()') as unknown as string });
