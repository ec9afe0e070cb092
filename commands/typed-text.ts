import { DomainError } from '../domain/errors.ts';
import type { FieldBound, FieldErrorCode } from '../domain/field-errors.ts';
import { isBlank, isUnprintable } from '../domain/texts.ts';

/** A refusal of one field that a member of the staff typed, with the bound it passed. */
export function wrongField(name: string, code: FieldErrorCode, bound?: FieldBound): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ pointer: `/${name}`, code, bound }] });
}

/** A text of lines that must be there, of so many characters at most. Throws VALIDATION_FAILED. */
export function typedText(
  fields: Readonly<Record<string, string>>,
  name: string,
  { charactersMax = 200 }: { charactersMax?: number } = {},
): string {
  const text = fields[name] ?? '';
  if (isBlank(text)) throw wrongField(name, 'REQUIRED');
  if ([...text].length > charactersMax) throw wrongField(name, 'TOO_LONG', { atMost: charactersMax });
  if (isUnprintable(text, { lines: true })) throw wrongField(name, 'WRONG_FORMAT');
  return text;
}
