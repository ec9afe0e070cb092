import { ApplicationFailure } from '@temporalio/activity';
import type { Logger } from 'pino';
import { reportOf } from '../domain/error-report.ts';

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
        const report = reportOf(error);
        log.error({ activity, error: report }, 'activity failed');
        const code = report.code ?? report.name;
        throw ApplicationFailure.create({ message: code, type: code, nonRetryable: false });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
