import {
  lookAtFailuresAgain,
  pokedClasses,
  pokeFindings,
  releaseBinding,
  runReconciliation,
} from '../../commands/repair-findings.ts';
import { wrongField } from '../../commands/typed-text.ts';
import { ruleText } from '../../database/queries/invariants.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { processStates } from '../../database/queries/process-states.ts';
import { reconciliationChecks } from '../../database/queries/reconciliation.ts';
import type { Instant } from '../../domain/calendar.ts';
import { explainWait, type AnyProcess } from '../../domain/explain-wait.ts';
import { checkedEverySeconds, type KeptFinding, type ReconciliationCheck } from '../../domain/reconciliation.ts';
import { staffMay } from '../../domain/staff-permissions.ts';
import { processKinds } from '../../domain/vocabulary/process-kind.ts';
import { reconciliationClasses, type ReconciliationClass } from '../../domain/vocabulary/reconciliation-class.ts';
import type { StaffRole } from '../../domain/vocabulary/staff-role.ts';
import { labelOf } from '../../domain/vocabulary/term.ts';
import type { PanelPage } from '../contents.ts';
import { shownInstant, type Cell, type PageForm, type PageRow, type PageSection } from '../page-view.ts';
import { maySee } from '../roles.ts';
import { idIn } from '../row-id.ts';
import { wordsOfClass } from './reconciliation-words.ts';

/** 对账: what the newest check of each class found, what was done by itself, and what people must look at. Source: temporal.md §2.4. */
export const reconciliation: PanelPage = {
  id: 'reconciliation',
  label: '对账',
  note: '数据库与流程引擎不一致之处及处理',
  component: 'Desk',
  isSeenBy: (role) => maySee(role, 'reconciliation'),
  async read({ role }, { deps: { knex, clock } }) {
    const [checks, now] = [await reconciliationChecks(knex), await presentInstant(knex, clock)];
    const shown = [...checks.values()].flatMap(({ findings }) => findings.map(({ processId }) => processId));
    const states = await processStates(knex, shown);
    const alarms = [...checks.values()].reduce((sum, check) => sum + check.alarms, 0);
    return {
      title: '对账',
      intro: '每小时核对一次数据库与流程引擎，每天核对一次全部数据规则。能安全处理的自动处理，其余在此列出。',
      ...(alarms > 0 ? { warning: `有 ${alarms} 项需要人工处理，见下方各类明细。` } : {}),
      sections: [
        {
          title: '最近一次核对',
          table: {
            columns: ['类别', '核对时间', '发现', '已自动处理', '需人工处理'],
            rows: reconciliationClasses.map(({ code }) => classRow(code, checks.get(code), { now, role })),
            none: '',
          },
          forms: staffMay(role, 'RECONCILIATION_RUN') ? runForms : [],
        },
        ...reconciliationClasses.flatMap(({ code }) => findingsSection(code, checks.get(code), { states, role })),
      ],
    };
  },
  acts: {
    run: {
      act: 'RECONCILIATION_RUN',
      async run({ deps, fields, ...call }) {
        const isTaken = await runReconciliation(deps, call, fields['what'] === 'RULES' ? 'check-rules' : 'reconcile');
        return { notice: isTaken ? '已开始核对，稍后刷新可查看结果。' : '流程引擎暂时无法连接，请稍后再试。' };
      },
    },
    poke: {
      act: 'FINDINGS_REPAIRED',
      async run({ deps, fields, ...call }) {
        const code = pokedClasses.find((each) => each === fields['class']);
        if (!code) throw wrongField('class', 'NOT_IN_LIST');
        const poked = await pokeFindings(deps, call, code);
        return { notice: `已通知 ${poked} 件，可稍后再次核对确认结果。` };
      },
    },
    look: {
      act: 'FINDINGS_REPAIRED',
      async run({ deps, ...call }) {
        const failing = await lookAtFailuresAgain(deps, call);
        return {
          notice: failing === 0 ? '已重新检查，没有反复出错的流程。' : `已重新检查，仍有 ${failing} 个流程反复出错。`,
        };
      },
    },
    release: {
      act: 'BINDING_RELEASED',
      async run({ deps, fields, ...call }) {
        await releaseBinding(deps, call, {
          graduateId: idIn(fields, 'graduateId'),
          signingId: idIn(fields, 'signingId'),
        });
        return { notice: '已解除占用，该学生可以接受其他邀请。' };
      },
    },
  },
};

const runForms: PageForm[] = [
  {
    ...{ act: 'run', label: '立即核对', target: { what: 'PROCESSES' } },
    consequence: '立即核对数据库与流程引擎，并自动处理能安全处理的。',
  },
  {
    ...{ act: 'run', label: '立即核对数据规则', target: { what: 'RULES' } },
    consequence: '逐条核对全部数据规则，只检查，不修改；数据较多时需要较长时间。',
  },
];

function classRow(
  code: ReconciliationClass,
  check: ReconciliationCheck | undefined,
  { now, role }: { now: Instant; role: StaffRole },
): PageRow {
  const name = labelOf(reconciliationClasses, code);
  if (!check) return { cells: [name, { text: '尚未核对', badge: 'WARNING' }, '', '', ''], forms: [] };
  const { checkedAt, found, repaired, alarms } = check;
  const isLate = Date.parse(now) - Date.parse(checkedAt) > 2_000 * checkedEverySeconds[code];
  const at = shownInstant(checkedAt);
  return {
    cells: [
      name,
      isLate ? { text: `${at}（已过期）`, badge: 'WARNING' } : at,
      ...[found, repaired].map(String),
      alarms === 0 ? { text: '无', badge: 'GOOD' } : { text: String(alarms), badge: 'WARNING' },
    ],
    forms: found > 0 ? formsOf(code, role) : [],
  };
}

/** The one safe button of a class; what is released is released one by one. */
function formsOf(code: ReconciliationClass, role: StaffRole): PageForm[] {
  const { button } = wordsOfClass[code];
  if (button === null) return [];
  if (code === 'BROKEN_RULE')
    return staffMay(role, 'RECONCILIATION_RUN') ? [{ act: 'run', target: { what: 'RULES' }, ...button }] : [];
  if (!staffMay(role, 'FINDINGS_REPAIRED')) return [];
  return code === 'FAILING_WORKFLOW'
    ? [{ act: 'look', ...button }]
    : [{ act: 'poke', target: { class: code }, ...button }];
}

function findingsSection(
  code: ReconciliationClass,
  check: ReconciliationCheck | undefined,
  seen: { states: ReadonlyMap<string, AnyProcess>; role: StaffRole },
): PageSection[] {
  if (!check || check.found === 0) return [];
  const { findings, found } = check;
  const more = found > findings.length ? `共 ${found} 项，只列出 ${findings.length} 项。` : '';
  return [
    {
      title: labelOf(reconciliationClasses, code),
      note: `${wordsOfClass[code].meaning}${more}`,
      table: {
        columns: ['对象', '种类', '情况', '发现时间', '案件'],
        rows: findings.map((finding) => findingRow(code, finding, seen)),
        none: '',
      },
    },
  ];
}

function findingRow(
  code: ReconciliationClass,
  { thingId, processId, detail, since }: KeptFinding,
  { states, role }: { states: ReadonlyMap<string, AnyProcess>; role: StaffRole },
): PageRow {
  const process = processId === null ? undefined : states.get(processId);
  const wait = process ? explainWait(process, 'zh') : null;
  const said = [detailText(code, detail), wait?.explanation ?? ''].filter((text) => text !== '');
  const trail: Cell = process ? { text: '案件经过', href: `/admin/pages/trail?case=${processId}` } : '';
  const release: PageForm = {
    ...{ act: 'release', label: '解除占用', target: { graduateId: thingId, signingId: processId ?? '' } },
    consequence: '该签约确已结束才会解除；解除后学生可以接受其他邀请。',
  };
  return {
    cells: [
      thingId,
      process ? labelOf(processKinds, process.kind) : '',
      said.join('；') || (process ? '案件已结束。' : ''),
      shownInstant(since),
      trail,
    ],
    forms: code === 'STRAY_BINDING' && staffMay(role, 'BINDING_RELEASED') ? [release] : [],
  };
}

function detailText(code: ReconciliationClass, detail: string | null): string {
  if (detail === null) return '';
  if (code === 'BROKEN_RULE') return ruleText(detail);
  return wordsOfDetail[detail] ?? '通知';
}

const wordsOfDetail: Record<string, string> = {
  REMIT: '汇款',
  AGREEMENT: '协议文件',
  NOT_PRINTABLE: '协议书含有字库中没有的字符，无法生成',
  NO_PROCESS: '数据库中没有该案件',
  BATCH: '批量办理有未完成的行',
  IMPORT: '导入有未完成的行',
  INVALIDATIONS: '批量失效没有进展',
  MESSAGE: '案件以外的短信',
  DIGEST: '审核人员每日提醒',
};
