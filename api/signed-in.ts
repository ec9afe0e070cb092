import { findMe } from '../database/queries/me.ts';
import { DomainError } from '../domain/errors.ts';
import type { ApiDependencies } from './dependencies.ts';
import { presentMe } from './presenters/me.ts';
import { reply, type Reply } from './reply.ts';
import { sessionCookie } from './session-cookie.ts';

/** Answers who is signed in now, with the cookie of the session that was opened. */
export async function signedIn(
  deps: ApiDependencies,
  { accountId, token, origin }: { accountId: string; token: string; origin: string | undefined },
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const me = await findMe(deps.knex, accountId);
  if (!me) throw new DomainError('CREDENTIALS_WRONG');
  const cookie = sessionCookie(token, deps.settings.publicOrigins, origin);
  return reply(201, presentMe(me, deps.personalData), { ...headers, 'set-cookie': cookie });
}
