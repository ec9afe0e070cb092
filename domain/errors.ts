import { requestErrors } from './vocabulary/request-errors.ts';
import { signingErrors } from './vocabulary/signing-errors.ts';
import { unitErrors } from './vocabulary/unit-errors.ts';

/**
 * Every refusal and failure a caller can meet: its HTTP status and what it says, in words that tell what to do next.
 * Source: api.md §1, §4, §5.
 */
export const errorTable = {
  ...requestErrors,
  ...signingErrors,
  ...unitErrors,
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

/** The code of a refusal or failure. */
export type ErrorCode = keyof typeof errorTable;

/**
 * A refusal or failure on its way to the caller. Its message is the code alone, because messages reach logs and the engine,
 * where nothing of a person may stand; `extra` goes to the caller only, such as triesLeft or availableAt.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly extra: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, extra?: Record<string, unknown>) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.extra = extra;
  }
}
