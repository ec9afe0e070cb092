import { codesOf, type Term } from './term.ts';

/** What can be done to the ground that processes stand on: a graduate's record, a unit, a cohort. Source: domain.md §8. */
export const groundChangeKinds = [
  { code: 'GRADUATE_CORRECTED', zh: '更正毕业生信息', en: 'Graduate record corrected' },
  { code: 'GRADUATE_REMOVED', zh: '移出毕业生', en: 'Graduate removed' },
  { code: 'GRADUATE_RESTORED', zh: '恢复毕业生', en: 'Graduate restored' },
  { code: 'GRADUATE_LOCKED', zh: '锁定签约', en: 'Signing locked' },
  { code: 'GRADUATE_UNLOCKED', zh: '解除锁定', en: 'Signing unlocked' },
  { code: 'DESTINATION_REGISTERED', zh: '登记其他去向', en: 'Other destination registered' },
  { code: 'DESTINATION_VOIDED', zh: '作废其他去向', en: 'Other destination voided' },
  { code: 'EMPLOYER_DISABLED', zh: '停用单位', en: 'Unit disabled' },
  { code: 'EMPLOYER_ENABLED', zh: '恢复单位', en: 'Unit enabled' },
  { code: 'COHORT_SET', zh: '设置届别', en: 'Cohort set' },
  { code: 'COHORT_CLOSED', zh: '届别截止', en: 'Cohort closed' },
] as const satisfies readonly Term[];

/** A code of groundChangeKinds. */
export type GroundChangeKind = (typeof groundChangeKinds)[number]['code'];

/** The codes of groundChangeKinds, in its order. */
export const groundChangeKindCodes = codesOf(groundChangeKinds);
