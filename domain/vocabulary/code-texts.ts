import type { CodePurpose, PhoneCodePurpose } from './code-purpose.ts';

/** What a message with a code says; `{code}` is the code, `{minutes}` how long it holds. In Chinese alone: whoever gets it may have no account, and so no language. */
export const codeTexts = {
  REGISTER: '验证码{code}，用于注册单位账号，{minutes}分钟内有效。请勿告诉他人。',
  RESET_PASSWORD: '验证码{code}，用于重置密码，{minutes}分钟内有效。如非本人操作，请忽略。',
  ACTIVATE_GRADUATE: '验证码{code}，用于激活毕业生账号，{minutes}分钟内有效。请勿告诉他人。',
  CHANGE_PASSWORD: '验证码{code}，用于修改密码，{minutes}分钟内有效。如非本人操作，请忽略。',
  CHANGE_PHONE: '验证码{code}，用于更换手机号，{minutes}分钟内有效。如非本人操作，请忽略。',
  CONFIRM_EMAIL: '验证码{code}，用于验证邮箱，{minutes}分钟内有效。如非本人操作，请忽略。',
} as const satisfies Record<CodePurpose, string>;

/** What goes instead, without a code, to a number that cannot be served. Source: api.md §2. */
export const textsWithoutCode = {
  REGISTER: '本手机号已注册单位账号，请直接登录；忘记密码可通过短信重置。',
  RESET_PASSWORD: '本手机号尚未注册，无法重置密码。如非本人操作，请忽略。',
  ACTIVATE_GRADUATE: '未找到学校为本手机号登记的毕业生信息，请联系学校核对手机号。',
  CHANGE_PASSWORD: '本手机号尚未注册，无法修改密码。如非本人操作，请忽略。',
  CHANGE_PHONE: '本手机号暂时无法更换，请联系平台客服。',
} as const satisfies Record<PhoneCodePurpose, string>;

/** The subject of a mail with a code. */
export const codeMailSubject = '邮箱验证码';
