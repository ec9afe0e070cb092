import { DefaultLogger, type LogEntry, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Of what the SDK tells with a line, only this is kept: names, ids and counts. Errors come reduced to their name. */
const told = ['workflowId', 'runId', 'workflowType', 'activityType', 'attempt', 'taskQueue', 'namespace', 'key'];

/** Sends the SDK's own lines, from TypeScript and from its native core, to our log. */
export function temporalLog(log: Logger): TemporalLogger {
  return new DefaultLogger('WARN', ({ level, message, meta }: LogEntry) => {
    const kept = Object.entries(meta ?? {}).filter(([name]) => told.includes(name));
    const error: unknown = meta?.['error'];
    const fields = { ...Object.fromEntries(kept), ...(error instanceof Error ? { error: error.name } : {}) };
    log[levels[level]](fields, message);
  });
}
