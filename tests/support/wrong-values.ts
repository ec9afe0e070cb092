import type { FieldErrorCode } from '../../domain/field-errors.ts';

/** What too long values are made of; no answer may repeat it. */
export const tooLongOf = '龘';

/** One thing wrong with an otherwise right input, and how it must be answered. */
export interface WrongValue {
  field: string;
  /** Undefined: the field is left out. */
  value: unknown;
  code: FieldErrorCode;
}

/** What of a JSON schema of OpenAPI matters here. */
export interface FieldSchema {
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
}

/** Everything that can be wrong with one field of a JSON body, by its documented schema. */
export function wrongInBody(field: string, schema: FieldSchema, required: boolean): WrongValue[] {
  const wrong = (value: unknown, code: FieldErrorCode): WrongValue => ({ field, value, code });
  const types = [schema.type].flat();
  const ofOtherType = types.includes('string') ? 7 : 'seven';
  // What may be taken away is taken away by null.
  const nulls = types.includes('null') ? [] : [null];
  return [
    ...[ofOtherType, ...nulls, schema.type === 'array' ? {} : []].map((value) => wrong(value, 'WRONG_TYPE')),
    ...(required ? [wrong(undefined, 'REQUIRED')] : []),
    ...(required && schema.minLength ? [wrong('', 'REQUIRED')] : []),
    ...(schema.type === 'integer' ? [wrong(1.5, 'WRONG_TYPE')] : []),
    ...(schema.minItems ? [wrong([], 'TOO_FEW')] : []),
    ...wrongByRule(field, schema),
  ];
}

/** Everything that can be wrong with one field of a form, by its documented schema; a list is a field given twice. */
export function wrongInForm(field: string, schema: FieldSchema, required: boolean): WrongValue[] {
  const wrong = (value: unknown, code: FieldErrorCode): WrongValue => ({ field, value, code });
  const file = Buffer.from('a file');
  return [
    ...(required ? [wrong(undefined, 'REQUIRED')] : []),
    ...(schema.format === 'binary'
      ? [wrong('seven', 'WRONG_TYPE'), wrong([file, file], 'TOO_MANY')]
      : [wrong(['seven', 'seven'], 'WRONG_TYPE'), wrong(file, 'WRONG_TYPE'), ...wrongByRule(field, schema)]),
  ];
}

/** Everything that can be wrong with one field of a query, by its documented schema; all values are texts. */
export function wrongInQuery(field: string, schema: FieldSchema): WrongValue[] {
  const wrong = (value: unknown, code: FieldErrorCode): WrongValue => ({ field, value, code });
  return [
    wrong(['1', '2'], 'WRONG_TYPE'), // given twice
    ...(schema.type === 'integer' ? ['seven', '1e1', ''].map((value) => wrong(value, 'WRONG_TYPE')) : []),
    ...(schema.type === 'boolean' ? [wrong('maybe', 'NOT_IN_LIST')] : []),
    ...wrongByRule(field, schema).map(({ value, code }) => wrong(String(value), code)),
  ];
}

function wrongByRule(field: string, schema: FieldSchema): WrongValue[] {
  const { minimum, maximum, maxLength } = schema;
  const wrong = (value: unknown, code: FieldErrorCode): WrongValue => ({ field, value, code });
  return [
    // Every list that is filtered by a part of a name refuses what would find thousands.
    ...(field === 'graduateName' ? [wrong(' 林', 'TOO_SHORT')] : []),
    ...(schema.enum ? [wrong('NOBODY_LISTED_THIS', 'NOT_IN_LIST')] : []),
    ...(schema.format === 'uuid' ? [wrong('no-id', 'WRONG_FORMAT')] : []),
    ...(schema.pattern === undefined ? [] : [wrong('?', 'WRONG_FORMAT')]),
    ...(minimum === undefined ? [] : [wrong(minimum - 1, 'OUT_OF_RANGE')]),
    ...(maximum === undefined ? [] : [wrong(maximum + 1, 'OUT_OF_RANGE')]),
    ...(maxLength === undefined ? [] : [wrong(tooLongOf.repeat(maxLength + 1), 'TOO_LONG')]),
  ];
}
