import { Notification } from '../database/models/notification.ts';
import type { Actor } from '../domain/permissions.ts';
import type { CommandDependencies } from './dependencies.ts';

/** Marks one message of one's inbox as read, or all of them; what was read before keeps its first time. */
export async function readNotifications(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  { accountId }: Pick<Actor, 'accountId'>,
  which: { id: string } | 'ALL',
): Promise<void> {
  const query = Notification.query(knex)
    .where({ accountId })
    .whereNull('readAt')
    .patch({ readAt: knex.raw(await clock()) as unknown as string });
  await (which === 'ALL' ? query : query.where('id', which.id));
}
