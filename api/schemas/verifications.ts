import { z } from 'zod';
import { bankFailureReasonCodes } from '../../domain/vocabulary/bank-failure-reason.ts';
import { filePurposeCodes } from '../../domain/vocabulary/file-purpose.ts';
import { supplementReasonCodes } from '../../domain/vocabulary/supplement-reason.ts';
import { verificationMethodCodes } from '../../domain/vocabulary/verification-method.ts';
import { verificationRejectReasonCodes } from '../../domain/vocabulary/verification-reject-reason.ts';
import { verificationScopeCodes } from '../../domain/vocabulary/verification-scope.ts';
import { verificationStatusCodes } from '../../domain/vocabulary/verification-status.ts';
import { Id, IdOut, Instant, pageQuery } from './common.ts';
import { recordHead, TimelineEntry } from './signings.ts';

/** Which verification a path names. */
export const VerificationPath = z.strictObject({ verificationId: Id });

/** The page of a unit's history. */
export const VerificationListQuery = z.strictObject(pageQuery);

const row = {
  ...recordHead,
  status: z.enum(verificationStatusCodes),
  allowedActions: z.array(
    z.enum(['amount', 'switchMethod', 'supplement', 'withdraw', 'approve', 'requestSupplement', 'reject']),
  ),
  scope: z.enum(verificationScopeCodes),
  method: z.enum(verificationMethodCodes),
  submittedAt: Instant,
  submittedByName: z.string().nullable(),
  payeeName: z.string().describe('The registered name; the holder of the account must have the same.'),
  uscc: z.string(),
  corporateAccountNoMasked: z
    .string()
    .nullable()
    .describe('Of the newest transfer; null without one, and once it was forgotten.')
    .meta({ example: '6222********1234' }),
  payerAccountNoMasked: z
    .string()
    .nullable()
    .describe('The account the money came from, once it was paid.')
    .meta({ example: '6222********9000' }),
  bankBranchName: z.string().nullable(),
  cnapsCode: z.string().nullable(),
  triesLeft: z.int().min(0).nullable().describe('How often the amount may still be entered; by remittance only.'),
  expectedBy: Instant.nullable().describe('By when the money should arrive; while it is sent.'),
  deadline: Instant.nullable().describe('The last moment to act; then the verification expires.'),
  bankFailure: z
    .enum(bankFailureReasonCodes)
    .nullable()
    .describe('Why the transfer failed; while that is to be corrected.'),
  rejection: z
    .strictObject({ reasonCode: z.enum(verificationRejectReasonCodes), reason: z.string().nullable() })
    .nullable(),
};

/** A row of a unit's history. */
export const VerificationRow = z.strictObject(row).meta({ id: 'VerificationRow' });

/** A file handed in. */
const VerificationFile = z
  .strictObject({
    fileId: IdOut,
    purpose: z.enum(filePurposeCodes),
    current: z.boolean().describe('Whether it stands for the unit now; false once it was replaced.'),
  })
  .meta({ id: 'VerificationFile' });

/** What staff asked for anew. */
const SupplementRequest = z
  .strictObject({
    seq: z.int(),
    at: Instant,
    until: Instant,
    open: z.boolean().describe('Whether it still waits for its answer.'),
    files: z.array(
      z.strictObject({
        fileId: IdOut,
        purpose: z.enum(filePurposeCodes).nullable(),
        reasons: z.array(z.enum(supplementReasonCodes)),
        reasonTexts: z.array(z.string()),
        text: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SupplementRequest' });

/** A verification as the members of its unit see it. Source: api.md §5. */
export const Verification = z
  .strictObject({
    ...row,
    files: z.array(VerificationFile),
    supplementRequests: z.array(SupplementRequest).describe('The oldest first.'),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'Verification' });
