import { z } from 'zod';
import { normaliseUscc } from '../../domain/identifiers.ts';
import { verificationStateCodes } from '../../domain/vocabulary/verification-state.ts';
import { IdOut } from './common.ts';

/** 单位信息 */
export const Employer = z
  .strictObject({
    id: IdOut,
    verificationState: z.enum(verificationStateCodes),
    name: z.string(),
    uscc: z.string(),
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

/** Whose letter is asked for. */
export const AuthorizationLetterQuery = z.strictObject({
  uscc: z
    .string()
    .max(60)
    .transform(normaliseUscc)
    .meta({ type: 'string', maxLength: 60, example: '91990000MA0000015Q' })
    .optional(),
});
