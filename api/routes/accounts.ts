import { activateGraduate } from '../../commands/activate-graduate.ts';
import { checkCaptcha } from '../../commands/check-captcha.ts';
import { registerEmployerUser } from '../../commands/register-employer-user.ts';
import { resetPassword } from '../../commands/reset-password.ts';
import { sendPhoneCode } from '../../commands/send-code.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { checkPassword, invalid } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/accounts.ts';
import { signedIn } from '../signed-in.ts';

const open = { method: 'post', tag: 'Accounts', access: 'OPEN', kind: 'write' } as const;

/** 获取短信验证码 */
export const postPhoneCode = defineRoute({
  ...open,
  path: '/phone-codes',
  summary: '获取短信验证码 Ask for a code by SMS',
  description:
    'The same answer for every number. One a minute and ten a day for each number, whatever they are for (429 with Retry-After). A code holds 5 minutes, 5 tries, one use, one purpose, unless the platform has these limits set otherwise; a number that cannot be served gets an SMS without one.',
  body: schemas.PhoneCodeRequest,
  answers: { 202: schemas.CodeSent },
  handle: async ({ deps, body: { phone, purpose, captcha }, request: { clientAddress } }) => {
    await checkCaptcha(deps, captcha);
    const caller = { clientAddress, limit: deps.settings.codesPerAddress };
    return sendPhoneCode(deps, { phone, purpose }, caller).catch(refuseUsedUp);
  },
});

/** 注册 */
export const postEmployerUser = defineRoute({
  ...open,
  path: '/employer-users',
  summary: '注册 Register as a user of an employer',
  body: schemas.NewEmployerUser,
  answers: { 201: schemas.Me },
  handle: async ({ deps, body: { acceptedTermsVersion: termsVersion, ...given }, request: { origin } }) => {
    checkPassword(deps, '/password', given.password);
    if (termsVersion !== deps.settings.site.termsVersion)
      throw invalid({ pointer: '/acceptedTermsVersion', code: 'OUTDATED' });
    return signedIn(deps, { ...(await registerEmployerUser(deps, { ...given, termsVersion })), origin });
  },
});

/** 激活毕业生账号 */
export const postGraduateActivation = defineRoute({
  ...open,
  path: '/graduate-activations',
  summary: '激活毕业生账号 Activate a graduate’s account by the school’s record',
  description:
    'Whichever key is wrong, and for an active account, it is ACTIVATION_REFUSED; it costs one of the five tries and leaves the code usable.',
  body: schemas.GraduateActivation,
  answers: { 201: schemas.Me },
  handle: async ({ deps, body, request: { origin } }) => {
    checkPassword(deps, '/password', body.password);
    return signedIn(deps, { ...(await activateGraduate(deps, body)), origin });
  },
});

/** 重置密码 */
export const postPasswordReset = defineRoute({
  ...open,
  path: '/password-resets',
  summary: '重置密码 Set a new password by SMS; ends every session',
  body: schemas.PasswordReset,
  answers: { 204: null },
  handle: async ({ deps, body: { newPassword: password, ...given } }) => {
    checkPassword(deps, '/newPassword', password);
    return resetPassword(deps, { ...given, password }).then(() => undefined);
  },
});
