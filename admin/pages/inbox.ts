import { presentNotifications } from '../../api/presenters/notification.ts';
import { readNotifications } from '../../commands/read-notifications.ts';
import { findNotification, listNotifications, type NotificationRow } from '../../database/queries/notifications.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type Cell, type PageForm, type PageRow } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

const states = [
  { code: 'UNREAD', label: '未读' },
  { code: 'ALL', label: '全部' },
] as const;

/** 我的消息: what the platform told a member of the staff: reviews that opened, that wait, that were escalated. Source: domain.md §6.2b. */
export const inbox: PanelPage = {
  id: 'inbox',
  label: '我的消息',
  note: '新的审核、超时提醒与升级',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'inbox'),
  async read({ accountId }, { deps, query }) {
    const asked = { query, name: 'after' };
    const unread = query['state'] === 'UNREAD';
    const { rows: found } = await listNotifications(deps.knex, { accountId, unread }, pageOf(asked));
    const placed = found.map((row) => ({ ...row, position: { at: row.positionAt, id: row.id } }));
    const { rows, steps } = shownOf(placed, asked);
    const told = await presentNotifications(deps, rows, 'zh');
    return {
      title: '我的消息',
      search: {
        fields: [{ name: 'state', label: '状态', kind: 'CHOICE', choices: states, value: unread ? 'UNREAD' : 'ALL' }],
        button: '查看',
      },
      sections: [
        {
          title: unread ? '未读消息' : '全部消息',
          table: {
            columns: ['时间', '内容', '案件', '状态'],
            rows: rows.map((row, i) => rowOf(row, told[i]?.text ?? '')),
            none: unread ? '没有未读消息。' : '还没有消息。',
            steps,
          },
          ...(rows.some(({ readAt }) => readAt === null) ? { forms: [readAllForm] } : {}),
        },
      ],
    };
  },
  acts: {
    read: {
      act: null,
      async run({ deps, fields, member: { accountId } }) {
        const id = idIn(fields, 'notificationId');
        if (!(await findNotification(deps.knex, { accountId, id }))) throw new DomainError('NOT_FOUND');
        await readNotifications(deps, { accountId }, { id });
        return { notice: '已标为已读。' };
      },
    },
    readAll: {
      act: null,
      async run({ deps, member: { accountId } }) {
        await readNotifications(deps, { accountId }, 'ALL');
        return { notice: '已全部标为已读。' };
      },
    },
  },
};

const readAllForm: PageForm = { act: 'readAll', label: '全部标为已读', consequence: '包括未显示在本页的消息。' };

function rowOf({ id, createdAt, readAt, processId, processKind }: NotificationRow, text: string): PageRow {
  return {
    cells: [
      shownInstant(createdAt),
      text,
      caseCell(processId, processKind),
      readAt === null ? { text: '未读', badge: 'WARNING' } : '已读',
    ],
    forms: readAt === null ? [{ act: 'read', label: '标为已读', target: { notificationId: id } }] : [],
  };
}

/** Staff are told of verifications alone; of another case its trail tells more than nothing. */
function caseCell(processId: string | null, kind: NotificationRow['processKind']): Cell {
  if (processId === null) return '';
  return kind === 'EMPLOYER_VERIFICATION'
    ? { text: '打开案件', href: `/admin/pages/verifications?id=${processId}` }
    : { text: '案件经过', href: `/admin/pages/trail?case=${processId}` };
}
