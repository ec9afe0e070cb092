import { setCohort } from '../../commands/set-cohort.ts';
import { typedText, wrongField } from '../../commands/typed-text.ts';
import { listCohorts, type CohortRow } from '../../database/queries/cohorts.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { PanelPage } from '../contents.ts';
import type { PageField, PageForm, PageRow, PageView } from '../page-view.ts';
import { maySee } from '../roles.ts';
import { typedDay } from '../typed-day.ts';

const cohortsShownMax = 50;
const years = { min: 2000, max: 2100 };

/** 届别: the days between which the signings of each cohort may begin. Source: api.md §8. */
export const cohorts: PanelPage = {
  id: 'cohorts',
  label: '届别',
  note: '各届的开放与截止日期',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'cohorts'),
  async read(_, { deps }) {
    const page = { fetch: cohortsShownMax, after: null, count: false };
    return viewOf((await listCohorts(deps.knex, deps.clock, page)).rows);
  },
  acts: {
    set: {
      act: 'COHORT_SET',
      async run({ deps, fields, ...call }) {
        const year = Number(typedText(fields, 'year', { charactersMax: 4 }));
        if (!Number.isInteger(year) || year < years.min || year > years.max)
          throw wrongField('year', 'OUT_OF_RANGE', { atLeast: years.min, atMost: years.max });
        await setCohort(deps, call, {
          year,
          opensOn: typedDay(fields, 'opensOn'),
          closesOn: typedDay(fields, 'closesOn'),
        });
        return { notice: `${year}届已保存。` };
      },
    },
  },
};

function viewOf(rows: readonly CohortRow[]): PageView {
  return {
    title: '届别',
    intro: '截止日次日零点起，该届未完成的签约失效并通知双方；已签约的协议不受影响。',
    sections: [
      { title: '新增届别', forms: [{ ...form({}), label: '新增届别' }] },
      {
        title: '全部届别',
        table: { columns: ['届别', '开始日', '截止日', '状态'], rows: rows.map(rowOf), none: '还没有届别。' },
      },
    ],
  };
}

function rowOf({ year, opensOn, closesOn, now }: CohortRow): PageRow {
  const today = shanghaiDate(now);
  const isOver = today > closesOn;
  const state = isOver ? '已截止' : today < opensOn ? '未开始' : '进行中';
  return {
    cells: [`${year}届`, opensOn, closesOn, { text: state, ...(isOver ? { badge: 'WARNING' as const } : {}) }],
    forms: [form({ year, opensOn, closesOn })],
  };
}

function form({ year, opensOn, closesOn }: Partial<Pick<CohortRow, 'year' | 'opensOn' | 'closesOn'>>): PageForm {
  const day = { kind: 'TEXT', required: true, charactersMax: 10, hint: '如 2027-08-31。' } as const;
  const days: PageField[] = [
    { name: 'opensOn', label: '开始日', ...day, ...(opensOn === undefined ? {} : { value: opensOn }) },
    { name: 'closesOn', label: '截止日', ...day, ...(closesOn === undefined ? {} : { value: closesOn }) },
  ];
  const consequence = '截止日早于今天时，该届未完成的签约立即开始失效，不能撤销。';
  const common = { act: 'set', label: '修改', consequence, isGrave: true };
  if (year !== undefined) return { ...common, target: { year: String(year) }, fields: days };
  return {
    ...common,
    fields: [{ name: 'year', label: '毕业年份', kind: 'TEXT', required: true, charactersMax: 4 }, ...days],
  };
}
