import { z } from 'zod';
import { bindingReasonCodes } from '../../domain/vocabulary/binding-reason.ts';
import { profileFieldCodes } from '../../domain/vocabulary/profile-field.ts';
import { signingStatusCodes } from '../../domain/vocabulary/signing-status.ts';
import { trainingModeCodes } from '../../domain/vocabulary/training-mode.ts';
import { CohortYear, IdOut, Instant, optionalText, pageQuery, text, wrong } from './common.ts';
import { LatestTermination, recordHead, signingDetail } from './signings.ts';

const declineReasonCharactersMax = 200;
const correctionCharactersMax = 100;
const correctionNoteCharactersMax = 500;

const BindingReasons = z
  .array(z.enum(bindingReasonCodes))
  .describe('Why the graduate cannot accept; empty if they can.');

const ProfileConfirmed = z
  .boolean()
  .describe('Whether the profile is confirmed; without that nothing can be accepted.');

/** 基本信息: the school's record, as shown to the graduate it is about. */
export const GraduateProfile = z
  .strictObject({
    name: z.string(),
    idNumber: z.string(),
    schoolCode: z.string(),
    schoolName: z.string(),
    collegeName: z.string(),
    cohort: CohortYear,
    educationLevel: z.string(),
    major: z.string(),
    trainingMode: z.enum(trainingModeCodes),
    phoneMasked: z.string(),
    confirmedAt: Instant.nullable(),
    bindingReasons: BindingReasons,
  })
  .meta({ id: 'GraduateProfile' });

/** 申请更正 */
export const NewCorrection = z
  .strictObject({
    field: z.enum(profileFieldCodes),
    shouldBe: text({ max: correctionCharactersMax }),
    note: optionalText({ max: correctionNoteCharactersMax, lines: true }),
  })
  .meta({ id: 'NewCorrection' });

/** A correction that was asked for. */
export const Correction = z
  .strictObject({
    id: IdOut,
    field: z.enum(profileFieldCodes),
    shouldBe: z.string(),
    note: z.string().nullable(),
    requestedAt: Instant,
  })
  .meta({ id: 'Correction' });

/** 接受 */
export const AcceptSigning = z
  .strictObject({
    confirmed: z
      .boolean()
      .superRefine((confirmed, ctx) => {
        if (!confirmed) ctx.addIssue(wrong('MUST_CONFIRM'));
      })
      .meta({ type: 'boolean', const: true }),
  })
  .meta({ id: 'AcceptSigning' });

/** 拒绝 */
export const DeclineSigning = z
  .strictObject({ reason: optionalText({ max: declineReasonCharactersMax, lines: true }) })
  .meta({ id: 'DeclineSigning' });

/** Filters of a graduate's own list. */
export const GraduateSigningListQuery = z.strictObject({ status: z.enum(signingStatusCodes).optional(), ...pageQuery });

/** A row of the graduate's list. */
export const GraduateSigningRow = z
  .strictObject({
    ...recordHead,
    cohort: CohortYear,
    employerName: z.string(),
    positionCategory: z.string(),
    positionTitle: z.string(),
    respondBy: Instant,
    termination: LatestTermination,
    profileConfirmed: ProfileConfirmed,
    bindingReasons: BindingReasons,
  })
  .meta({ id: 'GraduateSigningRow' });

/** A signing as the invited graduate sees it. */
export const GraduateSigning = z
  .strictObject({
    ...signingDetail,
    employerName: z.string(),
    uscc: z.string(),
    profileConfirmed: ProfileConfirmed,
    bindingReasons: BindingReasons,
  })
  .meta({ id: 'GraduateSigning' });
