import type { Knex } from 'knex';
import { StaffAudit } from '../database/models/staff-audit.ts';
import type { PersonalData } from '../database/personal-data.ts';
import { inTransaction } from '../database/transactions.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';
import { staffMay, type StaffPageAct } from '../domain/staff-permissions.ts';
import type { IdempotencyKey } from './inbox.ts';
import type { StaffPlace } from './staff-audit.ts';

/** A member who asks for something on a page: who, from where, and by which press of a button. */
export interface StaffCall {
  member: StaffMember;
  clientAddress: string | null;
  press: IdempotencyKey;
}

/** What makes two presses the same: the act and everything that was typed for it, as a keyed hash. */
export function pressFingerprint(
  { hash }: Pick<PersonalData, 'hash'>,
  act: string,
  fields: Readonly<Record<string, unknown>>,
): Buffer {
  const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
  return hash(JSON.stringify([act, sorted]));
}

/**
 * Does once what one press of a button asks for: a repeat finds the audit line of the first and does nothing. Undefined is
 * the answer to a repeat. Throws NOT_FOUND for a role that may not, IDEMPOTENCY_KEY_REUSED, and whatever the act throws.
 */
export async function pressOnce<T>(
  knex: Knex,
  { act, call }: { act: StaffPageAct; call: StaffCall },
  work: (trx: Knex.Transaction, place: StaffPlace) => Promise<T>,
): Promise<T | undefined> {
  const { member, clientAddress, press } = call;
  if (!staffMay(member.role, act)) throw new DomainError('NOT_FOUND');
  const place = { accountId: member.accountId, clientAddress, press };
  if (await wasPressed(knex, call)) return undefined;
  try {
    return await inTransaction(knex, (trx) => work(trx, place));
  } catch (error) {
    // A twin may have been faster; what it changed is why this one failed.
    if (await wasPressed(knex, call)) return undefined;
    throw error;
  }
}

async function wasPressed(knex: Knex, { member, press }: StaffCall): Promise<boolean> {
  const line = await StaffAudit.query(knex).findOne({ accountId: member.accountId, idempotencyKey: press.key });
  if (line && !line.fingerprint?.equals(press.fingerprint)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return line !== undefined;
}
