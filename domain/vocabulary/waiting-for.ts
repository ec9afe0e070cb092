import { codesOf, type Term } from './term.ts';

/** Whom an open process waits for; nobody where only a notice runs out. Source: api.md §1. */
export const waitingForParties = [
  { code: 'GRADUATE', zh: '毕业生', en: 'The graduate' },
  { code: 'EMPLOYER', zh: '用人单位', en: 'The employer' },
  { code: 'COLLEGE', zh: '学院', en: 'The college' },
  { code: 'SCHOOL', zh: '学校', en: 'The school' },
  { code: 'STAFF', zh: '平台工作人员', en: 'The platform staff' },
  { code: 'BANK', zh: '银行', en: 'The bank' },
  { code: 'NOTICE', zh: '通知期届满（无需任何一方处理）', en: 'The end of the notice; nobody has to act' },
] as const satisfies readonly Term[];

/** A code of waitingForParties. */
export type WaitingFor = (typeof waitingForParties)[number]['code'];

/** The codes of waitingForParties, in its order. */
export const waitingForCodes = codesOf(waitingForParties);
