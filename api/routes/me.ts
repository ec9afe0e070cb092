import { changePassword, changePhone, confirmEmail } from '../../commands/change-credentials.ts';
import { changeProfile } from '../../commands/change-profile.ts';
import { sendEmailCode } from '../../commands/send-code.ts';
import { findMe } from '../../database/queries/me.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentMe } from '../presenters/me.ts';
import { checkPassword, invalid } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/accounts.ts';

const own = { tag: 'Accounts', access: 'SIGNED_IN' } as const;

/** Who is signed in. */
export const getMe = defineRoute({
  ...own,
  method: 'get',
  path: '/me',
  summary: '当前用户 Who is signed in',
  kind: 'read',
  answers: { 200: schemas.Me },
  handle: async ({ deps, actor }) => meOf(deps, actor),
});

/** 修改信息 */
export const patchMe = defineRoute({
  ...own,
  method: 'patch',
  path: '/me',
  summary: '修改信息 Change one’s own data; what is left out stays',
  description:
    'A user of an employer keeps an office phone or a fax. A name is given once: another one is ACTION_NOT_ALLOWED.',
  kind: 'write',
  body: schemas.ProfileChange,
  answers: { 200: schemas.Me },
  handle: async ({ deps, actor, body }) => {
    const flaw = await changeProfile(deps, actor, body);
    if (flaw) throw invalid(flaw);
    return meOf(deps, actor);
  },
});

/** 获取邮箱验证码 */
export const postEmailCode = defineRoute({
  ...own,
  method: 'post',
  path: '/me/email-codes',
  summary: '获取邮箱验证码 Ask for a code by mail',
  description: 'One a minute and ten a day for each address (429 with Retry-After).',
  kind: 'write',
  body: schemas.EmailCodeRequest,
  answers: { 202: schemas.CodeSent },
  handle: async ({ deps, actor, body: { email } }) => sendEmailCode(deps, actor, email).catch(refuseUsedUp),
});

/** 验证邮箱 */
export const putEmail = defineRoute({
  ...own,
  method: 'put',
  path: '/me/email',
  summary: '验证邮箱 Take an address, confirmed by its code',
  kind: 'write',
  body: schemas.EmailConfirmation,
  answers: { 200: schemas.Me },
  handle: async ({ deps, actor, body }) => {
    await confirmEmail(deps, actor, body);
    return meOf(deps, actor);
  },
});

/** 修改密码 */
export const putPassword = defineRoute({
  ...own,
  method: 'put',
  path: '/me/password',
  summary: '修改密码 Change the password by a code; ends one’s other sessions',
  kind: 'write',
  body: schemas.PasswordChange,
  answers: { 204: null },
  handle: async ({ deps, actor, body: { code, newPassword: password } }) => {
    checkPassword(deps, '/newPassword', password);
    return changePassword(deps, actor, { code, password }).then(() => undefined);
  },
});

/** 更换手机号 */
export const putPhone = defineRoute({
  ...own,
  method: 'put',
  path: '/me/phone',
  summary: '更换手机号 Change the number by codes to both; ends one’s other sessions',
  kind: 'write',
  body: schemas.PhoneChange,
  answers: { 200: schemas.Me },
  handle: async ({ deps, actor, body: { newPhone: phone, oldPhoneCode: oldCode, newPhoneCode: newCode } }) => {
    const outcome = await changePhone(deps, actor, { phone, oldCode, newCode });
    if (outcome === 'TAKEN') throw invalid({ pointer: '/newPhone', code: 'TAKEN' });
    return meOf(deps, actor);
  },
});

async function meOf({ knex, personalData }: ApiDependencies, { accountId }: Actor) {
  const me = await findMe(knex, accountId);
  if (!me) throw new DomainError('SIGNED_OUT');
  return presentMe(me, personalData);
}
