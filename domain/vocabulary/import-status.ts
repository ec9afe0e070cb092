import { codesOf, type Term } from './term.ts';

/** Where an import stands. Source: api.md §6. */
export const importStatuses = [
  { code: 'RUNNING', zh: '处理中', en: 'Running' },
  { code: 'DONE', zh: '已完成', en: 'Done' },
] as const satisfies readonly Term[];

/** The codes of importStatuses, in its order. */
export const importStatusCodes = codesOf(importStatuses);
