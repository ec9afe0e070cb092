import type { Term } from './term.ts';

/** What the staff audit tells of. Source: design.md §8. */
export const staffActs = [
  { code: 'SIGNED_IN', zh: '登录', en: 'Signed in' },
  { code: 'PASSWORD_REFUSED', zh: '密码错误', en: 'Password refused' },
  { code: 'CODE_REFUSED', zh: '动态验证码错误', en: 'Code refused' },
  { code: 'LOCKED_OUT', zh: '多次错误被锁定', en: 'Locked out' },
  { code: 'SIGNED_OUT', zh: '退出', en: 'Signed out' },
  { code: 'PASSWORD_CHANGED', zh: '修改密码', en: 'Password changed' },
  { code: 'SECOND_FACTOR_SET', zh: '启用动态验证码', en: 'Second factor set' },
  { code: 'ACCESS_RESET', zh: '重置登录', en: 'Access reset' },
  { code: 'ACCOUNT_MADE', zh: '创建账号', en: 'Account made' },
  { code: 'EMPLOYER_DISABLED', zh: '停用单位', en: 'Unit disabled' },
  { code: 'EMPLOYER_ENABLED', zh: '恢复单位', en: 'Unit enabled' },
  { code: 'COHORT_SET', zh: '设置届别', en: 'Cohort set' },
  { code: 'BATCH_PAUSED', zh: '暂停批量失效', en: 'Batch paused' },
  { code: 'BATCH_RESUMED', zh: '继续批量失效', en: 'Batch resumed' },
] as const satisfies readonly Term[];

/** A code of staffActs. */
export type StaffAct = (typeof staffActs)[number]['code'];
