import type { InvalidationReason } from './vocabulary/invalidation-reason.ts';
import type { Language } from './vocabulary/term.ts';
import type { TerminationSide } from './vocabulary/termination-applicant.ts';

type Words = Record<Language, string>;

const nothing: Words = { zh: '无需再作处理', en: 'Nothing more needs to be done' };
const office: Words = {
  zh: '如有疑问，请联系学校就业部门',
  en: 'The careers office of the school can help',
};

/** What each side may do once a signing has become invalid, by the reason. Source: domain.md §8, §13 row 9. */
const words: Record<InvalidationReason, Record<TerminationSide, Words>> = {
  DESTINATION_VOIDED: {
    EMPLOYER: {
      zh: '如仍需签约，请重新收藏该学生后再邀请',
      en: 'To sign anew, search and add the graduate again, then invite',
    },
    GRADUATE: {
      zh: '可请该单位重新邀请，或接受其他单位的邀请',
      en: 'You may ask the unit for a new invitation, or accept others',
    },
  },
  GRADUATE_RECORD_CHANGED: {
    EMPLOYER: {
      zh: '请重新搜索、收藏该学生后再邀请',
      en: 'Search and add the graduate again, then invite',
    },
    GRADUATE: {
      zh: '请重新确认基本信息，再请该单位邀请',
      en: 'Confirm your profile anew, then ask the unit for a new invitation',
    },
  },
  GRADUATE_RECORD_REMOVED: { EMPLOYER: nothing, GRADUATE: office },
  OTHER_DESTINATION_REGISTERED: {
    EMPLOYER: nothing,
    GRADUATE: {
      zh: '登记有误请联系学校就业部门',
      en: 'If that is wrong, ask the careers office of your school',
    },
  },
  EMPLOYER_DISABLED: {
    EMPLOYER: { zh: '如有异议，请联系平台客服', en: 'Turn to support if you disagree' },
    GRADUATE: { zh: '可接受其他单位的邀请', en: 'You may accept other invitations' },
  },
  COHORT_CLOSED: {
    EMPLOYER: nothing,
    GRADUATE: {
      zh: '去向登记请联系学校就业部门',
      en: 'Register your destination with the careers office of your school',
    },
  },
};

/** What a side may do next once a signing has become invalid for this reason, in both languages. */
export function nextAfterInvalidation(reason: InvalidationReason, side: TerminationSide): Words {
  return words[reason][side];
}
