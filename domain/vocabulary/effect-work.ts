import type { Term } from './term.ts';

/** What leaves the house because of a case and is no message, by its kind of effect. */
export const effectWorks = [
  { code: 'REMIT', zh: '向单位账户打款', en: 'Money sent to the unit' },
  { code: 'AGREEMENT', zh: '制作协议书文件', en: 'The agreement’s document made' },
] as const satisfies readonly Term[];
