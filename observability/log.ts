import pino, { type Logger } from 'pino';
import { currentRequestId } from '../database/request-context.ts';
import type { StatementListener } from '../database/knex.ts';

/** Opens the log of one part: JSON lines on standard output, each with the id of the request that caused it. */
export function openLog(part: 'server' | 'worker', level: string): Logger {
  return pino({
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
  });
}

/** Logs each statement's text at debug level, with the request that caused it; values never. */
export function statementLog(log: Logger): StatementListener | undefined {
  if (!log.isLevelEnabled('debug')) return undefined;
  return ({ requestId, ...statement }) => log.debug({ ...statement, ...(requestId ? { requestId } : {}) }, 'statement');
}
