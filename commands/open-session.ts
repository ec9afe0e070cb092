import type { Knex } from 'knex';
import { Session } from '../database/models/session.ts';
import { sessionIdleHoursMax } from '../database/queries/session-actor.ts';
import { newSessionToken, sessionTokenHash } from './session-token.ts';

/** Opens a session for an account; answers its token, which nobody else will ever know. */
export async function openSession(knex: Knex, accountId: string): Promise<string> {
  const token = newSessionToken();
  await Session.query(knex).insert({
    accountId,
    tokenHash: sessionTokenHash(token) as Buffer,
    // An SQL expression: sessions begin and end by the database's clock.
    expiresAt: knex.raw(`clock_timestamp() + interval '${sessionIdleHoursMax} hours'`) as unknown as string,
  });
  return token;
}
