import { z } from 'zod';
import { isEmail, isMobile, normaliseEmail, normalisePhone } from '../../domain/identifiers.ts';
import { codeDigits } from '../../domain/one-time-codes.ts';
import { passwordCharacters } from '../../domain/passwords.ts';
import { terminationRuleCodes } from '../../domain/vocabulary/termination-rule.ts';
import type { FieldBound, FieldErrorCode } from '../../domain/field-errors.ts';
import { isBlank, isUnprintable } from '../../domain/texts.ts';

/** Reports a field error of our own list, and the bound that was passed, from inside a schema: `ctx.addIssue(wrong('WRONG_FORMAT'))`. */
export function wrong(code: FieldErrorCode, bound?: FieldBound) {
  return { code: 'custom' as const, params: { code, bound } };
}

const codeForm = new RegExp(`^\\d{${codeDigits}}$`);

/** Nothing at all: the body or query of a route that takes none. */
export const NoFields = z.strictObject({});

/** An id, UUIDv7 as we make them; in a path a malformed one is a missing thing. */
export const Id = z
  .uuid()
  .transform((id) => id.toLowerCase())
  .meta({ type: 'string', format: 'uuid' });

/** An id in an answer. */
export const IdOut = z.uuid();

/** An instant in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ example: '2026-11-22T04:00:00.000Z' });

/** A day on the calendar, Asia/Shanghai. */
export const CalendarDate = z.iso.date();

/** 届别: a graduation year. */
export const CohortYear = z.int().min(2000).max(2100).meta({ example: 2027 });

/**
 * A text people type, trimmed. Lengths count characters as people see them in JSON Schema: code points, so that a rare
 * character counts once; what nobody can see makes no text. `lines` allows line ends.
 */
export function text({ min = 1, max, lines = false }: { min?: number; max: number; lines?: boolean }) {
  return z
    .string()
    .transform((typed) => typed.trim())
    .superRefine((trimmed, ctx) => {
      const length = [...trimmed].length;
      if (isBlank(trimmed) && min > 0) ctx.addIssue(wrong('REQUIRED'));
      else if (length < min) ctx.addIssue(wrong('TOO_SHORT', { atLeast: min }));
      else if (length > max) ctx.addIssue(wrong('TOO_LONG', { atMost: max }));
      else if (isUnprintable(trimmed, { lines })) ctx.addIssue(wrong('WRONG_FORMAT'));
    })
    .meta({ type: 'string', minLength: min, maxLength: max });
}

/** What may be left out of a body, by null too: so what an answer tells can be sent back as it is. */
export function orLeftOut<Schema extends z.ZodType>(schema: Schema) {
  const { type, ...known } = schema.meta() ?? {};
  const optional = schema
    .nullable()
    .optional()
    .transform((value) => value ?? undefined);
  // A type that is told, not inferred, tells of no null by itself.
  return typeof type === 'string' ? optional.meta({ ...known, type: [type, 'null'] as never }) : optional;
}

/** A text people may leave out; one that is empty, or of nothing that can be seen, is left out. It is optional as it is. */
export function optionalText({ max, lines = false }: { max: number; lines?: boolean }) {
  return orLeftOut(
    text({ min: 0, max, lines })
      .transform((typed) => (isBlank(typed) ? undefined : typed))
      .meta({ type: 'string', maxLength: max }),
  );
}

/** 手机号: a mobile number of mainland China, taken as people type it, given on in its one form. */
export const Phone = z
  .string()
  .max(40)
  .transform(normalisePhone)
  .superRefine((phone, ctx) => {
    if (phone === '') ctx.addIssue(wrong('REQUIRED'));
    else if (!isMobile(phone)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .meta({ type: 'string', example: '13800000001' });

/** 邮箱: taken as people type it, given on in its one form. */
export const Email = z
  .string()
  .max(254)
  .transform(normaliseEmail)
  .superRefine((email, ctx) => {
    if (email === '') ctx.addIssue(wrong('REQUIRED'));
    else if (!isEmail(email)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .meta({ type: 'string', format: 'email', maxLength: 254, example: 'hr@example.com' });

/** A password somebody chooses; how long it may be is a setting, so the rule is kept by `checkPassword`. */
export const NewPassword = z
  .string()
  .superRefine((password, ctx) => {
    if (password === '') ctx.addIssue(wrong('REQUIRED'));
  })
  .meta({ type: 'string', minLength: passwordCharacters.min, maxLength: passwordCharacters.max })
  .describe('At least three of small letters, capitals, digits and symbols. Another length where GET /site says so.');

/** A one-time code as it is typed. */
export const OneTimeCode = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
  .superRefine((code, ctx) => {
    if (code === '') ctx.addIssue(wrong('REQUIRED'));
    else if (!codeForm.test(code)) ctx.addIssue(wrong('WRONG_FORMAT'));
  })
  .meta({ type: 'string', pattern: codeForm.source, example: '123456' });

/** A whole number in a query string. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .transform((digits, ctx) => {
      if (!/^-?\d{1,9}$/.test(digits)) ctx.addIssue(wrong('WRONG_TYPE'));
      else if (Number(digits) < min || Number(digits) > max)
        ctx.addIssue(wrong('OUT_OF_RANGE', { atLeast: min, atMost: max }));
      return Number(digits);
    })
    .meta({ type: 'integer', minimum: min, maximum: max });
}

/** 届别 in a query string. */
export const CohortInQuery = wholeNumber({ min: 2000, max: 2100 });

/** Yes or no in a query string. */
export const BooleanInQuery = z
  .enum(['true', 'false'])
  .transform((flag) => flag === 'true')
  .meta({ type: 'boolean' });

const sandboxDeadlineSecondsMax = 86_400;

/** Short deadlines for demonstrations and tests. Source: api.md §10. */
export const SandboxDeadlineSeconds = z
  .int()
  .min(1)
  .max(sandboxDeadlineSecondsMax)
  .optional()
  .describe('Embedded mode only: replaces every deadline of the case.');

const cursorCharactersMax = 500;

/** The query fields of every list; spread into its strict object. */
export const pageQuery = {
  limit: wholeNumber({ min: 1, max: 100 }).optional().describe('Rows on a page; 20 unless told otherwise.'),
  cursor: z.string().min(1).max(cursorCharactersMax).optional().describe('nextCursor of the page before.'),
  count: BooleanInQuery.optional().describe('Adds `total`.'),
};

/** The same fields in the JSON body of a list's search. */
export const pageBody = {
  limit: z.int().min(1).max(100).optional(),
  cursor: z.string().min(1).max(cursorCharactersMax).optional(),
  count: z.boolean().optional(),
};

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
    total: z.int().min(0).optional().describe('With `count=true`.'),
  });
}

/** The answer of an act the engine could not be reached for in time; it is stored and will be decided. */
export const CommandReceived = z
  .strictObject({ commandId: IdOut, status: z.literal('RECEIVED') })
  .meta({ id: 'CommandReceived' });

/** What some refusals tell beside their code. */
export const refusalExtra = {
  triesLeft: z.int().min(0).optional().describe('With AMOUNT_MISMATCH: how often the amount may still be entered.'),
  rule: z
    .enum(terminationRuleCodes)
    .optional()
    .describe('With TERMINATION_NOT_ALLOWED_BY_SCHOOL: the rule of the school that stands against it.'),
  windowDaysMax: z
    .int()
    .min(0)
    .optional()
    .describe('With COHORT_CLOSED: how many days a graduate may be given at most until the cohort closes; 0 is none.'),
  availableAt: Instant.optional().describe('With REMITTANCE_LIMIT_REACHED: when money may be sent again.'),
};

/** A problem document (RFC 9457). */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
    requestId: z.string(),
    ...refusalExtra,
  })
  .meta({ id: 'Problem' });
