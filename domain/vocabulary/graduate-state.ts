import { codesOf, type Term } from './term.ts';

/** What a school looks after among its graduates' records; a record can be in several at once. Source: api.md §8, §11. */
export const graduateStates = [
  { code: 'NOT_ACTIVATED', zh: '未激活', en: 'Not activated' },
  { code: 'NOT_CONFIRMED', zh: '已激活，未确认信息', en: 'Activated, data not confirmed' },
  { code: 'LOCKED', zh: '已锁定', en: 'Locked' },
] as const satisfies readonly Term[];

/** A code of graduateStates. */
export type GraduateState = (typeof graduateStates)[number]['code'];

/** The codes of graduateStates, in its order. */
export const graduateStateCodes = codesOf(graduateStates);
