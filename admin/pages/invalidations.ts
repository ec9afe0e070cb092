import { pauseInvalidations, resumeInvalidations } from '../../commands/pause-invalidations.ts';
import { listInvalidationBatches, type InvalidationBatchRow } from '../../database/queries/invalidation-batches.ts';
import { invalidationReasons } from '../../domain/vocabulary/invalidation-reason.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type Cell, type PageForm, type PageRow } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

/** 批量失效: how far each batch has come, to be held and let go on. Source: design.md §3. */
export const invalidations: PanelPage = {
  id: 'invalidations',
  label: '批量失效',
  note: '批量失效的进度，暂停与继续',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'invalidations'),
  async read(_, { deps, query }) {
    const asked = { query, name: 'after' };
    const { fetch, after } = pageOf(asked);
    const found = await listInvalidationBatches(deps.knex, { fetch, after });
    const { rows: batches, steps } = shownOf(found, asked);
    return {
      title: '批量失效',
      intro:
        '单位停用或届别截止后，相关记录逐一失效并通知双方；暂停期间，其中的签约同样不能应约或审核通过。恢复单位或重新开放届别后，尚未通知的记录不再失效。',
      sections: [
        {
          title: '全部批次',
          table: {
            columns: [
              '原因',
              '对象',
              '总数',
              '已处理',
              '已失效',
              '未生效',
              '此前已结束',
              '恢复后未通知',
              '开始时间',
              '状态',
            ],
            rows: batches.map(rowOf),
            none: '还没有批量失效。',
            steps,
          },
        },
      ],
    };
  },
  acts: {
    pause: {
      act: 'BATCH_PAUSED',
      async run({ deps, fields, ...call }) {
        await pauseInvalidations(deps, call, idIn(fields, 'batchId'));
        return { notice: '已暂停，正在处理的一页会先完成。' };
      },
    },
    resume: {
      act: 'BATCH_RESUMED',
      async run({ deps, fields, ...call }) {
        await resumeInvalidations(deps, call, idIn(fields, 'batchId'));
        return { notice: '已继续。' };
      },
    },
  },
};

function rowOf(batch: InvalidationBatchRow): PageRow {
  const { reason, employerName, cohortYear, total, done, invalidated, refused, endedBefore, groundBack } = batch;
  return {
    cells: [
      labelOf(invalidationReasons, reason),
      employerName ?? (cohortYear === null ? '' : `${cohortYear}届`),
      ...[total, done, invalidated, refused, endedBefore, groundBack].map(String),
      shownInstant(batch.createdAt),
      stateOf(batch),
    ],
    forms: formsOf(batch),
  };
}

function stateOf({ finishedAt, pausedAt }: InvalidationBatchRow): Cell {
  if (finishedAt !== null) return { text: `已完成 ${shownInstant(finishedAt)}`, badge: 'GOOD' };
  return pausedAt === null ? '处理中' : { text: `已暂停 ${shownInstant(pausedAt)}`, badge: 'WARNING' };
}

function formsOf({ id, finishedAt, pausedAt }: InvalidationBatchRow): PageForm[] {
  if (finishedAt !== null) return [];
  const target = { batchId: id };
  return [pausedAt === null ? { act: 'pause', label: '暂停', target } : { act: 'resume', label: '继续', target }];
}
