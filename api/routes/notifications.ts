import { z } from 'zod';
import { readNotifications } from '../../commands/read-notifications.ts';
import { findNotification, listNotifications, type InboxOf } from '../../database/queries/notifications.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/permissions.ts';
import { readPage } from '../lists.ts';
import { presentNotifications } from '../presenters/notification.ts';
import { defineRoute } from '../route.ts';
import { Notification } from '../schemas/accounts.ts';
import { BooleanInQuery, Id, pageOf, pageQuery } from '../schemas/common.ts';

/** The inbox. */
export const getNotifications = defineRoute({
  method: 'get',
  path: '/notifications',
  summary: '消息 The inbox, newest first',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'read',
  query: z.strictObject({
    unread: BooleanInQuery.optional().describe('True for the unread alone; false is the same as leaving it out.'),
    ...pageQuery,
  }),
  answers: { 200: pageOf(Notification) },
  handle: async ({ deps, actor, query, request }) => {
    const whose = { ...inboxOf(actor), unread: query.unread ?? false };
    const page = readPage(deps, { list: 'notifications', ...whose }, query);
    const { rows, total } = await listNotifications(deps.knex, whose, page.request);
    const presented = await presentNotifications(deps, rows, request.language);
    const answered = page.answer(
      rows,
      { item: ({ id }) => id, position: (row) => ({ at: row.positionAt, id: row.id }) },
      total,
    );
    return { ...answered, items: presented.slice(0, answered.items.length) };
  },
});

/** One message was read. */
export const postNotificationRead = defineRoute({
  method: 'post',
  path: '/notifications/{id}/read',
  summary: '标为已读 Mark one as read',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'write',
  params: z.strictObject({ id: Id }),
  thing: ({ deps, actor, params: { id } }) => findNotification(deps.knex, { ...inboxOf(actor), id }),
  answers: { 200: Notification },
  handle: async ({ deps, actor, params, request }) => {
    await readNotifications(deps, actor, params);
    const row = await findNotification(deps.knex, { ...inboxOf(actor), id: params.id });
    const [presented] = row ? await presentNotifications(deps, [row], request.language) : [];
    if (!presented) throw new DomainError('NOT_FOUND');
    return presented;
  },
});

/** All messages were read. */
export const postNotificationsReadAll = defineRoute({
  method: 'post',
  path: '/notifications/read-all',
  summary: '全部标为已读 Mark all as read',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'write',
  answers: { 204: null },
  handle: async ({ deps, actor }) => readNotifications(deps, actor, 'ALL').then(() => undefined),
});

/** Users of an employer read what their unit is told while they belong to it. */
function inboxOf(actor: Actor): InboxOf {
  const { accountId } = actor;
  if (actor.userType !== 'EMPLOYER') return { accountId };
  return { accountId, employerId: actor.membership === 'APPROVED' ? actor.employerId : null };
}
