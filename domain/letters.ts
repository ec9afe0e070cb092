/**
 * Fields of an invitation letter that stand in it only where the platform's setting OPTIONAL_LETTER_FIELDS names them, in the
 * order of the page. Source: domain.md §6.1, api.md §7.
 */
export const optionalLetterFields = [
  'acceptsHukou',
  'contactEmail',
  'workRegionCode',
  'workAddress',
  'salary',
  'benefits',
  'probation',
  'penalty',
  'servicePeriod',
  'reportOn',
] as const;

/** A field of a letter that the platform may switch on. */
export type OptionalLetterField = (typeof optionalLetterFields)[number];

/** What a letter may say beside the position, the window and whom to ask. `reportOn` is a calendar day. */
export interface OptionalLetterTerms {
  acceptsHukou: boolean;
  contactEmail: string;
  workRegionCode: string;
  workAddress: string;
  salary: string;
  benefits: string;
  probation: string;
  penalty: string;
  servicePeriod: string;
  reportOn: string;
}

/** The optional fields a letter fills in though the platform has not switched them on, in the order of the page. */
export function fieldsNotSwitchedOn(
  letter: { [Field in OptionalLetterField]?: unknown },
  switchedOn: readonly OptionalLetterField[],
): OptionalLetterField[] {
  return optionalLetterFields.filter((field) => letter[field] !== undefined && !switchedOn.includes(field));
}
