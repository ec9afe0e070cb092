import { ApplicationFailure } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import { reportOf } from '../domain/error-report.ts';

/**
 * Nothing went wrong: what was asked for is not there yet, and is asked for again, after a time of its own or by the retry policy. Its
 * message is a code.
 */
export class NotYet extends Error {
  readonly afterSeconds: number | undefined;

  constructor(code: string, afterSeconds?: number) {
    super(code);
    this.afterSeconds = afterSeconds;
  }
}

/**
 * Wraps activities so that whatever they throw reaches Temporal as a code: its message and stack are kept there in the clear,
 * and could hold somebody's data. The log gets the report.
 */
export function withCodedErrors<T extends Record<string, (...args: never[]) => Promise<unknown>>>(
  log: Logger,
  activities: T,
): T {
  const wrapped = Object.entries(activities).map(([activity, run]) => [
    activity,
    async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (error) {
        if (error instanceof NotYet) throw waiting(error);
        const report = reportOf(error);
        log.error({ activity, error: report }, 'activity failed');
        const code = report.code ?? report.name;
        throw ApplicationFailure.create({ message: code, type: code, nonRetryable: false });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

function waiting({ message, afterSeconds }: NotYet): ApplicationFailure {
  return ApplicationFailure.create({
    ...{ message, type: message, category: ApplicationFailureCategory.BENIGN },
    ...(afterSeconds === undefined ? {} : { nextRetryDelay: afterSeconds * 1_000 }),
  });
}
