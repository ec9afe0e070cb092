import { codesOf, type Term } from './term.ts';

/** 性别, as the school's record tells it. Source: domain.md §11.8, api.md §8. */
export const sexes = [
  { code: 'MALE', zh: '男', en: 'Male' },
  { code: 'FEMALE', zh: '女', en: 'Female' },
] as const satisfies readonly Term[];

/** A code of sexes. */
export type Sex = (typeof sexes)[number]['code'];

/** The codes of sexes, in its order. */
export const sexCodes = codesOf(sexes);
