import { setCalendarYear } from '../../commands/set-calendar-year.ts';
import { typedText, wrongField } from '../../commands/typed-text.ts';
import { presentOnCalendar } from '../../database/queries/present-instant.ts';
import { calendarVersions, type CalendarVersion } from '../../database/queries/working-calendar.ts';
import { provisionalYears } from '../../domain/calendar.ts';
import { writeDates, type YearTable } from '../../domain/calendar-table.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type PageField, type PageForm, type PageRow } from '../page-view.ts';
import { maySee } from '../roles.ts';

const datesCharactersMax = 900;
const kinds = [
  { code: 'OFFICIAL', label: '正式（已有国务院办公厅通知）' },
  { code: 'PROVISIONAL', label: '暂定（通知尚未发布）' },
] as const;

/** 工作日历: the days on which deadlines in working days do not, or do, count. Source: api.md §8, domain.md §15 row 30. */
export const calendar: PanelPage = {
  id: 'calendar',
  label: '工作日历',
  note: '各年放假与调休上班日期',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'calendar'),
  async read(_, { deps: { knex, clock } }) {
    const [present, versions] = await Promise.all([presentOnCalendar(knex, clock), calendarVersions(knex)]);
    const warned = provisionalYears(present.now, present.calendar);
    return {
      title: '工作日历',
      intro: '审核提醒、汇款确认等以工作日计的期限按此计算。修改只影响此后产生的期限，办理中的案件保留原期限。',
      ...(warned.length === 0
        ? {}
        : {
            warning: `${warned.join('、')} 年没有正式的日历，近期的期限按周一至周五并扣除固定节假日暂定。请在通知发布后录入。`,
          }),
      sections: [
        {
          title: '各年日历',
          forms: [{ ...yearForm(undefined), label: '新增年份' }],
          table: {
            columns: ['年份', '状态', '放假', '调休上班'],
            rows: Object.entries(present.calendar.years)
              .sort(([one], [other]) => other.localeCompare(one))
              .map(([year, table]) => yearRow(year, table)),
            none: '还没有任何年份。',
          },
        },
        {
          title: '修改记录',
          table: { columns: ['生效时间', '版本', '内容', '修改人'], rows: versions.map(versionRow), none: '' },
        },
      ],
    };
  },
  acts: {
    set: {
      act: 'CALENDAR_SET',
      async run({ deps, fields, ...call }) {
        const year = typedText(fields, 'year', { charactersMax: 4 });
        const kind = kinds.find(({ code }) => code === fields['kind']);
        if (!kind) throw wrongField('kind', 'NOT_IN_LIST');
        const [holidays, workdays] = [datesOf(fields, 'holidays'), datesOf(fields, 'workdays')];
        const typed = { year, official: kind.code === 'OFFICIAL', holidays, workdays };
        const set = await setCalendarYear(deps.knex, call, typed);
        const counts = set ? `：放假 ${set.holidays.length} 天，调休上班 ${set.workdays.length} 天` : '';
        return { notice: `${year} 年的日历已保存${counts}。` };
      },
    },
  },
};

/** What was typed into a field of dates, which may be empty. */
function datesOf(fields: Readonly<Record<string, string>>, name: string): string {
  const text = fields[name] ?? '';
  if ([...text].length > datesCharactersMax) throw wrongField(name, 'TOO_LONG', { atMost: datesCharactersMax });
  return text;
}

function yearRow(year: string, table: YearTable): PageRow {
  return {
    cells: [
      `${year} 年`,
      table.official ? { text: '正式', badge: 'GOOD' } : { text: '暂定', badge: 'WARNING' },
      shownDates(table.holidays),
      shownDates(table.workdays),
    ],
    forms: [yearForm(year, table)],
  };
}

/** Within its year a date needs no year, and the last day of a stretch within a month no month: `10月1日至7日`. */
function shownDates(dates: readonly string[]): string {
  if (dates.length === 0) return '无';
  const texts = writeDates(dates).map((text) => {
    const [first = '', last] = text.split('至');
    if (last === undefined) return monthAndDay(first);
    const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
    return `${monthAndDay(first)}至${isOneMonth ? `${Number(last.slice(8))}日` : monthAndDay(last)}`;
  });
  return `${texts.join('、')}（${dates.length} 天）`;
}

function monthAndDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

function versionRow({ version, validFrom, year, setByName }: CalendarVersion): PageRow {
  return {
    cells: [
      shownInstant(validFrom),
      version,
      year === null ? '随系统版本发布' : `设置 ${year} 年`,
      setByName ?? '系统',
    ],
  };
}

function yearForm(year: string | undefined, table?: YearTable): PageForm {
  const dates = { kind: 'LONG_TEXT', charactersMax: datesCharactersMax } as const;
  const kind: PageField = {
    ...{ name: 'kind', label: '状态', kind: 'CHOICE', required: true, choices: kinds },
    ...(table ? { value: table.official ? 'OFFICIAL' : 'PROVISIONAL' } : {}),
  };
  const fields: PageField[] = [
    kind,
    {
      ...{ name: 'holidays', label: '放假日期', ...dates, value: writeDates(table?.holidays ?? []).join('\n') },
      hint: '可粘贴通知中的日期：如 10月1日至7日，或 2027-10-01至2027-10-07，以空格、顿号、逗号或换行分隔；可包含周末。',
    },
    {
      ...{ name: 'workdays', label: '调休上班日期', ...dates, value: writeDates(table?.workdays ?? []).join('\n') },
      hint: '须为周六或周日，写法同上。',
    },
  ];
  const consequence = '整体替换该年的日历，成为新版本；办理中的案件保留原期限。';
  if (year !== undefined) return { act: 'set', label: '修改', target: { year }, fields, consequence };
  return {
    ...{ act: 'set', label: '新增年份', consequence },
    fields: [{ name: 'year', label: '年份', kind: 'TEXT', required: true, charactersMax: 4 }, ...fields],
  };
}
