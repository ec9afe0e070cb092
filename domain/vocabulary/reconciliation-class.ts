import { codesOf, type Term } from './term.ts';

/** What reconciliation looks for: where the database, the engine and the rules do not agree. Source: temporal.md §2.4. */
export const reconciliationClasses = [
  { code: 'UNDECIDED_COMMAND', zh: '提交后未处理的操作', en: 'Commands that nobody decides' },
  { code: 'MISSING_WORKFLOW', zh: '没有流程在运行的案件', en: 'Processes with work and no workflow' },
  { code: 'IDLE_WORKFLOW', zh: '案件结束后仍在运行的流程', en: 'Workflows whose process is over' },
  { code: 'FAILING_WORKFLOW', zh: '反复出错的流程', en: 'Workflows that keep failing' },
  { code: 'STRAY_BINDING', zh: '被已结束的签约占用的学生', en: 'Graduates bound by a signing that is over' },
  {
    code: 'UNDONE_EFFECT',
    zh: '到期未完成的通知、汇款、协议文件与批量任务',
    en: 'Messages, payments, documents and bulk work overdue',
  },
  { code: 'BROKEN_RULE', zh: '不符合规则的数据', en: 'Data that break a rule' },
] as const satisfies readonly Term[];

/** A code of reconciliationClasses. */
export type ReconciliationClass = (typeof reconciliationClasses)[number]['code'];

/** The codes of reconciliationClasses, in its order. */
export const reconciliationClassCodes = codesOf(reconciliationClasses);
