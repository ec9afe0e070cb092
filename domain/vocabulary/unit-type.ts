import { codesOf, type Term } from './term.ts';

/** 单位类型, officially 单位性质代码. Source: domain.md §11.4. */
export const unitTypes = [
  { code: '10', zh: '机关', en: 'State organ' },
  { code: '20', zh: '科研设计单位', en: 'Research and design institute' },
  { code: '21', zh: '高等教育单位', en: 'Higher education' },
  { code: '22', zh: '中初教育单位', en: 'Primary and secondary education' },
  { code: '23', zh: '医疗卫生单位', en: 'Health care' },
  { code: '29', zh: '其他事业单位', en: 'Other public institution' },
  { code: '31', zh: '国有企业', en: 'State-owned enterprise' },
  { code: '32', zh: '三资企业', en: 'Foreign-invested enterprise' },
  { code: '39', zh: '其他企业', en: 'Other enterprise' },
  { code: '40', zh: '部队', en: 'Armed forces' },
  { code: '55', zh: '农村建制村', en: 'Village' },
  { code: '56', zh: '城镇社区', en: 'Urban community' },
  { code: '99', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of unitTypes. */
export type UnitType = (typeof unitTypes)[number]['code'];

/** The codes of unitTypes, in its order. */
export const unitTypeCodes = codesOf(unitTypes);
