import { verifyPassword } from '../database/passwords.ts';
import { findAccountThatMayAct } from '../database/queries/session-actor.ts';
import type { UserType } from '../domain/vocabulary/user-type.ts';
import { checkCaptcha } from './check-captcha.ts';
import type { CommandDependencies, MessagingDependencies } from './dependencies.ts';
import { guardedTry } from './guarded-try.ts';
import { openSession } from './open-session.ts';
import type { LimitState, SignInGuard } from './sign-in-limits.ts';

/** What a person signs in with; the phone normalised. */
export interface Credentials {
  userType: Exclude<UserType, 'STAFF'>;
  phone: string;
  password: string;
  /** What a page got for a solved puzzle; asked for after wrong passwords. */
  captcha?: string | undefined;
}

/** What became of a try. `limit` is the limit that is nearest, for the caller's headers. */
export type SignInOutcome =
  | { outcome: 'SIGNED_IN'; accountId: string; token: string; limit: LimitState }
  | { outcome: 'CREDENTIALS_WRONG'; limit: LimitState }
  | { outcome: 'TOO_MANY_REQUESTS'; limit: LimitState };

/**
 * 登录: opens a session. A number nobody has, or whose owner may no longer act, is treated in every way as one with another password: the same work, the same
 * answer, the same lock, the same captcha. Throws CAPTCHA_REQUIRED, which costs no try.
 */
export async function signIn(
  deps: Pick<CommandDependencies, 'knex' | 'personalData' | 'log'> &
    Pick<MessagingDependencies, 'captcha'> & { guard: SignInGuard },
  { userType, phone, password, captcha }: Credentials,
  clientAddress: string | null,
): Promise<SignInOutcome> {
  const { knex, personalData, guard } = deps;
  const key = `${userType}:${phone}`;
  if (deps.captcha && (await guard.needsCaptcha(key))) await checkCaptcha(deps, captcha);
  const attempt = await guardedTry(guard, { key, clientAddress }, async () => {
    const account = await findAccountThatMayAct(knex, { userType, phoneHash: personalData.hash(phone) });
    return (await verifyPassword(account?.passwordHash, password)) ? account : undefined;
  });
  const { limit } = attempt;
  switch (attempt.outcome) {
    case 'TOO_MANY_REQUESTS':
      return { outcome: 'TOO_MANY_REQUESTS', limit };
    case 'WRONG':
      return { outcome: 'CREDENTIALS_WRONG', limit };
    case 'RIGHT': {
      const accountId = attempt.proven.id;
      // The session is forgotten when it is over; who signed in when and from where is asked for months later. Source: domain.md §14.
      deps.log.info({ accountId, userType, clientAddress }, 'signed in');
      return { outcome: 'SIGNED_IN', accountId, token: await openSession(knex, accountId), limit };
    }
  }
}
