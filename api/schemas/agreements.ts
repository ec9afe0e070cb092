import { z } from 'zod';
import { agreementStateCodes } from '../../domain/vocabulary/agreement-state.ts';

const codeCharactersMax = 100;

/** Which agreement a path names; whether there is such a one, the answer does not tell by itself. */
export const AgreementPath = z.strictObject({ agreementNo: z.string().min(1).max(64) });

/** The code that stands beside the QR code. */
export const AgreementCode = z.strictObject({
  code: z
    .string()
    .max(codeCharactersMax)
    .optional()
    .describe('The check code as printed, with or without its spaces. None is a wrong one.'),
});

/** What is typed from the paper; nothing yet where the page is only opened. */
export const AgreementKeys = AgreementCode.extend({ agreementNo: z.string().max(64).optional() });

/** 协议核验: what anybody with number and code may know. */
export const CheckedAgreement = z
  .strictObject({
    agreementNo: z.string(),
    employerName: z.string().describe('As when it was signed.'),
    graduateNameMasked: z.string().meta({ example: '林**' }),
    state: z.enum(agreementStateCodes),
    sha256: z.string().describe('Of the document in force, in hex.'),
  })
  .meta({ id: 'CheckedAgreement' });
