import { codesOf, type Term } from './term.ts';

/** What a one-time code is good for, and for nothing else. Source: api.md §2. */
export const codePurposes = [
  { code: 'REGISTER', zh: '注册', en: 'Register' },
  { code: 'RESET_PASSWORD', zh: '重置密码', en: 'Reset the password' },
  { code: 'ACTIVATE_GRADUATE', zh: '激活毕业生账号', en: 'Activate a graduate’s account' },
  { code: 'CHANGE_PASSWORD', zh: '修改密码', en: 'Change the password' },
  { code: 'CHANGE_PHONE', zh: '更换手机号', en: 'Change the phone number' },
  { code: 'CONFIRM_EMAIL', zh: '验证邮箱', en: 'Confirm the e-mail address' },
] as const satisfies readonly Term[];

/** A code of codePurposes. */
export type CodePurpose = (typeof codePurposes)[number]['code'];

/** What a code goes by SMS for. */
export type PhoneCodePurpose = Exclude<CodePurpose, 'CONFIRM_EMAIL'>;

/** The codes of codePurposes, in its order. */
export const codePurposeCodes = codesOf(codePurposes);
