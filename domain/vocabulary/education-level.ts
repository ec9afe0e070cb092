import { codesOf, type Term } from './term.ts';

/** 学历代码, with the short form lists show. The second code of each pair is 结业: finished without a diploma. Source: domain.md §11.7. */
export const educationLevels = [
  { code: '01', zh: '博士生毕业', en: 'Doctoral graduate', shortZh: '博士' },
  { code: '03', zh: '博士生结业', en: 'Doctoral student, completed without diploma', shortZh: '博士' },
  { code: '11', zh: '硕士生毕业', en: "Master's graduate", shortZh: '硕士' },
  { code: '13', zh: '硕士生结业', en: "Master's student, completed without diploma", shortZh: '硕士' },
  { code: '25', zh: '二学位毕业', en: 'Second bachelor graduate', shortZh: '二学位' },
  { code: '26', zh: '二学位结业', en: 'Second bachelor student, completed without diploma', shortZh: '二学位' },
  { code: '31', zh: '本科生毕业', en: 'Bachelor graduate', shortZh: '本科' },
  { code: '33', zh: '本科生结业', en: 'Bachelor student, completed without diploma', shortZh: '本科' },
  { code: '41', zh: '专科生毕业', en: 'Junior college graduate', shortZh: '专科' },
  { code: '43', zh: '专科生结业', en: 'Junior college student, completed without diploma', shortZh: '专科' },
] as const satisfies readonly (Term & { shortZh: string })[];

/** A code of educationLevels. */
export type EducationLevel = (typeof educationLevels)[number]['code'];

/** The codes of educationLevels, in its order. */
export const educationLevelCodes = codesOf(educationLevels);
