import type { Knex } from 'knex';
import { Account } from '../database/models/account.ts';
import { StaffSession } from '../database/models/staff-session.ts';
import { verifyPassword } from '../database/passwords.ts';
import { findStaffPasswordHash } from '../database/queries/staff-account.ts';
import { isLive } from '../database/queries/staff-session.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';
import { guardedTry, type TryOutcome } from './guarded-try.ts';
import { newSessionToken, sessionTokenHash } from './session-token.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** A password as somebody signed in types it, and from where. */
export interface TypedPassword {
  current: string;
  clientAddress: string | null;
}

/** Judges a member's password; what is proven is the hash it was held against. */
export function provePassword(
  { knex, guard }: StaffDependencies,
  { accountId }: StaffMember,
  { current, clientAddress }: TypedPassword,
): Promise<TryOutcome<string>> {
  return guardedTry(guard, { key: `STAFF-PASSWORD:${accountId}`, clientAddress }, async () => {
    const passwordHash = await findStaffPasswordHash(knex, accountId);
    return (await verifyPassword(passwordHash, current)) ? passwordHash : undefined;
  });
}

/** Keeps an account as it is until the transaction ends, and tells whether the password that was proven is still its own. */
export async function holdPassword(trx: Knex.Transaction, accountId: string, proven: string): Promise<boolean> {
  const account = await Account.query(trx).findById(accountId).forUpdate();
  return account?.disabledAt === null && account.passwordHash === proven;
}

/** Gives a member's session a new token: whoever knew the old one is out. Throws SIGNED_OUT when the session has ended. */
export async function renewSession(trx: Knex.Transaction, { accountId, sessionId }: StaffMember): Promise<string> {
  const token = newSessionToken();
  const isRenewed = await StaffSession.query(trx)
    .findById(sessionId)
    .where({ accountId })
    .whereRaw(isLive('staff_session'))
    .patch({ tokenHash: sessionTokenHash(token) as Buffer });
  if (!isRenewed) throw new DomainError('SIGNED_OUT');
  return token;
}
