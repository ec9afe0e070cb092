import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';

/** A message in an inbox, as stored; its text is made when it is read. */
export interface NotificationRow {
  id: string;
  processId: string;
  processKind: ProcessKind;
  seq: number;
  message: MessageCode;
  createdAt: Instant;
  readAt: Instant | null;
  positionAt: string;
}

const columns = ['id', 'processId', 'seq', 'message', 'createdAt', 'readAt'] as const;

const kindOfProcess = '(select p.kind from process p where p.id = notification.process_id) as process_kind';

/** One page of an inbox, newest first. */
export async function listNotifications(
  knex: Knex,
  { accountId, unread }: { accountId: string; unread: boolean },
  page: PageRequest,
): Promise<{ rows: NotificationRow[]; total?: number }> {
  const mine = () => {
    const query = knex('notification').where({ accountId });
    return unread ? query.whereNull('readAt') : query;
  };
  const listed = mine()
    .select(...columns)
    .select({ positionAt: positionAt(knex, 'createdAt') }, knex.raw(kindOfProcess))
    .limit(page.fetch);
  const rows: NotificationRow[] = await inOrder(listed, { at: 'createdAt', id: 'id', direction: 'desc' }, page.after);
  if (!page.count) return { rows };
  const [counted] = await mine().count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}

/** A message of somebody's inbox, or undefined: also when it is somebody else's. */
export async function findNotification(
  knex: Knex,
  { accountId, id }: { accountId: string; id: string },
): Promise<NotificationRow | undefined> {
  const row: NotificationRow | undefined = await knex('notification')
    .where({ accountId, id })
    .first(...columns, { positionAt: positionAt(knex, 'createdAt') }, knex.raw(kindOfProcess));
  return row;
}
