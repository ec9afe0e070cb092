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
  { code: 'VERIFICATION_CLAIMED', zh: '领取认证审核', en: 'Verification claimed' },
  { code: 'VERIFICATION_RELEASED', zh: '放回认证审核', en: 'Verification released' },
  { code: 'VERIFICATION_APPROVED', zh: '认证审核通过', en: 'Verification approved' },
  { code: 'SUPPLEMENT_REQUESTED', zh: '要求补传认证材料', en: 'Supplement requested' },
  { code: 'VERIFICATION_REJECTED', zh: '认证审核不通过', en: 'Verification rejected' },
  { code: 'FILE_READ', zh: '查看材料图片', en: 'Picture read' },
  { code: 'ROLE_CHANGED', zh: '变更角色', en: 'Role changed' },
  { code: 'STAFF_PHONE_CHANGED', zh: '变更工作人员手机号', en: 'Staff telephone changed' },
  { code: 'STAFF_DISABLED', zh: '停用工作人员', en: 'Staff account disabled' },
  { code: 'STAFF_ENABLED', zh: '启用工作人员', en: 'Staff account enabled' },
  { code: 'MEMBERSHIP_APPROVED', zh: '通过加入申请', en: 'Membership approved' },
  { code: 'MEMBERSHIP_DECLINED', zh: '不通过加入申请', en: 'Membership declined' },
  { code: 'MEMBER_REMOVED', zh: '移除单位用户', en: 'Member removed' },
  { code: 'ACCOUNT_RECOVERED', zh: '找回单位账号', en: 'Account recovered' },
  { code: 'LETTER_IN_ORDER', zh: '授权书核对无误', en: 'Letter found in order' },
  { code: 'LETTER_FALSE', zh: '授权书存疑', en: 'Letter found false' },
  { code: 'LETTER_DOUBT_CLEARED', zh: '解除授权书存疑标记', en: 'Doubt about a letter cleared' },
  { code: 'TASK_DONE', zh: '办结待办事项', en: 'Task done' },
  { code: 'MESSAGE_SENT_AGAIN', zh: '重新发送消息', en: 'Message sent again' },
  { code: 'MESSAGES_SEARCHED', zh: '按手机号查询消息', en: 'Messages searched by telephone' },
  { code: 'PERSON_SEARCHED', zh: '查询个人', en: 'Person searched' },
  { code: 'DATA_REVEALED', zh: '查看完整信息', en: 'Masked data revealed' },
] as const satisfies readonly Term[];

/** A code of staffActs. */
export type StaffAct = (typeof staffActs)[number]['code'];
