import { codesOf, type Term } from './term.ts';

/** Where a command stands. Source: api.md §9. */
export const commandOutcomes = [
  { code: 'RECEIVED', zh: '已受理', en: 'Received' },
  { code: 'SUCCEEDED', zh: '已完成', en: 'Succeeded' },
  { code: 'REFUSED', zh: '未通过', en: 'Refused' },
] as const satisfies readonly Term[];

/** A code of commandOutcomes. */
export type CommandOutcome = (typeof commandOutcomes)[number]['code'];

/** The codes of commandOutcomes, in its order. */
export const commandOutcomeCodes = codesOf(commandOutcomes);
