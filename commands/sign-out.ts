import { Session } from '../database/models/session.ts';
import type { Actor } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';

/** 退出: ends the session the call came with. */
export async function signOut({ knex }: Pick<CommandDependencies, 'knex'>, { sessionId }: Actor): Promise<void> {
  await Session.query(knex)
    .findById(sessionId)
    .whereNull('endedAt')
    .patch({ endedAt: knex.raw('clock_timestamp()') as unknown as string });
}
