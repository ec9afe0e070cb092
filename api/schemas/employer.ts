import { z } from 'zod';
import { isPlaceCode, isRegionCode } from '../../database/queries/regions.ts';
import { isUscc, normaliseUscc } from '../../domain/identifiers.ts';
import { gbIndustrySectionCodes } from '../../domain/vocabulary/gb-industry-section.ts';
import { industryCodes } from '../../domain/vocabulary/industry.ts';
import { sizeBandCodes } from '../../domain/vocabulary/size-band.ts';
import { unitNatureCodes } from '../../domain/vocabulary/unit-nature.ts';
import { unitTypeCodes } from '../../domain/vocabulary/unit-type.ts';
import { verificationStateCodes } from '../../domain/vocabulary/verification-state.ts';
import { Id, IdOut, optionalText, orLeftOut, text, wrong } from './common.ts';

/** 单位信息 */
export const Employer = z
  .strictObject({
    id: IdOut,
    verificationState: z.enum(verificationStateCodes),
    name: z.string(),
    uscc: z.string(),
    nameInForce: z
      .string()
      .describe('By which cases, messages and agreements call the unit: what was verified, until another name is.'),
    usccInForce: z.string().describe('The credit code in cases and agreements: what was verified, until another is.'),
    industry: z.string().describe('A code of industry.'),
    gbIndustrySection: z.string().describe('A code of gbIndustrySection.'),
    businessScope: z.string().nullable(),
    unitNature: z.string().describe('A code of unitNature.'),
    unitType: z.string().describe('A code of unitType.'),
    sizeBand: z.string().describe('A code of sizeBand.'),
    regionCode: z.string().describe('GB/T 2260.'),
    address: z.string(),
    website: z.string().nullable(),
    introduction: z.string().nullable(),
    logoFileId: IdOut.nullable(),
  })
  .meta({ id: 'Employer' });

const nameCharactersMax = 100;
const addressCharactersMax = 200;
const websiteCharactersMax = 200;
const longTextCharactersMax = 2_000;
const usccCharactersMax = 60;
const regionForm = /^[1-9]\d{5}$/;

/** 统一社会信用代码, its check character included. */
export const Uscc = z
  .string()
  .max(usccCharactersMax)
  .transform(normaliseUscc)
  .superRefine((uscc, ctx) => {
    if (uscc === '') ctx.addIssue(wrong('REQUIRED'));
    else if (!/^[0-9A-Z]{18}$/.test(uscc)) ctx.addIssue(wrong('WRONG_FORMAT'));
    else if (!isUscc(uscc)) ctx.addIssue(wrong('WRONG_CHECK_CHARACTER'));
  })
  .meta({ type: 'string', maxLength: usccCharactersMax, example: '91990000MA0000015Q' });

function regionCode(isListed: (code: string) => boolean) {
  return z
    .string()
    .regex(regionForm)
    .superRefine((code, ctx) => {
      if (!isListed(code)) ctx.addIssue(wrong('NOT_IN_LIST'));
    })
    .meta({ type: 'string', pattern: regionForm.source, example: '110108' });
}

/** 地区, by its code of GB/T 2260: one that GET /regions lists. */
export const RegionCode = regionCode(isRegionCode);

const PlaceCode = regionCode(isPlaceCode).describe('A district of GET /regions, or what has none below it.');

const Website = optionalText({ max: websiteCharactersMax })
  .superRefine((website, ctx) => {
    if (website !== undefined && !isWebAddress(website)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .meta({ example: 'https://www.example.com' })
  .describe('Begins with http:// or https://.');

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:\/\//i.test(text) && /^https?:$/.test(url.protocol) && url.username === '';
}

/** 单位信息, whole: what is left out is taken away. */
export const EmployerData = z
  .strictObject({
    name: text({ max: nameCharactersMax }).describe('As on the licence.'),
    uscc: Uscc,
    industry: z.enum(industryCodes),
    gbIndustrySection: z.enum(gbIndustrySectionCodes),
    businessScope: optionalText({ max: longTextCharactersMax, lines: true }),
    unitNature: z.enum(unitNatureCodes),
    unitType: z.enum(unitTypeCodes),
    sizeBand: z.enum(sizeBandCodes),
    regionCode: PlaceCode,
    address: text({ max: addressCharactersMax }),
    website: Website,
    introduction: optionalText({ max: longTextCharactersMax, lines: true }),
    logoFileId: orLeftOut(Id).describe('A file for LOGO.'),
  })
  .meta({ id: 'EmployerData' });

/** Whose letter is asked for. */
export const AuthorizationLetterQuery = z.strictObject({
  uscc: Uscc.optional(),
});
