import { z } from 'zod';
import { attachmentsMax } from '../../domain/termination-model.ts';
import { invalidationReasonCodes } from '../../domain/vocabulary/invalidation-reason.ts';
import { reviewReasonCodes } from '../../domain/vocabulary/review-reason.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { terminationApplicantCodes } from '../../domain/vocabulary/termination-applicant.ts';
import { terminationKindCodes } from '../../domain/vocabulary/termination-kind.ts';
import { terminationReasonCodes } from '../../domain/vocabulary/termination-reason.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { voidReasonCodes } from '../../domain/vocabulary/void-reason.ts';
import { Id, IdOut, Instant, SandboxDeadlineSeconds, text } from './common.ts';
import { graduateFields, recordHead, TerminationSummary, TimelineEntry, voidDetail } from './signings.ts';

const detailCharactersMax = 200;

const FileIds = z
  .array(Id)
  .max(attachmentsMax)
  .default([])
  .describe(
    'Uploaded images of purpose TERMINATION_ATTACHMENT, one’s own side’s; both sides and the reviewers see them.',
  );

/** Which termination a path names. */
export const TerminationPath = z.strictObject({ terminationId: Id });

/** 申请解约 */
export const ApplyTermination = z
  .strictObject({
    kind: z
      .enum(['CONSENT', 'MEDIATION'])
      .optional()
      .describe(
        'Left out: MEDIATION by the graduate of a disabled unit, else CONSENT. MEDIATION within 30 days of a CONSENT left unanswered, or at once against a disabled unit, which no CONSENT is asked of.',
      ),
    reason: z.enum(terminationReasonCodes),
    detail: text({ max: detailCharactersMax, lines: true }),
    fileIds: FileIds,
    sandboxDeadlineSeconds: SandboxDeadlineSeconds,
  })
  .meta({ id: 'ApplyTermination' });

/** 同意解约 */
export const AgreeTermination = z.strictObject({ fileIds: FileIds }).meta({ id: 'AgreeTermination' });

/** 不同意解约 */
export const RefuseTermination = z
  .strictObject({ reason: text({ max: detailCharactersMax, lines: true }), fileIds: FileIds })
  .meta({ id: 'RefuseTermination' });

/** 作废 */
export const VoidSigning = z
  .strictObject({ reasonCode: z.enum(voidReasonCodes), detail: text({ max: detailCharactersMax, lines: true }) })
  .meta({ id: 'VoidSigning' });

/** What a termination's own page shows to everybody who may see it. */
export const terminationDetail = {
  ...recordHead,
  status: z.enum(terminationStatusCodes),
  allowedActions: z.array(z.enum(['agree', 'refuse', 'withdraw', 'approve', 'reject'])),
  ...graduateFields,
  signingId: IdOut,
  agreementNo: z.string().nullable(),
  positionTitle: z.string(),
  employerName: z.string(),
  collegeName: z.string(),
  kind: z.enum(terminationKindCodes),
  applicant: z.enum(terminationApplicantCodes),
  reason: z.enum(terminationReasonCodes).nullable().describe('Null where the school voided.'),
  voidReason: z
    .enum(voidReasonCodes)
    .nullable()
    .describe('Why the school voided; null for every other kind, and where the graduate’s record was removed.'),
  detail: voidDetail,
  attachments: z.strictObject({ employer: z.array(IdOut), graduate: z.array(IdOut) }).describe('Ids of files.'),
  appliedAt: Instant,
  answerBy: Instant.nullable().describe('Until when the other side may answer; null where it is not asked.'),
  noticeUntil: Instant.nullable().describe('The end of the notice that the school asks for, from the application on.'),
  effectiveAt: Instant.nullable().describe('Approved, and taking effect then; null while that is not so.'),
  refusal: z.string().nullable().describe('The reason the other side gave.'),
  rejection: z
    .strictObject({ stage: z.enum(reviewStageCodes), reasonCode: z.enum(reviewReasonCodes), reason: z.string() })
    .nullable(),
  approvals: z
    .array(
      z.strictObject({
        stage: z.enum(reviewStageCodes),
        at: Instant,
        reason: z.string().nullable().describe('Why the school mediated so; null for every other kind.'),
      }),
    )
    .describe('What the levels have approved, oldest first.'),
  invalidationReason: z.enum(invalidationReasonCodes).nullable(),
  mediationUntil: Instant.nullable().describe('For an applicant who got no answer: until when MEDIATION is open.'),
  earlier: z.array(TerminationSummary).describe('The tries before this one, oldest first.'),
  timeline: z.array(TimelineEntry),
};

/** A try before a case, as the reviewers of the case read it. */
export const EarlierTry = z
  .strictObject({
    id: IdOut,
    kind: terminationDetail.kind,
    applicant: terminationDetail.applicant,
    reason: z.enum(terminationReasonCodes),
    detail: z.string(),
    attachments: terminationDetail.attachments,
    appliedAt: Instant,
    status: terminationDetail.status,
    statusAt: Instant,
    refusal: terminationDetail.refusal,
  })
  .meta({ id: 'EarlierTry' });

/** 解约 as either side sees it. */
export const Termination = z.strictObject(terminationDetail).meta({ id: 'Termination' });
