import { z } from 'zod';
import { normaliseIdNumber, normaliseName } from '../../domain/identifiers.ts';
import { invalidationReasonCodes } from '../../domain/vocabulary/invalidation-reason.ts';
import { reviewReasonCodes } from '../../domain/vocabulary/review-reason.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { signingTabCodes } from '../../domain/vocabulary/signing-tab.ts';
import { terminationStatusCodes } from '../../domain/vocabulary/termination-status.ts';
import { voidReasonCodes } from '../../domain/vocabulary/void-reason.ts';
import { waitingForCodes } from '../../domain/vocabulary/waiting-for.ts';
import { CohortInQuery, CohortYear, Id, IdOut, Instant, pageBody, pageQuery, text, wrong } from './common.ts';
import { Letter } from './letters.ts';

const namePartCharacters = { min: 2, max: 100 };

/**
 * Part of a graduate's name, as a filter, in the form names are kept in; one without a character that names have is none. A
 * single character is a surname that thousands have: a page of them could not be found by reading a page's worth of rows.
 */
export const NamePart = text({ min: 0, max: namePartCharacters.max })
  .transform((part, ctx) => {
    const kept = normaliseName(part);
    if ([...kept].length === 1) ctx.addIssue(wrong('TOO_SHORT', { atLeast: namePartCharacters.min }));
    return kept === '' ? undefined : kept;
  })
  .meta({ type: 'string', maxLength: namePartCharacters.max })
  .optional()
  .describe('Part of the name, of two characters at least.');

/** 证件号码 as an exact filter; only in bodies, never in an address. */
export const IdNumberFilter = z
  .string()
  .min(1)
  .max(60)
  .transform(normaliseIdNumber)
  .meta({ type: 'string', minLength: 1, maxLength: 60, example: '990100200401010017' });

/** Which signing a path names. */
export const SigningPath = z.strictObject({ signingId: Id });

const filters = {
  tab: z.enum(signingTabCodes).optional(),
  status: z
    .enum([...new Set([...signingStatusCodes, ...terminationStatusCodes])])
    .optional()
    .describe('Of the signing, or in the tabs of terminations of the termination.'),
  graduateName: NamePart,
};

/** Filters of an employer's list. */
export const SigningListQuery = z.strictObject({ ...filters, cohort: CohortInQuery.optional(), ...pageQuery });

/** The same as JSON, where an ID number may stand. */
export const SigningListSearch = z
  .strictObject({ ...filters, cohort: CohortYear.optional(), idNumber: IdNumberFilter.optional(), ...pageBody })
  .meta({ id: 'SigningListSearch' });

/** Why a record waits, as every place that shows one says it. */
export const waitingFor = z
  .strictObject({
    who: z.enum(waitingForCodes),
    since: Instant,
    until: Instant.nullable(),
    explanation: z.string().describe('In plain words: for what, since when, and what happens when if nobody acts.'),
  })
  .nullable()
  .describe('Null once nobody is waited for.');

/** The fields of every process record. Source: api.md §1. */
export const recordHead = {
  id: IdOut,
  status: z.enum(signingStatusCodes),
  seq: z.int().min(1).describe('The version; the ETag.'),
  statusAt: Instant,
  createdAt: Instant,
  updatedAt: Instant,
  allowedActions: z.array(
    z.enum(['accept', 'decline', 'withdraw', 'reinvite', 'terminate', 'approve', 'reject', 'void']),
  ),
  waitingFor,
};

/** The graduate as frozen when added to the favorites. */
export const graduateFields = {
  cohort: CohortYear,
  graduateName: z.string(),
  idNumberMasked: z.string().meta({ example: '990100********0017' }),
  schoolName: z.string(),
  educationLevel: z.string().describe('A code of educationLevel.'),
  major: z.string(),
};

/** What the school wrote when it voided an agreement. */
export const voidDetail = z
  .string()
  .nullable()
  .describe('Null for the unit where the graduate’s record was removed: that text is the graduate’s and the school’s.');

/** A termination in short. */
export const TerminationSummary = z
  .strictObject({ id: IdOut, status: z.enum(terminationStatusCodes), statusAt: Instant })
  .meta({ id: 'TerminationSummary' });

/** The newest termination of a signing. A union, for the OpenAPI generator loses `nullable()` on a schema with a name. */
export const LatestTermination = z.union([TerminationSummary, z.null()]);

/** A row of the employer's lists. Source: api.md §7. */
export const SigningRow = z
  .strictObject({
    id: IdOut,
    ...graduateFields,
    status: recordHead.status,
    statusAt: Instant,
    termination: LatestTermination,
    allowedActions: recordHead.allowedActions,
  })
  .meta({ id: 'SigningRow' });

/** One of the four steps of a signing. */
export const SigningStep = z
  .strictObject({
    step: z.enum(['INVITED', 'GRADUATE_ANSWER', 'SCHOOL_REVIEW', 'SIGNED']),
    text: z.string(),
    state: z.enum(['DONE', 'CURRENT', 'FAILED', 'PENDING']),
    at: Instant.nullable().describe('When it ended, well or not.'),
  })
  .meta({ id: 'SigningStep' });

/** A line of the timeline, in plain words. */
export const TimelineEntry = z
  .strictObject({
    phase: z.enum(['PAST', 'NOW', 'NEXT']).describe('What happened, who is waited for, what may come.'),
    at: Instant.nullable().describe('When it happened, since when it waits, or when it comes if that is known.'),
    seq: z.int().nullable(),
    who: z
      .strictObject({
        role: z.enum(['EMPLOYER', 'GRADUATE', 'COLLEGE', 'SCHOOL', 'STAFF', 'BANK', 'SYSTEM']),
        name: z.string().nullable(),
      })
      .nullable(),
    text: z.string(),
  })
  .meta({ id: 'TimelineEntry' });

/** What a signing's own page shows to everybody who may see it. */
export const signingDetail = {
  ...recordHead,
  ...graduateFields,
  termination: LatestTermination,
  letter: Letter,
  inviter: z.strictObject({
    name: z.string(),
    uscc: z.string(),
    startedByName: z.string().nullable().describe('Who sent it; for the unit itself only.'),
  }),
  invitee: z.strictObject({
    name: z.string(),
    idNumberMasked: z.string(),
    schoolName: z.string(),
    collegeName: z.string(),
    educationLevel: z.string(),
    major: z.string(),
    cohort: CohortYear,
  }),
  respondBy: Instant,
  steps: z.array(SigningStep).length(4),
  timeline: z.array(TimelineEntry),
  agreementNo: z.string().nullable().describe('Given when signed.'),
  agreement: z
    .strictObject({
      agreementNo: z.string(),
      checkCode: z.string().describe('What GET /agreements/{agreementNo} asks for.'),
      sha256: z.string().describe('Of the document in force, in hex.'),
      issuedAt: Instant,
    })
    .nullable()
    .describe('Null until the document is made, some seconds after the signing.'),
  terminations: z.array(TerminationSummary),
  declineReason: z.string().nullable(),
  rejection: z
    .strictObject({ stage: z.enum(reviewStageCodes), reasonCode: z.enum(reviewReasonCodes), reason: z.string() })
    .nullable(),
  invalidationReason: z.enum(invalidationReasonCodes).nullable(),
  voided: z
    .strictObject({
      voidReason: z.enum(voidReasonCodes).nullable().describe('Null where the graduate’s record was removed.'),
      detail: voidDetail,
      at: Instant,
    })
    .nullable()
    .describe('Why the school voided the agreement.'),
  previousSigningId: IdOut.nullable(),
  nextSigningId: IdOut.nullable(),
};

/** A signing as its employer sees it. */
export const EmployerSigning = z.strictObject(signingDetail).meta({ id: 'EmployerSigning' });
