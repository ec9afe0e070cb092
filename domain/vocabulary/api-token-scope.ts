import { codesOf, type Term } from './term.ts';

/** What a token of an employer's system may do. The codes are those of the contract. Source: api.md §1. */
export const apiTokenScopes = [
  { code: 'read', zh: '查看', en: 'Read' },
  { code: 'favorites', zh: '学生收藏夹', en: 'Favorites' },
  { code: 'signings', zh: '发起、撤回签约邀请', en: 'Invitations' },
  { code: 'terminations', zh: '解约', en: 'Terminations' },
] as const satisfies readonly Term[];

/** A code of apiTokenScopes. */
export type ApiTokenScope = (typeof apiTokenScopes)[number]['code'];

/** The codes of apiTokenScopes, in its order. */
export const apiTokenScopeCodes = codesOf(apiTokenScopes);
