import { codesOf, type Term } from './term.ts';

/** Why the ground under a record disappeared. Source: domain.md §8. */
export const invalidationReasons = [
  { code: 'DESTINATION_VOIDED', zh: '学校已作废协议', en: 'Agreement voided by the school' },
  { code: 'GRADUATE_RECORD_CHANGED', zh: '毕业生信息已变更', en: 'Graduate record changed' },
  { code: 'GRADUATE_RECORD_REMOVED', zh: '毕业生已移出本届', en: 'Graduate record removed' },
  { code: 'OTHER_DESTINATION_REGISTERED', zh: '已登记其他毕业去向', en: 'Other destination registered' },
  { code: 'EMPLOYER_DISABLED', zh: '单位已停用', en: 'Employer disabled' },
  { code: 'COHORT_CLOSED', zh: '本届签约已截止', en: 'Cohort closed' },
] as const satisfies readonly Term[];

/** A code of invalidationReasons. */
export type InvalidationReason = (typeof invalidationReasons)[number]['code'];

/** The codes of invalidationReasons, in its order. */
export const invalidationReasonCodes = codesOf(invalidationReasons);
