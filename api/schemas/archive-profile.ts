import { z } from 'zod';
import { isRegionCode } from '../../database/queries/regions.ts';
import { archiveFields } from '../../domain/archive-profile.ts';
import { isOfficePhone } from '../../domain/identifiers.ts';
import { archiveReceiverTypeCodes } from '../../domain/vocabulary/archive-receiver-type.ts';
import { IdOut, Instant, text, wrong } from './common.ts';

const nameCharactersMax = 100;
const addressCharactersMax = 200;
const numberCharactersMax = 40;

/** A field that may be left open: missing, null and empty are the same. */
function open<Schema extends z.ZodType>(schema: Schema, documented: { maxLength?: number; pattern?: string }) {
  return z
    .preprocess(
      (given) => (typeof given === 'string' && given.trim() === '' ? null : given),
      schema.nullable().optional(),
    )
    .transform((value) => value ?? null)
    .optional()
    .meta({ type: ['string', 'null'], ...documented });
}

function number(form: { is: (text: string) => boolean; isListed?: (text: string) => boolean; pattern?: string }) {
  const schema = z
    .string()
    .max(numberCharactersMax)
    .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
    .superRefine((digits, ctx) => {
      if (!form.is(digits)) ctx.addIssue(wrong('WRONG_FORMAT'));
      else if (form.isListed?.(digits) === false) ctx.addIssue(wrong('NOT_IN_LIST'));
    });
  return open(schema, form.pattern === undefined ? { maxLength: numberCharactersMax } : { pattern: form.pattern });
}

const sixDigits = { is: (text: string) => /^\d{6}$/.test(text), pattern: '^\\d{6}$' };
const region = {
  is: (text: string) => /^[1-9]\d{5}$/.test(text),
  isListed: isRegionCode,
  pattern: '^[1-9]\\d{5}$',
};
const name = open(text({ max: nameCharactersMax }), { maxLength: nameCharactersMax });
const address = open(text({ max: addressCharactersMax }), { maxLength: addressCharactersMax });

/** 修改档案信息, whole: what is left out is taken away. */
export const ArchiveProfileData = z
  .strictObject({
    archiveReceiverType: z.enum(archiveReceiverTypeCodes).nullable().optional(),
    archiveUnitName: name,
    archiveRegionCode: number(region).describe('GB/T 2260.'),
    archiveAddress: address.describe('In full, with the number of the door.'),
    archiveContactName: name,
    archiveContactPhone: number({ is: isOfficePhone }).describe('With area code.'),
    postcode: number(sixDigits),
    hukouRegionCode: number(region),
    hukouAddress: address,
  })
  .meta({ id: 'ArchiveProfileData' });

/** The fields of a profile as they are shown. */
export const archiveProfileFields = {
  archiveReceiverType: z.enum(archiveReceiverTypeCodes).nullable(),
  archiveUnitName: z.string().nullable(),
  archiveRegionCode: z.string().nullable(),
  archiveAddress: z.string().nullable(),
  archiveContactName: z.string().nullable(),
  archiveContactPhone: z.string().nullable(),
  postcode: z.string().nullable(),
  hukouRegionCode: z.string().nullable(),
  hukouAddress: z.string().nullable(),
};

/** 档案信息 */
export const ArchiveProfile = z
  .strictObject({
    ...archiveProfileFields,
    lastEditedBy: z.string().nullable().describe('The name of who told it last; null before anybody did.'),
    lastEditedAt: Instant.nullable(),
    complete: z.boolean().describe('Whether an invitation may promise to receive the archive.'),
  })
  .meta({ id: 'ArchiveProfile' });

/** One field that somebody changed. */
export const ArchiveEdit = z
  .strictObject({
    id: IdOut,
    who: z.string().nullable(),
    when: Instant,
    field: z.enum(archiveFields),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'ArchiveEdit' });
