import type { CommandDependencies } from './dependencies.ts';

/** Ends a token of a unit at once; answers whether there was one. */
export async function revokeApiToken(
  { knex }: Pick<CommandDependencies, 'knex'>,
  { employerId, tokenId }: { employerId: string; tokenId: string },
): Promise<boolean> {
  const ended = await knex('api_token')
    .where({ id: tokenId, employerId })
    .whereNull('revoked_at')
    .update({ revokedAt: knex.fn.now() });
  return ended > 0;
}
