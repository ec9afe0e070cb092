import { Session } from '../database/models/session.ts';
import { verifyPassword } from '../database/passwords.ts';
import { findAccountThatMayAct, sessionIdleHoursMax } from '../database/queries/session-actor.ts';
import type { UserType } from '../domain/vocabulary/user-type.ts';
import type { CommandDependencies } from './dependencies.ts';
import { newSessionToken, sessionTokenHash } from './session-token.ts';
import type { LimitState, SignInGuard } from './sign-in-limits.ts';

/** What a person signs in with; the phone normalised. */
export interface Credentials {
  userType: Exclude<UserType, 'STAFF'>;
  phone: string;
  password: string;
}

/** What became of a try. `limit` is the limit that is nearest, for the caller's headers. */
export type SignInOutcome =
  | { outcome: 'SIGNED_IN'; accountId: string; token: string; limit: LimitState }
  | { outcome: 'CREDENTIALS_WRONG'; limit: LimitState }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/**
 * 登录: opens a session. A number nobody has, or whose owner may no longer act, is treated in every way as one with another password: the same work, the same
 * answer, the same lock.
 */
export async function signIn(
  deps: Pick<CommandDependencies, 'knex' | 'personalData'> & { guard: SignInGuard },
  { userType, phone, password }: Credentials,
  clientAddress: string | null,
): Promise<SignInOutcome> {
  const { knex, personalData, guard } = deps;
  const ofAddress = await guard.countAddress(clientAddress ?? 'unknown');
  if (ofAddress.triesLeft < 0) return { outcome: 'TOO_MANY_REQUESTS', limit: ofAddress };
  const key = `${userType}:${phone}`;
  const limit = await guard.countAccount(key);
  if (limit.triesLeft < 0) return { outcome: 'TOO_MANY_REQUESTS', limit };

  const phoneHash = personalData.hash(phone);
  const account = await findAccountThatMayAct(knex, { userType, phoneHash });
  if (!(await verifyPassword(account?.passwordHash, password)) || !account) {
    if (limit.triesLeft === 0) await guard.lockAccount(key);
    return { outcome: 'CREDENTIALS_WRONG', limit };
  }
  await guard.clearAccount(key);
  const token = await openSession(deps, account.id);
  return { outcome: 'SIGNED_IN', accountId: account.id, token, limit: { ...limit, triesLeft: limit.tries } };
}

async function openSession({ knex }: Pick<CommandDependencies, 'knex'>, accountId: string): Promise<string> {
  const token = newSessionToken();
  await Session.query(knex).insert({
    accountId,
    tokenHash: sessionTokenHash(token) as Buffer,
    // An SQL expression: sessions begin and end by the database's clock.
    expiresAt: knex.raw(`clock_timestamp() + interval '${sessionIdleHoursMax} hours'`) as unknown as string,
  });
  return token;
}
