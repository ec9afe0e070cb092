import { codesOf, type Term } from './term.ts';

/** 单位性质: the wording of the labour market, not the official code (that is unit-type). Source: domain.md §3.2. */
export const unitNatures = [
  { code: 'STATE_OWNED', zh: '国有企业', en: 'State-owned enterprise' },
  { code: 'PRIVATE', zh: '民营企业', en: 'Private enterprise' },
  { code: 'FOREIGN_INVESTED', zh: '三资/外资企业', en: 'Foreign-invested enterprise' },
  { code: 'JOINT_VENTURE', zh: '合资', en: 'Joint venture' },
  { code: 'PARTY_AND_GOVERNMENT', zh: '党政机关', en: 'Party or government organ' },
  { code: 'PUBLIC_INSTITUTION', zh: '事业单位', en: 'Public institution' },
  { code: 'SOCIAL_ORGANISATION', zh: '社会团体', en: 'Social organisation' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of unitNatures. */
export type UnitNature = (typeof unitNatures)[number]['code'];

/** The codes of unitNatures, in its order. */
export const unitNatureCodes = codesOf(unitNatures);
