import type { Knex } from 'knex';
import { StaffSession } from '../database/models/staff-session.ts';
import { verifyPassword } from '../database/passwords.ts';
import { findStaffCredentials, hasSignedInFrom, type StaffCredentials } from '../database/queries/staff-account.ts';
import { staffStepMinutesMax } from '../database/queries/staff-session.ts';
import { guardedTry } from './guarded-try.ts';
import { newSessionToken, sessionTokenHash } from './session-token.ts';
import type { LimitState } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { holdPassword } from './staff-proof.ts';

/** What became of a try. */
export type StaffSignInOutcome =
  | { outcome: 'SIGNED_IN'; token: string }
  | { outcome: 'CREDENTIALS_WRONG' }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/**
 * 登录管理后台: opens a session that may not do anything yet but the steps that are still needed. An unknown name is
 * treated in every way as one with another password.
 */
export async function signInStaff(
  deps: StaffDependencies,
  { signInName, password }: { signInName: string; password: string },
  clientAddress: string | null,
): Promise<StaffSignInOutcome> {
  const { knex, guard } = deps;
  let known: StaffCredentials | undefined;
  // Wrong passwords from elsewhere must not keep out whoever works from where they always do.
  const isKnownHere = clientAddress !== null && (await hasSignedInFrom(knex, signInName, clientAddress));
  const key = `STAFF:${signInName}@${clientAddress ?? 'unknown'}`;
  const limits = { key, clientAddress, strangeKey: isKnownHere ? undefined : `STAFF:${signInName}` };
  const attempt = await guardedTry(guard, limits, async () => {
    known = await findStaffCredentials(knex, signInName);
    const isRight = await verifyPassword(known?.passwordHash, password);
    return isRight && !known?.isExpired ? known : undefined;
  });
  switch (attempt.outcome) {
    case 'TOO_MANY_REQUESTS':
      return { outcome: 'TOO_MANY_REQUESTS', limit: attempt.limit };
    case 'WRONG': {
      const act = attempt.isLocked ? 'LOCKED_OUT' : 'PASSWORD_REFUSED';
      // An unknown name leaves a line too: the same work, and nobody's name in it.
      await recordStaffAct(knex, act, { accountId: known?.accountId ?? null, clientAddress });
      return { outcome: 'CREDENTIALS_WRONG' };
    }
    case 'RIGHT': {
      const token = await openStaffSession(knex, attempt.proven, clientAddress);
      return token === undefined ? { outcome: 'CREDENTIALS_WRONG' } : { outcome: 'SIGNED_IN', token };
    }
  }
}

/** The token of a new session; undefined when the account has changed since its password was proven. */
async function openStaffSession(
  knex: Knex,
  { accountId, passwordHash }: StaffCredentials,
  clientAddress: string | null,
): Promise<string | undefined> {
  const token = newSessionToken();
  return knex.transaction(async (trx) => {
    if (!(await holdPassword(trx, accountId, passwordHash))) return undefined;
    await StaffSession.query(trx).insert({
      ...{ accountId, clientAddress },
      tokenHash: sessionTokenHash(token) as Buffer,
      // An SQL expression: sessions begin and end by the database's clock.
      expiresAt: trx.raw(`clock_timestamp() + interval '${staffStepMinutesMax} minutes'`) as unknown as string,
    });
    await recordStaffAct(trx, 'SIGNED_IN', { accountId, clientAddress });
    return token;
  });
}
