import { codesOf, type Term } from './term.ts';

/** The quick entries of the workbench, as the guide's buttons name them. Source: domain.md §4. */
export const workbenchEntries = [
  { code: 'ADD_GRADUATE', zh: '添加学生', en: 'Add a graduate' },
  { code: 'SIGNINGS', zh: '签约解约', en: 'Signings and terminations' },
  { code: 'INVITE', zh: '发起签约邀请', en: 'Invite to sign' },
] as const satisfies readonly Term[];

/** A code of workbenchEntries. */
export type WorkbenchEntry = (typeof workbenchEntries)[number]['code'];

/** The codes of workbenchEntries, in its order. */
export const workbenchEntryCodes = codesOf(workbenchEntries);
