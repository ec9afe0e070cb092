import { z } from 'zod';
import { isUscc, normaliseName, normaliseUscc } from '../../domain/identifiers.ts';
import { bindingReasonCodes } from '../../domain/vocabulary/binding-reason.ts';
import { destinationCategoryCodes, type DestinationCategory } from '../../domain/vocabulary/destination-category.ts';
import { educationLevelCodes } from '../../domain/vocabulary/education-level.ts';
import { graduateStateCodes } from '../../domain/vocabulary/graduate-state.ts';
import { groundChangeKindCodes } from '../../domain/vocabulary/ground-change-kind.ts';
import { profileFieldCodes } from '../../domain/vocabulary/profile-field.ts';
import { removalReasonCodes } from '../../domain/vocabulary/removal-reason.ts';
import { reviewStageCodes } from '../../domain/vocabulary/review-stage.ts';
import { trainingModeCodes } from '../../domain/vocabulary/training-mode.ts';
import {
  BooleanInQuery,
  CohortInQuery,
  CohortYear,
  Id,
  IdOut,
  Instant,
  optionalText,
  pageBody,
  pageQuery,
  Phone,
  text,
  wrong,
} from './common.ts';
import { IdNumber } from './favorites.ts';
import { IdNumberFilter, NamePart } from './signings.ts';

const reasonCharactersMax = 200;
const Reason = text({ max: reasonCharactersMax, lines: true });

/** A person's name in the one form it is kept in. */
const PersonName = text({ max: 50 })
  .transform(normaliseName)
  .superRefine((name, ctx) => {
    if (name === '') ctx.addIssue(wrong('REQUIRED'));
  })
  .meta({ type: 'string', minLength: 1, maxLength: 50 });

/** Which graduate a path names. */
export const GraduatePath = z.strictObject({ graduateId: Id });

const GraduateState = z.enum(graduateStateCodes).optional().describe('Those whom the school looks after.');

/** Which correction a path names. */
export const CorrectionPath = z.strictObject({ correctionId: Id });

/** A correction that a graduate asked for, as the school reads it. */
export const SchoolCorrection = z
  .strictObject({
    id: IdOut,
    graduateId: IdOut,
    field: z.enum(profileFieldCodes),
    shouldBe: z.string(),
    note: z.string().nullable(),
    requestedAt: Instant,
    correctedAt: Instant.nullable().describe('When the school corrected that field; null while it has not.'),
  })
  .meta({ id: 'SchoolCorrection' });

/** Filters of the school's list. */
export const SchoolGraduateListQuery = z.strictObject({
  cohort: CohortInQuery.optional(),
  collegeId: Id.optional(),
  graduateName: NamePart,
  state: GraduateState,
  removed: BooleanInQuery.optional().describe('Those that were removed instead.'),
  ...pageQuery,
});

/** The same filters and an ID number, in a body. */
export const SchoolGraduateListSearch = z
  .strictObject({
    cohort: CohortYear.optional(),
    collegeId: Id.optional(),
    graduateName: NamePart,
    idNumber: IdNumberFilter.optional(),
    state: GraduateState,
    removed: z.boolean().optional(),
    ...pageBody,
  })
  .meta({ id: 'SchoolGraduateListSearch' });

const graduateRow = {
  id: IdOut,
  seq: z.int().min(0).describe('How often the record was changed; its ETag.'),
  name: z.string(),
  idNumberMasked: z.string(),
  examNo: z.string().nullable(),
  collegeId: IdOut,
  collegeName: z.string(),
  educationLevel: z.string(),
  major: z.string(),
  cohort: CohortYear,
  trainingMode: z.enum(trainingModeCodes),
  phoneMasked: z.string(),
  activated: z.boolean().describe('Whether the graduate has an account.'),
  profileConfirmedAt: Instant.nullable(),
  locked: z.boolean(),
  lockReason: z.string().nullable(),
  removedAt: Instant.nullable(),
  removalReason: z.enum(removalReasonCodes).nullable(),
  bindingReasons: z.array(z.enum(bindingReasonCodes)),
  destination: z
    .strictObject({
      category: z.string(),
      unitName: z.string().nullable(),
      uscc: z.string().nullable(),
      detail: z.string().nullable(),
      registeredAt: Instant,
      byAgreement: z.boolean().describe('Made by an agreement signed here, and ended with it alone.'),
    })
    .nullable(),
  createdAt: Instant,
};

/** A row of the school's list. */
export const SchoolGraduateRow = z.strictObject(graduateRow).meta({ id: 'SchoolGraduateRow' });

/** A graduate as their school reads them, with what was done to the record. */
export const SchoolGraduate = z
  .strictObject({
    ...graduateRow,
    removalDetail: z.string().nullable(),
    changes: z.array(
      z.strictObject({
        id: IdOut,
        kind: z.enum(groundChangeKindCodes),
        at: Instant,
        byName: z.string().nullable(),
        fields: z.array(
          z.strictObject({
            field: z.string(),
            before: z.string().nullable().describe('Masked where it is a number of a person.'),
            after: z.string().nullable(),
          }),
        ),
        reasonCode: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SchoolGraduate' });

/** 更正毕业生信息 */
export const GraduateCorrection = z
  .strictObject({
    name: PersonName.optional(),
    idNumber: IdNumber.optional(),
    examNo: text({ max: 30 }).optional(),
    collegeId: Id.optional(),
    educationLevel: z.enum(educationLevelCodes).optional(),
    major: text({ max: 100 }).optional(),
    cohort: CohortYear.optional(),
    trainingMode: z.enum(trainingModeCodes).optional(),
    phone: Phone.optional(),
  })
  .superRefine((correction, ctx) => {
    if (Object.values(correction).every((value) => value === undefined)) ctx.addIssue(wrong('AT_LEAST_ONE'));
  })
  .meta({ id: 'GraduateCorrection' });

/** 移出毕业生 */
export const GraduateRemoval = z
  .strictObject({
    reasonCode: z.enum(removalReasonCodes),
    detail: Reason.describe('The graduate reads it with an agreement that is voided; the unit does not.'),
  })
  .meta({ id: 'GraduateRemoval' });

/** 恢复毕业生 */
export const GraduateReturn = z.strictObject({ reason: Reason }).meta({ id: 'GraduateReturn' });

/** 锁定签约 */
export const GraduateLock = z.strictObject({ reason: Reason }).meta({ id: 'GraduateLock' });

/** An agreement signed here registers its own; who still seeks work has no destination yet. */
const otherCategories = destinationCategoryCodes.filter(
  (code): code is Exclude<DestinationCategory, '10' | '70'> => code !== '10' && code !== '70',
);

/** 登记其他去向 */
export const OtherDestination = z
  .strictObject({
    category: z.enum(otherCategories).describe('毕业去向类别, but 10 and 70.'),
    unitName: optionalText({ max: 100 }),
    uscc: z
      .string()
      .max(60)
      .transform((typed) => normaliseUscc(typed) || undefined)
      .superRefine((uscc, ctx) => {
        if (uscc !== undefined && !isUscc(uscc)) ctx.addIssue(wrong('WRONG_CHECK_CHARACTER'));
      })
      .meta({ type: 'string', maxLength: 60, example: '91990000MA0000015Q' })
      .optional(),
    detail: Reason,
  })
  .meta({ id: 'OtherDestination' });

/** 作废其他去向 */
export const DestinationVoid = z.strictObject({ reason: Reason }).meta({ id: 'DestinationVoid' });

/** 学院 */
export const College = z
  .strictObject({ id: IdOut, name: z.string(), reviewers: z.int().min(0).describe('Active reviewers of the college.') })
  .meta({ id: 'College' });

/** Which college a path names. */
export const CollegePath = z.strictObject({ collegeId: Id });

/** 新增学院, or its other name. */
export const CollegeName = z.strictObject({ name: text({ max: 100 }) }).meta({ id: 'CollegeName' });

/** Which reviewer a path names. */
export const ReviewerPath = z.strictObject({ reviewerId: Id });

/** 审核人 */
export const Reviewer = z
  .strictObject({
    id: IdOut,
    name: z.string().nullable(),
    phoneMasked: z.string(),
    role: z.enum(reviewStageCodes),
    collegeId: IdOut.nullable(),
    collegeName: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Reviewer' });

/** The page of a list of the school's own. */
export const SchoolPeopleListQuery = z.strictObject({ ...pageQuery });

/** 添加审核人 */
export const NewReviewer = z
  .strictObject({
    name: PersonName,
    phone: Phone,
    role: z.enum(reviewStageCodes),
    collegeId: Id.optional().describe('For COLLEGE, and for nobody else.'),
  })
  .superRefine(({ role, collegeId }, ctx) => {
    if (role === 'COLLEGE' && collegeId === undefined) ctx.addIssue({ ...wrong('REQUIRED'), path: ['collegeId'] });
    if (role === 'SCHOOL' && collegeId !== undefined) ctx.addIssue({ ...wrong('UNKNOWN_FIELD'), path: ['collegeId'] });
  })
  .meta({ id: 'NewReviewer' });
