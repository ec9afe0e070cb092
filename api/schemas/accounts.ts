import { z } from 'zod';
import { membershipStatusCodes } from '../../domain/vocabulary/membership-status.ts';
import { messageTemplates, type MessageCode } from '../../domain/vocabulary/messages.ts';
import { IdOut, Instant, Phone } from './common.ts';

const passwordCharactersMax = 128;
const captchaCharactersMax = 4_000;

/** The user types that sign in here; staff sign in at the panel. */
export const SignInUserType = z.enum(['EMPLOYER', 'GRADUATE', 'REVIEWER']);

/** 登录 */
export const SignIn = z
  .strictObject({
    userType: SignInUserType,
    phone: Phone,
    password: z.string().min(1).max(passwordCharactersMax),
    // Part of the contract; nothing asks for it yet.
    captcha: z.string().max(captchaCharactersMax).optional(),
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
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notification' });
