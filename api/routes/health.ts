import { setTimeout as pause } from 'node:timers/promises';
import { missingMigrations, readVitalSigns } from '../../database/queries/vital-signs.ts';
import { reportOf } from '../../domain/error-report.ts';
import { DomainError } from '../../domain/errors.ts';
import { presentDeepHealth } from '../presenters/deep-health.ts';
import { defineRoute } from '../route.ts';
import { DeepHealth, Live, Ready } from '../schemas/shared.ts';

const health = {
  method: 'get',
  base: '',
  tag: 'Health',
  access: 'OPEN',
  kind: 'read',
  ignoresUnknownQuery: true,
} as const;

const answerWithinMs = 5_000;

/** The process answers. */
export const getLive = defineRoute({
  ...health,
  path: '/health/live',
  summary: 'The server is running',
  answers: { 200: Live },
  handle: async () => ({ status: 'live' as const }),
});

/** Requests can be served. */
export const getReady = defineRoute({
  ...health,
  path: '/health/ready',
  summary: 'Requests can be served',
  description:
    '503 with `unavailable` = `database` or `migrations`. Without its engine a server still answers reads and takes acts (202), so that is 200 with `engine: "degraded"`.',
  answers: { 200: Ready },
  handle: async ({ deps }) => {
    const [missing, engineReachable] = await Promise.all([
      answerOf(missingMigrations(deps.knex)).catch((error: unknown) => {
        deps.log.warn({ error: reportOf(error) }, 'not ready: the database does not answer');
        throw new DomainError('DATABASE_UNAVAILABLE', { unavailable: 'database' });
      }),
      deps.engine.isReachable(),
    ]);
    if (missing.length > 0) throw new DomainError('DATABASE_UNAVAILABLE', { unavailable: 'migrations', missing });
    return { status: 'ready' as const, engine: engineReachable ? ('ok' as const) : ('degraded' as const) };
  },
});

/** A database that hangs breaks no connection: whoever asks on one that is open would wait as long as it hangs. */
function answerOf<T>(asked: Promise<T>): Promise<T> {
  const late = pause(answerWithinMs, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${answerWithinMs} ms`);
  });
  return Promise.race([asked, late]);
}

/** How things stand, for people. */
export const getDeepHealth = defineRoute({
  ...health,
  path: '/health/deep',
  summary: 'How things stand, for people',
  answers: { 200: DeepHealth },
  handle: async ({ deps }) => {
    const [signs, engineReachable] = await Promise.all([readVitalSigns(deps.knex), deps.engine.isReachable()]);
    return presentDeepHealth(signs, engineReachable);
  },
});
