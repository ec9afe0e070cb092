import { codesOf, type Term } from './term.ts';

/** Where an effect stands on the way to its end. Source: design.md §3. */
export const effectStatuses = [
  { code: 'PLANNED', zh: '待执行', en: 'Planned' },
  { code: 'TRIED', zh: '已尝试', en: 'Tried' },
  { code: 'DONE', zh: '已完成', en: 'Done' },
  { code: 'GAVE_UP', zh: '已放弃', en: 'Given up' },
  { code: 'LEFT_OUT', zh: '已略过', en: 'Left out' },
] as const satisfies readonly Term[];

/** A code of effectStatuses. */
export type EffectStatus = (typeof effectStatuses)[number]['code'];

/** The codes of effectStatuses, in its order. */
export const effectStatusCodes = codesOf(effectStatuses);
