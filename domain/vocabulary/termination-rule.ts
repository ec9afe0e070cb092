import { codesOf, type Term } from './term.ts';

/** The rule of a school that stands against an application for a termination. Source: api.md §8. */
export const terminationRuleNames = [
  {
    code: 'PERIOD',
    zh: '不在学校规定的解约受理时间内',
    en: 'Outside the period in which the school takes applications',
  },
  { code: 'COUNT', zh: '已达到学校规定的解约次数', en: 'The graduate has as many terminations as the school allows' },
  { code: 'LETTER', zh: '须上传解约函等附件', en: 'A letter has to be attached' },
] as const satisfies readonly Term[];

/** A code of terminationRuleNames. */
export type TerminationRule = (typeof terminationRuleNames)[number]['code'];

/** The codes of terminationRuleNames, in its order. */
export const terminationRuleCodes = codesOf(terminationRuleNames);
