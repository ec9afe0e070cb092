import { Effect } from '../../database/models/effect.ts';
import { effectStatuses } from '../../domain/vocabulary/effect-status.ts';
import { effectWorks } from '../../domain/vocabulary/effect-work.ts';
import { messageTemplates, type MessageCode } from '../../domain/vocabulary/messages.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelResource } from '../contents.ts';
import { maySee } from '../roles.ts';

const charactersMax = 30;

/** The words of a message before names are filled in, as far as a row has room; what is no message by what is done. */
function templateOf(code: string): string {
  const words = messageTemplates[code as MessageCode]?.zh ?? labelOf(effectWorks, code);
  return words.length > charactersMax ? `${words.slice(0, charactersMax)}…` : words;
}

/** 消息发送: everything that leaves the house because of a case, what was sent and what gave up; nobody's phone or words. */
export const messages: PanelResource = {
  id: 'messages',
  label: '消息发送',
  isSeenBy: (role) => maySee(role, 'messages'),
  model: Effect,
  title: 'message',
  newestBy: 'createdAt',
  columns: [
    { name: 'createdAt', label: '产生时间', kind: 'instant', isSorted: true },
    { name: 'kind', label: '种类', kind: 'text' },
    {
      ...{ name: 'message', label: '消息', kind: 'text', sql: 'coalesce(effect.message, effect.kind)' },
      present: (value) => templateOf(String(value)),
    },
    { name: 'status', label: '结果', kind: 'code', terms: effectStatuses },
    { name: 'tries', label: '尝试次数', kind: 'number' },
    { name: 'failureCode', label: '失败代码', kind: 'text' },
    { name: 'endedAt', label: '结束时间', kind: 'instant' },
    { name: 'dueAt', label: '计划时间', kind: 'instant', onlyInRow: true },
    { name: 'processId', label: '案件编号', kind: 'text', onlyInRow: true },
    { name: 'seq', label: '案件步骤', kind: 'number', onlyInRow: true },
    { name: 'recipient', label: '收件账号', kind: 'text', onlyInRow: true },
  ],
};
