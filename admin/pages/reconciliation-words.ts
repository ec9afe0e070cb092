import type { ReconciliationClass } from '../../domain/vocabulary/reconciliation-class.ts';

/** What staff are told of a class: what it means, and its one safe button with what follows from it. */
interface ClassWords {
  meaning: string;
  /** Null where each finding has its own. */
  button: { label: string; consequence: string } | null;
}

const pokeConsequence = '对所列案件各通知一次流程；已在处理的不受影响，不会重复办理。';
const allGoConsequence = '对所列案件与任务各执行一次；已在处理的不受影响，不会重复办理。';

/** What staff are told of each class. */
export const wordsOfClass: Record<ReconciliationClass, ClassWords> = {
  UNDECIDED_COMMAND: {
    meaning: '用户提交的操作超过五分钟没有结果，已自动再次投递；半小时后仍未处理的需联系运维。',
    button: { label: '再次投递', consequence: pokeConsequence },
  },
  MISSING_WORKFLOW: {
    meaning: '案件还在办理，却没有流程在运行，到期处理和通知会停住；已自动重新启动。',
    button: { label: '重新启动', consequence: pokeConsequence },
  },
  IDLE_WORKFLOW: {
    meaning: '案件已经结束，流程却没有结束；已自动通知其结束。数据库中没有该案件的需联系运维。',
    button: { label: '通知结束', consequence: pokeConsequence },
  },
  FAILING_WORKFLOW: {
    meaning: '流程连续多次执行失败，这些案件暂时不能继续办理；通常需运维修复程序或数据，修复后自动恢复。',
    button: { label: '重新检查', consequence: '只检查，不改动任何案件。' },
  },
  STRAY_BINDING: {
    meaning: '签约已经结束，学生却仍被占用，不能接受其他邀请；请核对案件经过后解除。',
    button: null,
  },
  UNDONE_EFFECT: {
    meaning:
      '应当发出的通知、汇款、协议文件，或提交的批量任务，一小时后仍未完成，系统正在自动重试；短信通道故障时会持续出现，其余持续出现的需联系运维。协议书因字库缺字无法生成的，请联系学校核实写法。',
    button: { label: '再次执行', consequence: allGoConsequence },
  },
  BROKEN_RULE: {
    meaning: '数据与规则不符，不会自动修改；请联系运维查明原因。',
    button: { label: '重新核对', consequence: '逐条核对全部数据规则，只检查，不修改。' },
  },
};
