import { codesOf, type Term } from './term.ts';

/** What a file of rows is imported into. Source: api.md §6, §8. */
export const importKinds = [
  { code: 'FAVORITES', zh: '导入学生收藏夹', en: 'Favorites of a unit' },
  { code: 'GRADUATES', zh: '导入生源信息', en: 'Graduates of a school' },
] as const satisfies readonly Term[];

/** A code of importKinds. */
export type ImportKind = (typeof importKinds)[number]['code'];

/** The codes of importKinds, in its order. */
export const importKindCodes = codesOf(importKinds);
