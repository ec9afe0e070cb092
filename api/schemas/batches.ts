import { z } from 'zod';
import { errorTable, type ErrorCode } from '../../domain/errors.ts';
import { batchStatusCodes } from '../../domain/vocabulary/batch-status.ts';
import { Id, IdOut } from './common.ts';
import { Reinvitation } from './letters.ts';
import { ApproveCase, RejectCase } from './review.ts';

const favoritesMax = 200;
const decisionsMax = 500;

/** Which batch a path names. */
export const BatchPath = z.strictObject({ batchId: Id });

/** 批量发起签约 */
export const NewSigningBatch = z
  .strictObject({ letter: Reinvitation, favoriteIds: z.array(Id).min(1).max(favoritesMax) })
  .meta({ id: 'NewSigningBatch' });

const seen = { caseId: Id, seq: z.int().min(1).describe('The version of the case as it was seen: its ETag.') };

/** What is said of one case. */
export const CaseDecision = z
  .discriminatedUnion('decision', [
    z.strictObject({ ...seen, decision: z.literal('APPROVE'), ...ApproveCase.shape }),
    z.strictObject({ ...seen, decision: z.literal('REJECT'), ...RejectCase.shape }),
  ])
  .describe('REJECT with reasonCode and reason, APPROVE with a reason where the case is a MEDIATION, else without.');

/** 批量审核 */
export const NewReviewBatch = z
  .strictObject({ decisions: z.array(CaseDecision).min(1).max(decisionsMax) })
  .meta({ id: 'NewReviewBatch' });

/** A batch that was taken in. */
export const BatchReceived = z.strictObject({ id: IdOut, status: z.literal('RUNNING') }).meta({ id: 'BatchReceived' });

const progress = {
  id: IdOut,
  status: z.enum(batchStatusCodes),
  total: z.int(),
  done: z.int().describe('Rows with an outcome.'),
};
const code = z
  .enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]])
  .nullable()
  .describe('Why it was refused, as the act alone would have been.');

/** How far a batch of invitations has come. */
export const SigningBatch = z
  .strictObject({
    ...progress,
    rows: z
      .array(
        z.strictObject({
          favoriteId: IdOut,
          outcome: z.enum(['SENT', 'REFUSED']).nullable().describe('Null until its turn has come.'),
          signingId: IdOut.nullable(),
          code,
        }),
      )
      .describe('In the order given.'),
  })
  .meta({ id: 'SigningBatch' });

/** How far a batch of reviews has come. */
export const ReviewBatch = z
  .strictObject({
    ...progress,
    rows: z
      .array(
        z.strictObject({
          caseId: IdOut,
          decision: z.enum(['APPROVE', 'REJECT']),
          outcome: z.enum(['DECIDED', 'REFUSED']).nullable().describe('Null until its turn has come.'),
          code,
        }),
      )
      .describe('In the order given.'),
  })
  .meta({ id: 'ReviewBatch' });
