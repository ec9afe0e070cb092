import { z } from 'zod';
import { membershipStatusCodes } from '../../domain/vocabulary/membership-status.ts';
import { Id, IdOut, Instant, pageQuery, text } from './common.ts';
import { Uscc } from './employer.ts';

const declineReasonCharactersMax = 200;

/** 申请加入单位 */
export const NewMembership = z
  .strictObject({
    uscc: Uscc.describe('Of a verified unit.'),
    signingAuthorizationLetterFileId: Id.describe('A file for SIGNING_AUTHORIZATION_LETTER.'),
  })
  .meta({ id: 'NewMembership' });

/** Which joining a path names. */
export const MembershipPath = z.strictObject({ id: Id });

/** The filters of a unit's joinings. */
export const MembershipListQuery = z.strictObject({ status: z.enum(membershipStatusCodes).optional(), ...pageQuery });

/** 不通过 */
export const MembershipDecline = z
  .strictObject({ reason: text({ max: declineReasonCharactersMax, lines: true }) })
  .meta({ id: 'MembershipDecline' });

/** A joining of a unit. */
export const Membership = z
  .strictObject({
    id: IdOut,
    status: z.enum(membershipStatusCodes),
    name: z.string().nullable(),
    phone: z.string(),
    requestedAt: Instant,
    decidedAt: Instant.nullable(),
    declineReason: z.string().nullable(),
    signingAuthorizationLetterFileId: IdOut.nullable(),
  })
  .meta({ id: 'Membership' });

/** 账号管理: a user of the unit. */
export const Member = z
  .strictObject({
    id: IdOut,
    name: z.string().nullable(),
    department: z.string().nullable(),
    jobTitle: z.string().nullable(),
    registeredAt: Instant,
    isSelf: z.boolean(),
  })
  .meta({ id: 'Member' });
