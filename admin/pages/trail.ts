import { revealable, revealData, type Revealable } from '../../commands/reveal-data.ts';
import { searchPerson } from '../../commands/search-person.ts';
import { typedText, wrongField } from '../../commands/typed-text.ts';
import type { PersonalData } from '../../database/personal-data.ts';
import { processStates } from '../../database/queries/process-states.ts';
import { caseTrail, peopleOf, personTrail } from '../../database/queries/trail.ts';
import type { PersonWanted, TrailLine, TrailPerson } from '../../database/queries/trail.ts';
import { DomainError, errorTable, type ErrorCode } from '../../domain/errors.ts';
import { explainWait } from '../../domain/explain-wait.ts';
import { maskIdNumber, maskPhone } from '../../domain/identifiers.ts';
import type { ActorRelation } from '../../domain/permissions.ts';
import { caseWords } from '../../domain/vocabulary/case-word.ts';
import { processKinds } from '../../domain/vocabulary/process-kind.ts';
import { staffActs } from '../../domain/vocabulary/staff-act.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import { userTypes } from '../../domain/vocabulary/user-type.ts';
import type { PanelDependencies } from '../dependencies.ts';
import type { PanelPage } from '../contents.ts';
import {
  reasonField,
  shownInstant,
  type PageForm,
  type PageRow,
  type PageSection,
  type PageView,
} from '../page-view.ts';
import { pageOf, shownOf, type Shown } from '../paging.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';

const hashForm = /^[0-9a-f]{64}$/;
const columns = ['时间', '类别', '事项', '人员', '结果', '来源地址', '案件'];

/** 审计查询: all that happened in a case or by and to a person, and, with a reason, what is masked elsewhere. */
export const trail: PanelPage = {
  id: 'trail',
  label: '审计查询',
  note: '按人或案件查操作记录，查看脱敏数据',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'trail'),
  async read(_, { deps, query }) {
    if (query['case']) return caseView(deps, idIn(query, 'case'), query);
    const { person = '' } = query;
    if (hashForm.test(person)) return personView(deps, { hash: Buffer.from(person, 'hex') }, query);
    if (query['account']) return personView(deps, { accountId: idIn(query, 'account') }, query);
    return startView;
  },
  acts: {
    find: {
      act: 'PERSON_SEARCHED',
      async run({ deps, fields, ...call }) {
        const hash = await searchPerson(deps, call, fields['person'] ?? '');
        return { notice: '已查询。', href: `/admin/pages/trail?person=${hash}` };
      },
    },
    reveal: {
      act: 'DATA_REVEALED',
      async run({ deps, fields, ...call }) {
        const { what = '' } = fields;
        if (!Object.hasOwn(revealable, what)) throw wrongField('what', 'NOT_IN_LIST');
        const wish = { what: what as Revealable, id: idIn(fields, 'id'), reason: typedText(fields, 'reason') };
        const value = await revealData(deps, call, wish);
        if (value === undefined) return { notice: '该次查看已完成；如需再次查看，请重新填写理由。' };
        return { notice: '本次查看已写入操作记录。', shown: [{ label: labels[wish.what], value }] };
      },
    },
  },
};

const labels: Record<Revealable, string> = {
  ACCOUNT_PHONE: '手机号',
  GRADUATE_PHONE: '手机号',
  GRADUATE_ID_NUMBER: '证件号码',
};

const startView: PageView = {
  title: '审计查询',
  intro: '按案件编号查看全部经过；按完整手机号或证件号码查看个人记录。按号码查询个人、查看完整号码都会写入操作记录。',
  search: { fields: [{ name: 'case', label: '案件编号', kind: 'TEXT', charactersMax: 36 }], button: '查询案件' },
  sections: [
    {
      title: '按个人查询',
      forms: [
        {
          ...{ act: 'find', label: '按完整手机号或证件号码查询', consequence: '查询会写入操作记录。' },
          fields: [{ name: 'person', label: '手机号或证件号码', kind: 'TEXT', required: true, charactersMax: 20 }],
        },
      ],
    },
  ],
};

const back = { href: '/admin/pages/trail', label: '审计查询' };

type Query = Readonly<Record<string, string>>;

async function caseView({ knex }: PanelDependencies, processId: string, query: Query): Promise<PageView> {
  const asked = { query, name: 'after' };
  const [found, states] = await Promise.all([
    caseTrail(knex, processId, pageOf(asked)),
    processStates(knex, [processId]),
  ]);
  if (found.length === 0) throw new DomainError('NOT_FOUND');
  const lines = shownOf(found, asked);
  const process = states.get(processId);
  const wait = process ? explainWait(process, 'zh') : null;
  return {
    title: '案件经过',
    back,
    sections: [
      {
        title: '案件',
        facts: [
          { label: '案件编号', value: processId },
          {
            label: '种类',
            value: labelOf(processKinds, lines.rows.find((line) => line.processKind)?.processKind ?? ''),
          },
          ...(process ? [{ label: '当前等待', value: wait?.explanation ?? '已结束，不再等待任何人。' }] : []),
          { label: '消息', value: { text: '与该案件有关的消息', href: `/admin/pages/sending?process=${processId}` } },
        ],
      },
      linesSection('全部经过', lines),
    ],
  };
}

async function personView(
  { knex, personalData }: PanelDependencies,
  wanted: PersonWanted,
  query: Query,
): Promise<PageView> {
  const asked = { query, name: 'after' };
  const people = await peopleOf(knex, wanted);
  if ('accountId' in wanted && people.length === 0) throw new DomainError('NOT_FOUND');
  return {
    title: '个人记录',
    back,
    sections: [
      {
        title: '账号与学籍记录',
        table: {
          columns: ['种类', '姓名', '单位或学校', '手机号', '证件号码', '状态'],
          rows: people.map((person) => personRow(person, personalData)),
          none: '没有找到此人的账号或学籍记录。',
        },
      },
      linesSection(
        '操作与被操作',
        shownOf(people.length === 0 ? [] : await personTrail(knex, people, pageOf(asked)), asked),
      ),
    ],
  };
}

function personRow(person: TrailPerson, personalData: PersonalData): PageRow {
  const { id, kind, userType, name, unit, phoneEncrypted, idNumberEncrypted, disabledAt } = person;
  const reveal = (what: Revealable): PageForm => ({
    ...{ act: 'reveal', label: `查看完整${labels[what]}`, target: { what, id }, fields: [reasonField] },
    consequence: '查看会写入操作记录，内容一分钟后隐藏。',
  });
  const isRecord = kind === 'GRADUATE';
  return {
    cells: [
      isRecord ? '学籍记录' : `${labelOf(userTypes, userType)}账号`,
      ...[name ?? '', unit ?? ''],
      phoneEncrypted === null ? '' : maskPhone(personalData.decrypt(phoneEncrypted)),
      idNumberEncrypted === null ? '' : maskIdNumber(personalData.decrypt(idNumberEncrypted)),
      disabledAt === null ? '正常' : { text: `已停用 ${shownInstant(disabledAt)}`, badge: 'WARNING' },
    ],
    forms: [
      ...(phoneEncrypted === null ? [] : [reveal(isRecord ? 'GRADUATE_PHONE' : 'ACCOUNT_PHONE')]),
      ...(idNumberEncrypted === null ? [] : [reveal('GRADUATE_ID_NUMBER')]),
    ],
  };
}

function linesSection(title: string, { rows, steps }: Shown<TrailLine>): PageSection {
  return {
    title,
    table: { columns, rows: rows.map((line) => ({ cells: cellsOf(line) })), none: '没有记录。', steps },
  };
}

const sources = { EVENT: '发生', COMMAND: '操作', STAFF: '工作人员', SESSION: '登录' } as const;

const relations: Record<ActorRelation, string> = {
  INVITER: '单位',
  INVITEE: '学生',
  COLLEGE: '学院审核人',
  SCHOOL: '学校审核人',
  MEMBER: '单位',
  STAFF: '平台工作人员',
  SYSTEM: '系统',
};

function cellsOf(line: TrailLine) {
  const { at, source, code, processId, processKind, actorName, relation, clientAddress } = line;
  const who = [relation === null ? '' : relations[relation], actorName ?? ''].filter((part) => part !== '').join(' ');
  return [
    shownInstant(at),
    sources[source],
    source === 'STAFF' || source === 'SESSION' ? labelOf(staffActs, code) : labelOf(caseWords, code),
    who !== '' ? who : line.cause === 'CLOCK' ? '到期自动处理' : '系统',
    outcomeOf(line),
    clientAddress ?? '',
    processId === null
      ? ''
      : { text: labelOf(processKinds, processKind ?? ''), href: `/admin/pages/trail?case=${processId}` },
  ];
}

function outcomeOf({ source, seq, outcome, refusalCode, reason }: TrailLine): string {
  if (source === 'EVENT') return `第 ${seq ?? ''} 步`;
  if (source !== 'COMMAND') return reason ?? '';
  if (outcome === null) return '待处理';
  return outcome === 'SUCCEEDED'
    ? '已办理'
    : `未办理：${errorTable[refusalCode as ErrorCode]?.zh ?? refusalCode ?? ''}`;
}
