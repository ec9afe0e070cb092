import { z } from 'zod';
import { optionalLetterFields } from '../../domain/letters.ts';
import { errorTable, type ErrorCode } from '../../domain/errors.ts';
import { cohortStateCodes } from '../../domain/vocabulary/cohort-state.ts';
import { filePurposeCodes } from '../../domain/vocabulary/file-purpose.ts';
import { messageChannelCodes } from '../../domain/vocabulary/message-channel.ts';
import { paymentOutcomeCodes } from '../../domain/vocabulary/payment-outcome.ts';
import { verificationScopeCodes } from '../../domain/vocabulary/verification-scope.ts';
import { CalendarDate, CohortYear, IdOut, Instant, refusalExtra } from './common.ts';

/** Where a command stands, with the answer that was stored. */
export const Command = z
  .strictObject({
    commandId: IdOut,
    status: z.enum(['RECEIVED', 'SUCCEEDED', 'REFUSED']),
    answer: z
      .strictObject({
        status: z.int(),
        code: z.enum(Object.keys(errorTable) as ErrorCode[]).optional(),
        ...refusalExtra,
        signingId: IdOut.optional(),
        verificationId: IdOut.optional(),
        terminationId: IdOut.optional(),
      })
      .optional()
      .describe('Missing while the command is undecided.'),
  })
  .meta({ id: 'Command' });

/** Every closed list by its name. */
export const Vocabulary = z
  .record(
    z.string(),
    z.array(
      z.strictObject({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        shortZh: z.string().optional(),
        statisticsCode: z.string().optional(),
        validFromYear: z.int().optional(),
      }),
    ),
  )
  .meta({ id: 'Vocabulary' });

/** 院校 */
export const School = z.strictObject({ schoolCode: z.string(), name: z.string() }).meta({ id: 'School' });

const district = z.strictObject({ code: z.string(), name: z.string() });
const city = district.extend({ children: z.array(district) });

/** 地区: a province with its cities and their districts. */
export const Province = district.extend({ children: z.array(city) }).meta({ id: 'Province' });

/** 届别 */
export const Cohort = z
  .strictObject({
    year: CohortYear,
    label: z.string(),
    state: z.enum(cohortStateCodes),
    closesOn: CalendarDate,
    isDefault: z.boolean(),
  })
  .meta({ id: 'Cohort' });

/** What pages need to know of the platform itself. */
export const Site = z
  .strictObject({
    termsVersion: z.string(),
    termsUrl: z.string(),
    supportPhone: z.string(),
    supportHours: z.string(),
    verificationScopes: z.array(z.enum(verificationScopeCodes)),
    optionalLetterFields: z
      .array(z.enum(optionalLetterFields))
      .describe('What a letter may hold beside the fields that are always there.'),
    captcha: z
      .enum(['ALTCHA'])
      .nullable()
      .describe('The captcha that codes by SMS and sign-ins after wrong passwords ask for; null: none.'),
    exampleUrls: z
      .partialRecord(z.enum(filePurposeCodes), z.string())
      .describe('查看示例: pictures of what is to be uploaded, by purpose.'),
    passwordCharacters: z.strictObject({ min: z.int(), max: z.int() }).describe('How long a password may be.'),
  })
  .meta({ id: 'Site' });

/** A puzzle for the widget of ALTCHA. */
export const CaptchaChallenge = z
  .strictObject({
    parameters: z.strictObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string().optional(),
      expiresAt: z.int().optional().describe('Seconds since 1970.'),
    }),
    signature: z.string().optional(),
  })
  .meta({ id: 'CaptchaChallenge' });

/** The server can be reached. */
export const Live = z.strictObject({ status: z.literal('live') }).meta({ id: 'Live' });

/** The server can answer; without its engine acts are received and answered with 202. */
export const Ready = z
  .strictObject({ status: z.literal('ready'), engine: z.enum(['ok', 'degraded']) })
  .meta({ id: 'Ready' });

/** How things stand, for people. */
export const DeepHealth = z
  .strictObject({
    status: z.enum(['ok', 'attention']),
    engine: z.enum(['ok', 'degraded']),
    openProcesses: z.int(),
    oldestUndecidedCommandSeconds: z.number().nullable(),
    effectsGivenUp: z.int(),
    givenUpByCode: z.record(z.string(), z.int()).describe('Messages and payments given up, by failure code.'),
    heldUpByCode: z
      .record(z.string(), z.int())
      .describe('Messages a provider has put off, by its reason; they are tried again.'),
    calendar: z.strictObject({ version: z.string().nullable(), provisionalYears: z.array(z.string()) }),
    warnings: z.array(
      z.enum(['ENGINE_UNREACHABLE', 'COMMANDS_WAITING', 'EFFECTS_GAVE_UP', 'EFFECTS_HELD_UP', 'CALENDAR_PROVISIONAL']),
    ),
  })
  .meta({ id: 'DeepHealth' });

/** A message the sandbox "sent". */
export const SandboxMessage = z
  .strictObject({
    id: IdOut,
    channel: z.enum(messageChannelCodes),
    to: z.string(),
    text: z.string(),
    code: z.string().optional(),
    sentAt: Instant,
  })
  .meta({ id: 'SandboxMessage' });

/** A payment the sandbox's bank "made", number and amount in full. */
export const SandboxTransfer = z
  .strictObject({
    paymentReference: z.string(),
    accountNo: z.string(),
    amount: z.string().meta({ example: '1.78' }),
    outcome: z.enum(paymentOutcomeCodes),
    at: Instant.describe('When it was sent.'),
  })
  .meta({ id: 'SandboxTransfer' });
