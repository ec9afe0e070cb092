import { finishStaffTask } from '../../commands/finish-staff-task.ts';
import { typedText } from '../../commands/typed-text.ts';
import { listStaffTasks, type StaffTaskRow } from '../../database/queries/staff-tasks.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import { staffTaskKinds } from '../../domain/vocabulary/staff-task-kind.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type Cell, type PageForm } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

/** 待办事项: what the platform or a reviewer asks the supervisors to look into. */
export const tasks: PanelPage = {
  id: 'tasks',
  label: '待办事项',
  note: '平台或审核员转来的事项',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'tasks'),
  async read({ role }, { deps, query }) {
    const asked = { open: { query, name: 'open' }, done: { query, name: 'done' } };
    const [found, ended] = await Promise.all([
      listStaffTasks(deps.knex, 'OPEN', pageOf(asked.open)),
      listStaffTasks(deps.knex, 'DONE', pageOf(asked.done)),
    ]);
    const [open, done] = [shownOf(found, asked.open), shownOf(ended, asked.done)];
    return {
      title: '待办事项',
      intro: '由主管处理，处理后写明结果并办结。',
      sections: [
        {
          title: '未办结',
          table: {
            columns: ['事项', '单位', '信用代码', '说明', '产生时间', '案件'],
            rows: open.rows.map((task) => ({
              cells: cellsOf(task),
              forms: staffMay(role, 'TASK_DONE') ? [finishForm(task.id)] : [],
            })),
            none: '没有未办结的事项。',
            steps: open.steps,
          },
        },
        {
          title: '最近办结',
          table: {
            columns: ['事项', '单位', '信用代码', '说明', '产生时间', '案件', '办结时间', '办结人', '结果'],
            rows: done.rows.map((task) => ({
              cells: [...cellsOf(task), shownInstant(task.doneAt), task.doneBy ?? '', task.doneNote ?? ''],
            })),
            none: '还没有办结的事项。',
            steps: done.steps,
          },
        },
      ],
    };
  },
  acts: {
    finish: {
      act: 'TASK_DONE',
      async run({ deps, fields, ...call }) {
        await finishStaffTask(deps.knex, call, { taskId: idIn(fields, 'taskId'), note: typedText(fields, 'note') });
        return { notice: '已办结。' };
      },
    },
  },
};

function cellsOf({ kind, employerId, employerName, uscc, note, openedAt, processId }: StaffTaskRow): Cell[] {
  return [
    labelOf(staffTaskKinds, kind),
    { text: employerName, href: `/admin/pages/units?id=${employerId}` },
    uscc,
    note ?? '',
    shownInstant(openedAt),
    { text: '打开案件', href: `/admin/pages/verifications?id=${processId}` },
  ];
}

function finishForm(taskId: string): PageForm {
  return {
    ...{ act: 'finish', label: '办结', target: { taskId } },
    fields: [{ name: 'note', label: '处理结果', kind: 'LONG_TEXT', required: true, charactersMax: 200 }],
  };
}
