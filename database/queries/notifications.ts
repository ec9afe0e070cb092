import type { Knex } from 'knex';
import type { Instant } from '../../domain/calendar.ts';
import type { ProcessKind } from '../../domain/vocabulary/process-kind.ts';
import type { MessageCode } from '../../domain/vocabulary/messages.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';

/** A message in an inbox, as stored; its text is made when it is read. */
export interface NotificationRow {
  id: string;
  /** The process it is about and its step, or one of the others. */
  processId: string | null;
  processKind: ProcessKind | null;
  seq: number | null;
  membershipId: string | null;
  correctionId: string | null;
  groundChangeId: string | null;
  message: MessageCode;
  createdAt: Instant;
  readAt: Instant | null;
  positionAt: string;
}

const columns = [
  ...(['id', 'processId', 'seq', 'membershipId', 'correctionId', 'groundChangeId', 'message', 'createdAt'] as const),
  'readAt',
] as const;

const kindOfProcess = '(select p.kind from process p where p.id = notification.process_id) as process_kind';

/** Whose inbox; for a user of an employer with the unit they belong to, or null. */
export interface InboxOf {
  accountId: string;
  employerId?: string | null;
}

/** The unit a message tells of; a joiner reads what became of their request wherever they belong. */
const unitOfMessage = `coalesce(
  (select s.employer_id from signing s where s.id = notification.process_id),
  (select v.employer_id from employer_verification v where v.id = notification.process_id),
  (select t.employer_id from termination t where t.id = notification.process_id),
  (select c.employer_id from ground_change c where c.id = notification.ground_change_id),
  (select m.employer_id from employer_membership m
   where m.id = notification.membership_id and m.account_id <> notification.account_id))`;

/** An inbox: whoever has left a unit reads no more of what it was told. */
function inboxOf(knex: Knex, { accountId, employerId }: InboxOf): Knex.QueryBuilder {
  const all = knex('notification').where({ accountId });
  if (employerId === undefined) return all;
  return all.whereRaw(`coalesce(${unitOfMessage} = cast(? as uuid), ${unitOfMessage} is null)`, [employerId]);
}

/** One page of an inbox, newest first. */
export async function listNotifications(
  knex: Knex,
  { unread, ...whose }: InboxOf & { unread: boolean },
  page: PageRequest,
): Promise<{ rows: NotificationRow[]; total?: number }> {
  const mine = () => {
    const query = inboxOf(knex, whose);
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
  { id, ...whose }: InboxOf & { id: string },
): Promise<NotificationRow | undefined> {
  const row: NotificationRow | undefined = await inboxOf(knex, whose)
    .where({ id })
    .first(...columns, { positionAt: positionAt(knex, 'createdAt') }, knex.raw(kindOfProcess));
  return row;
}
