import { codesOf, type Term } from './term.ts';

/** What made a process event: somebody's command, a deadline, or an event of another process. */
export const eventCauses = [
  { code: 'COMMAND', zh: '人员操作', en: 'Command' },
  { code: 'CLOCK', zh: '到期', en: 'Clock' },
  { code: 'PROCESS', zh: '关联流程', en: 'Another process' },
] as const satisfies readonly Term[];

/** A code of eventCauses. */
export type EventCause = (typeof eventCauses)[number]['code'];

/** The codes of eventCauses, in its order. */
export const eventCauseCodes = codesOf(eventCauses);
