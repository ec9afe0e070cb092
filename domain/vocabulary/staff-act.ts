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
  { code: 'VERIFICATION_CLAIMED', zh: '领取认证审核', en: 'Verification claimed' },
  { code: 'VERIFICATION_RELEASED', zh: '放回认证审核', en: 'Verification released' },
  { code: 'VERIFICATION_APPROVED', zh: '认证审核通过', en: 'Verification approved' },
  { code: 'SUPPLEMENT_REQUESTED', zh: '要求补传认证材料', en: 'Supplement requested' },
  { code: 'VERIFICATION_REJECTED', zh: '认证审核不通过', en: 'Verification rejected' },
  { code: 'FILE_READ', zh: '查看材料图片', en: 'Picture read' },
] as const satisfies readonly Term[];

/** A code of staffActs. */
export type StaffAct = (typeof staffActs)[number]['code'];
