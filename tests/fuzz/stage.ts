import { sessionCookieName } from '../../api/session-cookie.ts';
import { newSessionToken, sessionTokenHash } from '../../commands/session-token.ts';
import type { Data } from '../support/factories.ts';

/** Whom the fuzz calls as: nobody, the two kinds of unit, a graduate, both levels of reviewers, a system of a verified unit. */
export const actors = ['nobody', 'employer', 'unverified', 'graduate', 'college', 'school', 'token'] as const;
/** One of them. */
export type Actor = (typeof actors)[number];

/** Where casts are made: the data and the address of a running platform. */
export interface Stage extends Data {
  baseUrl: string;
}

/** Opens a session as commands/sign-in.ts does; answers the cookie. */
export async function signIn({ knex, baseUrl }: Stage, accountId: string): Promise<string> {
  const token = newSessionToken();
  const expiresAt = knex.raw(`clock_timestamp() + interval '12 hours'`);
  await knex('session').insert({ accountId, tokenHash: sessionTokenHash(token), expiresAt });
  return `${sessionCookieName([baseUrl])}=${token}`;
}
