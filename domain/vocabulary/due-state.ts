import { codesOf, type Term } from './term.ts';

/**
 * How long an open review has waited: nothing yet, past the reminder (3 working days), past the escalation (5).
 * Source: domain.md §6.3.
 */
export const dueStates = [
  { code: 'ON_TIME', zh: '正常', en: 'On time' },
  { code: 'DUE', zh: '请尽快审核', en: 'Please decide soon' },
  { code: 'LONG_WAITING', zh: '等待已久', en: 'Waiting for long' },
] as const satisfies readonly Term[];

/** A code of dueStates. */
export type DueState = (typeof dueStates)[number]['code'];

/** The codes of dueStates, in its order. */
export const dueStateCodes = codesOf(dueStates);
