import { z } from 'zod';
import { isOfficePhone } from '../../domain/identifiers.ts';
import { codePurposeCodes } from '../../domain/vocabulary/code-purpose.ts';
import { membershipStatusCodes } from '../../domain/vocabulary/membership-status.ts';
import { messageTemplates, type MessageCode } from '../../domain/vocabulary/messages.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { Email, Id, IdOut, Instant, NewPassword, OneTimeCode, Phone, text, wrong } from './common.ts';
import { IdNumber } from './favorites.ts';
import { waitingFor } from './signings.ts';

const passwordCharactersMax = 128;
const captchaCharactersMax = 4_000;

/** The user types that sign in here; staff sign in at the panel. */
export const SignInUserType = z.enum(['EMPLOYER', 'GRADUATE', 'REVIEWER']);

const schoolCodeForm = /^\d{5}$/;
const personNameCharactersMax = 50;
const companyNameCharactersMax = 100;
const departmentCharactersMax = 50;
const officePhoneCharactersMax = 40;
const termsVersionCharactersMax = 40;

const Captcha = z
  .string()
  .max(captchaCharactersMax)
  .optional()
  .describe('What the widget got for solving a challenge of /captcha-challenge; only where /site names a captcha.');

/** 获取短信验证码 */
export const PhoneCodeRequest = z
  .strictObject({
    phone: Phone,
    purpose: z.enum(codePurposeCodes).exclude(['CONFIRM_EMAIL']),
    captcha: Captcha,
  })
  .meta({ id: 'PhoneCodeRequest' });

/** When the code ends and when the next may be asked for; the same for every number. */
export const CodeSent = z.strictObject({ expiresAt: Instant, resendAt: Instant }).meta({ id: 'CodeSent' });

/** 注册 */
export const NewEmployerUser = z
  .strictObject({
    phone: Phone,
    code: OneTimeCode,
    password: NewPassword,
    acceptedTermsVersion: text({ max: termsVersionCharactersMax }).describe('`termsVersion` of GET /site.'),
  })
  .meta({ id: 'NewEmployerUser' });

/** 激活毕业生账号 */
export const GraduateActivation = z
  .strictObject({
    name: text({ max: personNameCharactersMax }),
    idNumber: IdNumber,
    schoolCode: z
      .string()
      .regex(schoolCodeForm)
      .meta({ type: 'string', pattern: schoolCodeForm.source, example: '99001' }),
    phone: Phone,
    code: OneTimeCode,
    password: NewPassword,
  })
  .meta({ id: 'GraduateActivation' });

/** 重置密码 */
export const PasswordReset = z
  .strictObject({ userType: SignInUserType, phone: Phone, code: OneTimeCode, newPassword: NewPassword })
  .meta({ id: 'PasswordReset' });

/** 修改密码 */
export const PasswordChange = z
  .strictObject({ code: OneTimeCode, newPassword: NewPassword })
  .meta({ id: 'PasswordChange' });

/** 更换手机号 */
export const PhoneChange = z
  .strictObject({ newPhone: Phone, oldPhoneCode: OneTimeCode, newPhoneCode: OneTimeCode })
  .meta({ id: 'PhoneChange' });

/** 获取邮箱验证码 */
export const EmailCodeRequest = z.strictObject({ email: Email }).meta({ id: 'EmailCodeRequest' });

/** 验证邮箱 */
export const EmailConfirmation = z.strictObject({ email: Email, code: OneTimeCode }).meta({ id: 'EmailConfirmation' });

const OfficePhone = z
  .string()
  .max(officePhoneCharactersMax)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
  .superRefine((number, ctx) => {
    if (number !== '' && !isOfficePhone(number)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .transform((number) => (number === '' ? null : number))
  .nullable()
  .optional()
  .meta({ type: ['string', 'null'], maxLength: officePhoneCharactersMax, example: '010-88886666' });

/** 修改信息: what is left out stays. */
export const ProfileChange = z
  .strictObject({
    name: text({ max: personNameCharactersMax }).optional().describe('Once; afterwards support changes it.'),
    companyName: text({ max: companyNameCharactersMax }).optional().describe('As on the licence.'),
    department: text({ max: departmentCharactersMax }).optional(),
    jobTitle: text({ max: departmentCharactersMax }).optional(),
    officePhone: OfficePhone.describe('With area code. One of this and fax stays.'),
    fax: OfficePhone,
    photoFileId: Id.nullable()
      .optional()
      .meta({ type: ['string', 'null'], format: 'uuid' })
      .describe('A file for PHOTO.'),
  })
  .meta({ id: 'ProfileChange' });

/** A session of one's own. */
export const Session = z
  .strictObject({
    id: IdOut,
    createdAt: Instant,
    expiresAt: Instant.describe('Without further use.'),
    isCurrent: z.boolean().describe('Whether it is the one that asks.'),
  })
  .meta({ id: 'Session' });

/** Which session a path names. */
export const SessionPath = z.strictObject({ id: Id });

/** 登录 */
export const SignIn = z
  .strictObject({
    userType: SignInUserType,
    phone: Phone,
    password: z.string().min(1).max(passwordCharactersMax),
    captcha: Captcha,
  })
  .meta({ id: 'SignIn' });

/** A person's own account. */
export const Me = z
  .strictObject({
    id: IdOut,
    userType: SignInUserType,
    phone: z.string(),
    name: z.string().nullable(),
    companyName: z.string().nullable(),
    department: z.string().nullable(),
    jobTitle: z.string().nullable(),
    officePhone: z.string().nullable(),
    fax: z.string().nullable(),
    email: z.string().nullable(),
    photoFileId: IdOut.nullable(),
    employerMembership: z
      .strictObject({ id: IdOut, status: z.enum(membershipStatusCodes), declineReason: z.string().nullable() })
      .nullable()
      .describe('Null for whoever belongs to no unit, and for other user types.'),
    reviewer: z
      .strictObject({
        level: z.enum(reviewStageCodes),
        schoolCode: z.string(),
        schoolName: z.string(),
        collegeName: z.string().nullable().describe('Null for a school’s reviewer.'),
      })
      .nullable()
      .describe('Where a reviewer reviews; null for other user types.'),
  })
  .meta({ id: 'Me' });

/** A message in somebody's inbox; the text in the caller's language. */
export const Notification = z
  .strictObject({
    id: IdOut,
    message: z.enum(Object.keys(messageTemplates) as MessageCode[]),
    text: z.string(),
    signingId: IdOut.optional().describe('What it is about, if a signing.'),
    verificationId: IdOut.optional().describe('What it is about, if a verification.'),
    terminationId: IdOut.optional().describe('What it is about, if a termination.'),
    membershipId: IdOut.optional().describe('What it is about, if a joining.'),
    correctionId: IdOut.optional().describe('What it is about, if a correction of a profile.'),
    graduateId: IdOut.optional().describe('Whose profile that is: GET /school/graduates/{graduateId} of the school.'),
    waitingFor: waitingFor.describe('Why the record it is about waits now; null when it waits for nobody.'),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notification' });
