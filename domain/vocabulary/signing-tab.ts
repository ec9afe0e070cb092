import { codesOf, type Term } from './term.ts';

/** The lists an employer sees its signings in. Source: domain.md §1, api.md §7. */
export const signingTabs = [
  { code: 'SIGNING', zh: '签约中', en: 'Signing' },
  { code: 'SIGNED', zh: '已签约', en: 'Signed' },
  { code: 'SIGNING_FAILED', zh: '签约失败', en: 'Signing failed' },
  { code: 'TERMINATING', zh: '解约中', en: 'Terminating' },
  { code: 'TERMINATED', zh: '已解约', en: 'Terminated' },
  { code: 'TERMINATION_FAILED', zh: '解约失败', en: 'Termination failed' },
  { code: 'INVALIDATED', zh: '失效', en: 'Invalidated' },
] as const satisfies readonly Term[];

/** A code of signingTabs. */
export type SigningTab = (typeof signingTabs)[number]['code'];

/** The codes of signingTabs, in its order. */
export const signingTabCodes = codesOf(signingTabs);
