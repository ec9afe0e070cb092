import { unprintableFields } from '../commands/unprintable-fields.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import type { FieldBound, FieldErrorCode } from '../domain/field-errors.ts';
import { passwordFlaw, type PasswordCharacters } from '../domain/passwords.ts';
import { fieldsNotSwitchedOn, type OptionalLetterField } from '../domain/letters.ts';

/** What is wrong with one field: where (a JSON Pointer into body or query), what, and the bound if one was passed. */
export interface FieldError {
  pointer: string;
  code: FieldErrorCode;
  bound?: FieldBound | undefined;
}

/** A refusal that brings headers of its own, such as Retry-After. */
export class RefusalWithHeaders extends DomainError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, headers: Readonly<Record<string, string>>, extra?: Record<string, unknown>) {
    super(code, extra);
    this.headers = headers;
  }
}

/** VALIDATION_FAILED with what is wrong where: `throw invalid({ pointer: '/searchId', code: 'NOT_FOUND' })`. */
export function invalid(...errors: FieldError[]): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors });
}

/** What was given, where it may be given here. Throws VALIDATION_FAILED for what exists in embedded mode only. Source: api.md §10. */
export function availableHere<Given extends { sandboxDeadlineSeconds?: number | undefined }>(
  { settings }: { settings: { mode: 'embedded' | 'production' } },
  given: Given,
): Given {
  if (given.sandboxDeadlineSeconds !== undefined && settings.mode !== 'embedded')
    throw invalid({ pointer: '/sandboxDeadlineSeconds', code: 'NOT_AVAILABLE' });
  return given;
}

/**
 * A letter with nothing in it that the platform has not switched on and nothing that an agreement cannot show; `at` is where it
 * stands in the body. Throws VALIDATION_FAILED. Source: api.md §7.
 */
export function writableLetter<
  Letter extends { sandboxDeadlineSeconds?: number | undefined } & { [Field in OptionalLetterField]?: unknown },
>(
  { settings }: { settings: { mode: 'embedded' | 'production'; optionalLetterFields: readonly OptionalLetterField[] } },
  letter: Letter,
  at = '',
): Letter {
  const unknown = fieldsNotSwitchedOn(letter, settings.optionalLetterFields);
  const notHere = letter.sandboxDeadlineSeconds !== undefined && settings.mode !== 'embedded';
  const errors: FieldError[] = [
    ...unknown.map((field) => ({ pointer: `${at}/${field}`, code: 'UNKNOWN_FIELD' as const })),
    ...(notHere ? [{ pointer: `${at}/sandboxDeadlineSeconds`, code: 'NOT_AVAILABLE' as const }] : []),
    ...unprintableFields(letter).map((field) => ({ pointer: `${at}/${field}`, code: 'NOT_PRINTABLE' as const })),
  ];
  if (errors.length > 0) throw invalid(...errors);
  return letter;
}

/** What was given, if an agreement can show all of it. Throws VALIDATION_FAILED for a character that no font of ours has. */
export function printable<Given extends object>(given: Given): Given {
  const fields = unprintableFields(given);
  if (fields.length > 0)
    throw invalid(...fields.map((field) => ({ pointer: `/${field}`, code: 'NOT_PRINTABLE' as const })));
  return given;
}

/** Throws VALIDATION_FAILED for a password that is not by the rule, and as long as the platform is set to take. */
export function checkPassword(
  { settings }: { settings: { passwordCharacters: PasswordCharacters } },
  pointer: '/password' | '/newPassword',
  password: string,
): void {
  const { min, max } = settings.passwordCharacters;
  const code = passwordFlaw(password, { min, max });
  if (code) throw invalid({ pointer, code, bound: { atLeast: min, atMost: max } });
}

/** A JSON Pointer (RFC 6901) from a path of keys. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
