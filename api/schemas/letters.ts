import { z } from 'zod';
import { hintOf } from '../../domain/vocabulary/hints.ts';
import { positionCategoryCodes } from '../../domain/vocabulary/position-category.ts';
import { archiveProfileFields } from './archive-profile.ts';
import { isBlank } from '../../domain/texts.ts';
import { CalendarDate, Email, Id, optionalText, orLeftOut, SandboxDeadlineSeconds, text, wrong } from './common.ts';
import { RegionCode } from './employer.ts';

const remarksCharactersMax = 500;
const termCharactersMax = 200;

/** 联系电话: a number to be called at, as people write it. */
const ContactPhone = z
  .string()
  .max(60)
  .transform((typed) => (isBlank(typed) ? undefined : typed.normalize('NFKC').trim()))
  .superRefine((phone, ctx) => {
    if (phone !== undefined && !/^[\d+()#*\-\s转]{5,30}$/u.test(phone)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .meta({ type: 'string', maxLength: 60, example: '010-88886666' });

const term = optionalText({ max: termCharactersMax, lines: true });
const switched = 'Where the platform has it switched on: GET /site tells.';

/** What a letter may hold where OPTIONAL_LETTER_FIELDS names it. Source: domain.md §6.1, api.md §7. */
const optionalTerms = {
  acceptsHukou: orLeftOut(z.boolean()).describe(`接收户口. ${switched}`),
  contactEmail: orLeftOut(Email).describe(`邮箱. ${switched}`),
  workRegionCode: orLeftOut(RegionCode).describe(`工作地点, GB/T 2260. ${switched}`),
  workAddress: optionalText({ max: termCharactersMax }).describe(`工作地点. ${switched}`),
  salary: term.describe(`薪资. ${switched}`),
  benefits: term.describe(`福利. ${switched}`),
  probation: term.describe(`试用期. ${switched}`),
  penalty: term.describe(
    `违约金: the law lets a labour contract agree on one for training at the unit’s cost and for non-competition only. ${switched}`,
  ),
  servicePeriod: term.describe(`服务期. ${switched}`),
  reportOn: orLeftOut(CalendarDate).describe(`报到时间. ${switched}`),
};

const letter = {
  positionCategory: z.enum(positionCategoryCodes),
  positionTitle: text({ max: 50 }),
  responseWindowDays: z.int().min(1).max(15).describe('Whole days; the window ends at the end of the last one.'),
  signingContactName: text({ max: 50 }),
  contactPhone: orLeftOut(ContactPhone),
  remarks: optionalText({ max: remarksCharactersMax, lines: true }),
  acceptsArchive: orLeftOut(z.boolean()).describe(`接收档案. ${hintOf('ARCHIVE_PROFILE')}`),
  ...optionalTerms,
  sandboxDeadlineSeconds: SandboxDeadlineSeconds,
};

/** 签约邀请函: a letter to a graduate who was invited before. */
export const Reinvitation = z.strictObject(letter).meta({ id: 'Reinvitation' });

/** 签约邀请函 to a favorite. */
export const Invitation = z.strictObject({ favoriteId: Id, ...letter }).meta({ id: 'Invitation' });

/** 签约邀请函 as it was sent. */
export const Letter = z
  .strictObject({
    positionCategory: z.string().describe('A code of positionCategory.'),
    positionTitle: z.string(),
    responseWindowDays: z.int(),
    signingContactName: z.string(),
    contactPhone: z.string().nullable(),
    remarks: z.string().nullable(),
    acceptsArchive: z.boolean(),
    archive: z
      .strictObject(archiveProfileFields)
      .nullable()
      .describe('The archive profile of the unit as it was when the letter was sent; null when not ticked.'),
    acceptsHukou: z.boolean().nullable().describe('Null where the letter does not say, as below.'),
    hukou: z
      .strictObject({ hukouRegionCode: z.string().nullable(), hukouAddress: z.string().nullable() })
      .nullable()
      .describe('Where the registration goes, as it was told when the letter was sent; null when not ticked.'),
    contactEmail: z.string().nullable(),
    workRegionCode: z.string().nullable(),
    workAddress: z.string().nullable(),
    salary: z.string().nullable(),
    benefits: z.string().nullable(),
    probation: z.string().nullable(),
    penalty: z.string().nullable(),
    servicePeriod: z.string().nullable(),
    reportOn: CalendarDate.nullable(),
  })
  .meta({ id: 'Letter' });
