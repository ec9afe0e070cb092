import { codesOf, type Term } from './term.ts';

/** Who has an account, by what they use the platform for. Source: api.md §2. */
export const userTypes = [
  { code: 'EMPLOYER', zh: '单位用户', en: 'Employer user' },
  { code: 'GRADUATE', zh: '毕业生', en: 'Graduate' },
  { code: 'REVIEWER', zh: '院校审核人', en: 'Reviewer' },
  { code: 'STAFF', zh: '平台工作人员', en: 'Platform staff' },
] as const satisfies readonly Term[];

/** A code of userTypes. */
export type UserType = (typeof userTypes)[number]['code'];

/** The codes of userTypes, in its order. */
export const userTypeCodes = codesOf(userTypes);
