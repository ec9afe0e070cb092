import { codesOf, type Term } from './term.ts';

/** What of the school's record a graduate may ask to be corrected: fields of GET /graduate/profile. Source: api.md §7. */
export const profileFields = [
  { code: 'name', zh: '姓名', en: 'name' },
  { code: 'idNumber', zh: '证件号码', en: 'ID number' },
  { code: 'collegeName', zh: '学院', en: 'college' },
  { code: 'cohort', zh: '届别', en: 'cohort' },
  { code: 'educationLevel', zh: '学历层次', en: 'level' },
  { code: 'major', zh: '专业', en: 'major' },
  { code: 'trainingMode', zh: '培养方式', en: 'training mode' },
  { code: 'phone', zh: '手机号', en: 'phone' },
] as const satisfies readonly Term[];

/** A code of profileFields. */
export type ProfileField = (typeof profileFields)[number]['code'];

/** The codes of profileFields, in its order. */
export const profileFieldCodes = codesOf(profileFields);
