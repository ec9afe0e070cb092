import { z } from 'zod';
import { dueStateCodes } from '../../domain/vocabulary/due-state.ts';
import { bindingReasonCodes } from '../../domain/vocabulary/binding-reason.ts';
import { reviewCaseStateCodes } from '../../domain/vocabulary/review-case-state.ts';
import { reviewDecisionCodes } from '../../domain/vocabulary/review-decision.ts';
import { reviewReasonCodes } from '../../domain/vocabulary/review-reason.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { CohortInQuery, CohortYear, Id, Instant, pageBody, pageQuery, text } from './common.ts';
import { graduateFields, IdNumberFilter, NamePart, recordHead, signingDetail } from './signings.ts';
import { EarlierTry, terminationDetail } from './terminations.ts';

const reasonCharactersMax = 200;

const Kind = z.enum(['SIGNING', 'TERMINATION']);

/** Which case a path names: the id of its signing or termination. */
export const CasePath = z.strictObject({ caseId: Id });

/** Filters of the queue. */
export const ReviewCaseListQuery = z.strictObject({
  kind: Kind.optional(),
  stage: z
    .enum(reviewStageCodes)
    .optional()
    .describe('A college reviewer reads the college’s turns unless told otherwise.'),
  cohort: CohortInQuery.optional(),
  collegeId: Id.optional(),
  state: z.enum(reviewCaseStateCodes).optional().describe('OPEN unless told otherwise.'),
  graduateName: NamePart,
  ...pageQuery,
});

/** The same as JSON, where an ID number may stand. */
export const ReviewCaseListSearch = ReviewCaseListQuery.omit({ cohort: true, limit: true, cursor: true, count: true })
  .extend({ cohort: CohortYear.optional(), idNumber: IdNumberFilter.optional(), ...pageBody })
  .meta({ id: 'ReviewCaseListSearch' });

/** 审核通过 */
export const ApproveCase = z
  .strictObject({
    reason: text({ max: reasonCharactersMax, lines: true })
      .optional()
      .describe(
        'Of a MEDIATION, and required there: why the school decides so, told to both parties. Other cases take none.',
      ),
  })
  .meta({ id: 'ApproveCase' });

/** 审核不通过 */
export const RejectCase = z
  .strictObject({ reasonCode: z.enum(reviewReasonCodes), reason: text({ max: reasonCharactersMax, lines: true }) })
  .meta({ id: 'RejectCase' });

const turn = {
  stage: z.enum(reviewStageCodes).describe('Whose turn it is, or was.'),
  openedAt: Instant,
  ageSeconds: z.int().min(0).describe('How long it has waited, or waited until it was decided.'),
  dueState: z.enum(dueStateCodes).nullable().describe('Null once decided.'),
  decision: z.enum(reviewDecisionCodes).nullable(),
  decidedAt: Instant.nullable(),
  decidedByName: z.string().nullable(),
  inPlaceOfCollege: z.boolean().describe('Decided by the school in the college’s place.'),
};

const caseFields = { ...turn, collegeName: z.string(), employerName: z.string() };

/** A row of the queue. */
export const ReviewCaseRow = z
  .strictObject({
    ...recordHead,
    status: z.enum([...new Set([...signingStatusCodes, ...terminationStatusCodes])]).describe('By the kind of case.'),
    allowedActions: z.array(
      z.enum([...recordHead.allowedActions.element.options, ...terminationDetail.allowedActions.element.options]),
    ),
    ...graduateFields,
    kind: Kind,
    ...caseFields,
    positionCategory: z.string(),
    positionTitle: z.string(),
  })
  .meta({ id: 'ReviewCaseRow' });

const turns = z.array(z.strictObject(turn));

/** A signing as its reviewers see it; the turn is its newest. */
export const SigningCase = z
  .strictObject({
    ...signingDetail,
    kind: z.literal('SIGNING'),
    ...caseFields,
    graduateCorrected: z
      .boolean()
      .describe(
        'Whether the school has corrected, since the letter, what it tells of the graduate: the agreement tells it as the letter does. Rejected, the unit may invite anew.',
      ),
    bindingReasons: z
      .array(z.enum(bindingReasonCodes))
      .describe(
        'What keeps the case from being approved: a lock, the training mode or a destination since the acceptance.',
      ),
    turns,
  })
  .meta({ id: 'SigningCase' });

/** A termination as its reviewers see it; the turn is its newest. */
export const TerminationCase = z
  .strictObject({
    ...terminationDetail,
    ...caseFields,
    kind: z.literal('TERMINATION'),
    terminationKind: terminationDetail.kind,
    earlierTries: z
      .array(EarlierTry)
      .describe('The tries before this one, oldest first, also those that never came to review: what both sides said.'),
    turns,
  })
  .meta({ id: 'TerminationCase' });

/** A case, by its kind. */
export const ReviewCase = z.union([SigningCase, TerminationCase]);
