import type { Knex } from 'knex';
import { StaffAccount } from '../database/models/staff-account.ts';
import { StaffSession } from '../database/models/staff-session.ts';
import { verifyPassword } from '../database/passwords.ts';
import { findStaffCredentials, type StaffCredentials } from '../database/queries/staff-account.ts';
import { staffStepMinutesMax } from '../database/queries/staff-session.ts';
import type { CommandDependencies } from './dependencies.ts';
import { guardedTry } from './guarded-try.ts';
import { newCodeSecret } from './one-time-code.ts';
import { newSessionToken, sessionTokenHash } from './session-token.ts';
import type { LimitState, SignInGuard } from './sign-in-limits.ts';
import { recordStaffAct } from './staff-audit.ts';

/** What the panel's sign-in needs. */
export type StaffDependencies = Pick<CommandDependencies, 'knex' | 'personalData' | 'clock'> & { guard: SignInGuard };

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
  const attempt = await guardedTry(guard, { key: `STAFF:${signInName}`, clientAddress }, async () => {
    known = await findStaffCredentials(knex, signInName);
    return (await verifyPassword(known?.passwordHash, password)) ? known : undefined;
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
    case 'RIGHT':
      return { outcome: 'SIGNED_IN', token: await openStaffSession(deps, attempt.proven, clientAddress) };
  }
}

async function openStaffSession(
  { knex, personalData }: StaffDependencies,
  { accountId, role, hasSecondFactor }: StaffCredentials,
  clientAddress: string | null,
): Promise<string> {
  const token = newSessionToken();
  await knex.transaction(async (trx: Knex.Transaction) => {
    await StaffSession.query(trx).insert({
      ...{ accountId, clientAddress },
      tokenHash: sessionTokenHash(token) as Buffer,
      // An SQL expression: sessions begin and end by the database's clock.
      expiresAt: trx.raw(`clock_timestamp() + interval '${staffStepMinutesMax} minutes'`) as unknown as string,
    });
    // The page that shows a secret is read by GET, which writes nothing: it has to be there before.
    if (role === 'ADMINISTRATOR' && !hasSecondFactor)
      await StaffAccount.query(trx)
        .findById(accountId)
        .whereNull('totpSecretEncrypted')
        .patch({ totpSecretEncrypted: personalData.encrypt(newCodeSecret()) });
    await recordStaffAct(trx, 'SIGNED_IN', { accountId, clientAddress });
  });
  return token;
}
