import { publishNotice, withdrawNotice } from '../../commands/publish-notice.ts';
import { typedText, wrongField } from '../../commands/typed-text.ts';
import { listNotices, type NoticeRow } from '../../database/queries/notices.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type PageForm, type PageRow, type PageView } from '../page-view.ts';
import { pageOf, shownOf, type Shown } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';
import { typedDay } from '../typed-day.ts';

const titleCharactersMax = 50;
const textCharactersMax = 500;

/** 公告: what the platform tells all units on their workbench. Source: api.md §8, domain.md §4. */
export const notices: PanelPage = {
  id: 'notices',
  label: '公告',
  note: '工作台上向单位发布的通知',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'notices'),
  async read(_, { deps, query }) {
    const today = shanghaiDate(await presentInstant(deps.knex, deps.clock));
    const asked = { query, name: 'after' };
    return viewOf(shownOf(await listNotices(deps.knex, pageOf(asked)), asked), today);
  },
  acts: {
    publish: {
      act: 'NOTICE_PUBLISHED',
      async run({ deps, fields, ...call }) {
        const title = typedText(fields, 'title', { charactersMax: titleCharactersMax });
        const text = typedText(fields, 'text', { charactersMax: textCharactersMax });
        const lastDay = typedDay(fields, 'lastDay');
        const today = shanghaiDate(await presentInstant(deps.knex, deps.clock));
        if (lastDay < today) throw wrongField('lastDay', 'OUT_OF_RANGE');
        await publishNotice(deps.knex, call, { title, text, lastDay });
        return { notice: '公告已发布。' };
      },
    },
    withdraw: {
      act: 'NOTICE_WITHDRAWN',
      async run({ deps, fields, ...call }) {
        await withdrawNotice(deps.knex, call, idIn(fields, 'noticeId'));
        return { notice: '公告已撤下。' };
      },
    },
  },
};

function viewOf({ rows, steps }: Shown<NoticeRow>, today: string): PageView {
  return {
    title: '公告',
    intro: '显示在所有用人单位的工作台，至截止日当天结束；已发布的公告不能修改，只能撤下后重新发布。',
    sections: [
      { title: '发布公告', forms: [publishForm] },
      {
        title: '已发布的公告',
        table: {
          columns: ['标题', '内容', '发布时间', '发布人', '截止日', '状态'],
          rows: rows.map((row) => rowOf(row, today)),
          none: '还没有公告。',
          steps,
        },
      },
    ],
  };
}

function rowOf({ id, title, text, publishedAt, publishedBy, lastDay, withdrawnAt }: NoticeRow, today: string): PageRow {
  const isShown = withdrawnAt === null && lastDay >= today;
  const state = withdrawnAt === null ? (isShown ? '显示中' : '已到期') : '已撤下';
  return {
    cells: [title, text, shownInstant(publishedAt), publishedBy ?? '', lastDay, state],
    forms: isShown ? [{ act: 'withdraw', label: '撤下', target: { noticeId: id } }] : [],
  };
}

const publishForm: PageForm = {
  ...{ act: 'publish', label: '发布', consequence: '所有用人单位立即可见。' },
  fields: [
    { name: 'title', label: '标题', kind: 'TEXT', required: true, charactersMax: titleCharactersMax },
    { name: 'text', label: '内容', kind: 'LONG_TEXT', required: true, charactersMax: textCharactersMax },
    { name: 'lastDay', label: '截止日', kind: 'TEXT', required: true, charactersMax: 10, hint: '如 2027-08-31。' },
  ],
};
