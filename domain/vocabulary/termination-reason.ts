import { codesOf, type Term } from './term.ts';

/** Why a termination is asked for. Source: domain.md §7. */
export const terminationReasons = [
  { code: 'FURTHER_STUDY', zh: '升学', en: 'Further study' },
  { code: 'CIVIL_SERVICE', zh: '考取公务员', en: 'Civil service' },
  { code: 'MILITARY', zh: '应征入伍', en: 'Military service' },
  { code: 'ABROAD', zh: '出国（境）', en: 'Going abroad' },
  { code: 'FAMILY', zh: '家庭原因', en: 'Family' },
  { code: 'HEALTH', zh: '身体原因', en: 'Health' },
  { code: 'BETTER_OFFER', zh: '有更合适的岗位', en: 'A better offer' },
  { code: 'TERMS_NOT_MET', zh: '约定条件未兑现', en: 'Promised terms not met' },
  { code: 'UNIT_RESTRUCTURING', zh: '单位调整', en: 'The unit is restructured' },
  { code: 'UNIT_CLOSED', zh: '单位停业或注销', en: 'The unit closed' },
  { code: 'GRADUATE_UNQUALIFIED', zh: '毕业生不符合录用条件', en: 'The graduate does not qualify' },
  { code: 'MUTUAL', zh: '双方协商一致', en: 'Both sides agree' },
  { code: 'DATA_ERROR', zh: '信息有误', en: 'Wrong data' },
  { code: 'OTHER', zh: '其他', en: 'Other' },
] as const satisfies readonly Term[];

/** A code of terminationReasons. */
export type TerminationReason = (typeof terminationReasons)[number]['code'];

/** The codes of terminationReasons, in its order. */
export const terminationReasonCodes = codesOf(terminationReasons);
