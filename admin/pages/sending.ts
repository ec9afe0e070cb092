import { searchMessages } from '../../commands/search-person.ts';
import { sendMessageAgain } from '../../commands/send-message-again.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { listSentMessages, type SentMessage } from '../../database/queries/sent-messages.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskPhone } from '../../domain/identifiers.ts';
import { effectStatuses } from '../../domain/vocabulary/effect-status.ts';
import { effectWorks } from '../../domain/vocabulary/effect-work.ts';
import { messageFailures } from '../../domain/vocabulary/message-failure.ts';
import { messageTemplates, type MessageCode } from '../../domain/vocabulary/messages.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type PageForm, type PageRow } from '../page-view.ts';
import { pageOf, shownOf } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn, readRowId, rowIdOf } from '../row-id.ts';

const hashForm = /^[0-9a-f]{64}$/;
const wordsMax = 40;

/** 消息办理: what was sent to whom and what gave up, by unit, case or telephone; a message that gave up can be sent again. */
export const sending: PanelPage = {
  id: 'sending',
  label: '消息办理',
  note: '查发送与文件情况，重发未送达的短信',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'sending'),
  async read({ role }, { deps, query }) {
    const { status = 'GAVE_UP', person = '' } = query;
    const filter = {
      employerId: query['employer'] ? idIn(query, 'employer') : undefined,
      processId: query['process'] ? idIn(query, 'process') : undefined,
      phoneHash: hashForm.test(person) ? Buffer.from(person, 'hex') : undefined,
      status: effectStatuses.find(({ code }) => code === status)?.code,
    };
    // Whoever looks for one unit, case or person wants to see all of it, unless they say otherwise.
    const isNarrow = filter.employerId ?? filter.processId ?? filter.phoneHash;
    const isStatusAsked = query['status'] !== undefined && query['status'] !== '';
    const wanted = isNarrow !== undefined && !isStatusAsked ? { ...filter, status: undefined } : filter;
    const asked = { query, name: 'after' };
    const { rows, steps } = shownOf(await listSentMessages(deps.knex, wanted, pageOf(asked)), asked);
    return {
      title: '消息办理',
      intro:
        '默认显示已放弃的短信、审核人每日提醒和协议书文件。短信可重新发送，每次点击只发送一次；每日提醒次日重新汇总，协议书文件每天自动重做。',
      search: {
        fields: [
          { name: 'process', label: '案件编号', kind: 'TEXT', charactersMax: 36 },
          { name: 'employer', label: '单位编号', kind: 'TEXT', charactersMax: 36 },
          {
            ...{ name: 'status', label: '结果', kind: 'CHOICE' },
            choices: effectStatuses.map(({ code, zh }) => ({ code, label: zh })),
          },
        ],
        button: '查询',
      },
      sections: [
        { title: '按手机号查询', forms: [phoneForm] },
        {
          title: '短信与文件',
          table: {
            columns: ['产生时间', '单位', '收件人', '内容', '结果', '原因', '次数', '案件'],
            rows: rows.map((row) => rowOf(row, role, deps.personalData)),
            none: '没有符合条件的短信或文件。',
            steps,
          },
        },
      ],
    };
  },
  acts: {
    find: {
      act: 'MESSAGES_SEARCHED',
      async run({ deps, fields, ...call }) {
        const hash = await searchMessages(deps, call, fields['phone'] ?? '');
        return { notice: '已查询。', href: `/admin/pages/sending?person=${hash}` };
      },
    },
    again: {
      act: 'MESSAGE_SENT_AGAIN',
      async run({ deps, fields, ...call }) {
        const { message = '', sendings = '' } = fields;
        const key = readRowId(message, 1) ?? readRowId(message, 4);
        if (!key) throw new DomainError('NOT_FOUND');
        await sendMessageAgain(deps, call, { key, sendings: Number(sendings) });
        return { notice: '已安排重新发送，稍后刷新可查看结果。' };
      },
    },
  },
};

const phoneForm: PageForm = {
  ...{ act: 'find', label: '按完整手机号查询', consequence: '查询会写入操作记录。' },
  fields: [{ name: 'phone', label: '手机号', kind: 'TEXT', required: true, charactersMax: 20 }],
};

function rowOf(row: SentMessage, role: StaffRole, personalData: PersonalData): PageRow {
  const { key, createdAt, what, status, failureCode, sendings, processId, employerName, phoneEncrypted } = row;
  const isMessage = what !== 'AGREEMENT';
  // Of what a message speaks the list knows the unit alone; the rest is of people.
  const template = isMessage ? wordsOf(what) : labelOf(effectWorks, what);
  const words = template.replaceAll('{employerName}', employerName ?? '…').replace(/\{\w+\}/g, '…');
  const mayGoAgain = status === 'GAVE_UP' && isMessage && key !== null;
  return {
    cells: [
      ...[shownInstant(createdAt), employerName ?? ''],
      phoneEncrypted === null ? '（无）' : maskPhone(personalData.decrypt(phoneEncrypted)),
      words.length > wordsMax ? `${words.slice(0, wordsMax)}…` : words,
      { text: labelOf(effectStatuses, status), ...(status === 'GAVE_UP' ? { badge: 'WARNING' as const } : {}) },
      ...[failureCode === null ? '' : labelOf(messageFailures, failureCode), `第 ${sendings} 次`],
      processId === null || !maySee(role, 'trail')
        ? ''
        : { text: '案件经过', href: `/admin/pages/trail?case=${processId}` },
    ],
    forms: mayGoAgain ? [againForm(key, sendings)] : [],
  };
}

/** Of a message that is not sent any more its code is all there is. */
function wordsOf(message: MessageCode): string {
  const templates: Partial<Record<MessageCode, { zh: string }>> = messageTemplates;
  return templates[message]?.zh ?? message;
}

function againForm(key: NonNullable<SentMessage['key']>, sendings: number): PageForm {
  return {
    ...{ act: 'again', label: '重新发送', target: { message: rowIdOf(key), sendings: String(sendings) } },
    consequence: '将向收件人现在的手机号再发送一次。',
  };
}
