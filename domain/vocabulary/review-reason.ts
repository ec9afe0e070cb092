import { codesOf, type Term } from './term.ts';

/** Why a reviewer rejects. Source: api.md §8. */
export const reviewReasons = [
  { code: 'POSITION_MISMATCH', zh: '岗位信息不符', en: 'The position does not fit' },
  { code: 'UNIT_DOUBTFUL', zh: '单位情况存疑', en: 'The unit is doubtful' },
  { code: 'GRADUATE_DATA_WRONG', zh: '毕业生信息有误', en: "The graduate's data are wrong" },
  { code: 'ARCHIVE_HUKOU_WRONG', zh: '档案户口信息有误', en: 'Archive or hukou data are wrong' },
  { code: 'MATERIAL_MISSING', zh: '材料不全', en: 'Material is missing' },
  { code: 'PARTIES_DISAGREE', zh: '双方意见不一致', en: 'The parties disagree' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of reviewReasons. */
export type ReviewReason = (typeof reviewReasons)[number]['code'];

/** The codes of reviewReasons, in its order. */
export const reviewReasonCodes = codesOf(reviewReasons);
