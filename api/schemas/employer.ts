import { z } from 'zod';
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
