import type { z } from 'zod';
import { fieldErrorTable, type FieldBound, type FieldErrorCode } from '../domain/field-errors.ts';
import { pointerOf, type FieldError } from './refusals.ts';

const fieldErrorsMax = 100;
const pointerCharactersMax = 200;

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, as fields of a problem document: one thing each. Never tells a value of the input. */
export function fieldErrorsOf(issues: readonly Issue[], input: unknown): FieldError[] {
  const byPointer = new Map<string, FieldError>();
  // A list where a text belongs is of the wrong type first, and too short perhaps as well.
  for (const field of issues.flatMap((issue) => fieldsOf(issue, input)))
    if (!byPointer.has(field.pointer)) byPointer.set(field.pointer, field);
  return [...byPointer.values()]
    .slice(0, fieldErrorsMax)
    .map((field) => ({ ...field, pointer: field.pointer.slice(0, pointerCharactersMax) }));
}

function fieldsOf(issue: Issue, input: unknown): FieldError[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), code: 'UNKNOWN_FIELD' }));
  const given = valueAt(input, path);
  // A list is no object, yet the field that tells the variants apart is looked for in it all the same.
  const holder = path.slice(0, -1);
  if (isOfNoVariant(issue) && Array.isArray(valueAt(input, holder)))
    return [{ pointer: pointerOf(holder), code: 'WRONG_TYPE' }];
  const code = isMissing(issue, given) ? 'REQUIRED' : codeOf(issue, given);
  return [{ pointer: pointerOf(path), code, bound: boundOf(issue) }];
}

/** What our own checks say of a field that is not there, they say better. */
function isMissing({ code }: Issue, given: unknown): boolean {
  return given === undefined && code !== 'custom';
}

function codeOf(issue: Issue, given: unknown): FieldErrorCode {
  switch (issue.code) {
    case 'invalid_type':
      return 'WRONG_TYPE';
    case 'invalid_value':
      return typeof given === typeof issue.values[0] ? 'NOT_IN_LIST' : 'WRONG_TYPE';
    case 'too_small':
      if (issue.origin === 'string') return given === '' ? 'REQUIRED' : 'TOO_SHORT';
      return issue.origin === 'array' ? 'TOO_FEW' : 'OUT_OF_RANGE';
    case 'too_big':
      if (issue.origin === 'string') return 'TOO_LONG';
      return issue.origin === 'array' ? 'TOO_MANY' : 'OUT_OF_RANGE';
    case 'not_multiple_of':
      return 'OUT_OF_RANGE';
    case 'custom':
      return isFieldErrorCode(issue.params?.['code']) ? issue.params['code'] : 'WRONG_FORMAT';
    case 'invalid_union':
      return isOfNoVariant(issue) && typeof given === 'string' ? 'NOT_IN_LIST' : 'WRONG_TYPE';
    default:
      return 'WRONG_FORMAT';
  }
}

/**
 * The bound that was passed; undefined for what is wrong otherwise. A text's own bounds are told by `text()`: what a schema says of a
 * string is how much of it is read before spaces go, and no number is bounded by how far numbers are whole.
 */
function boundOf(issue: Issue): FieldBound | undefined {
  const isOfField = 'origin' in issue && issue.origin !== 'string';
  if (issue.code === 'too_small' && isOfField && Number.isSafeInteger(Number(issue.minimum) - 1))
    return { atLeast: Number(issue.minimum) };
  if (issue.code === 'too_big' && isOfField && Number.isSafeInteger(Number(issue.maximum) + 1))
    return { atMost: Number(issue.maximum) };
  return issue.code === 'custom' ? (issue.params?.['bound'] as FieldBound | undefined) : undefined;
}

/** Whether an object's field that tells variants apart names none of them. */
function isOfNoVariant(issue: Issue): boolean {
  return issue.code === 'invalid_union' && 'discriminator' in issue && issue.discriminator !== undefined;
}

function isFieldErrorCode(code: unknown): code is FieldErrorCode {
  return typeof code === 'string' && Object.hasOwn(fieldErrorTable, code);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
