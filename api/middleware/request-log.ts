import type { Middleware } from 'koa';
import type { AppDependencies } from '../dependencies.ts';
import type { Ctx } from './koa.ts';

const unmatched = '(none)';
const knownMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * One log line and one observation per request. Of the path only the template of its route is told: what people put into a
 * path or a query may be somebody's name.
 */
export function requestLog({ log, observeRequest }: Pick<AppDependencies, 'log' | 'observeRequest'>): Middleware {
  return async (context, next) => {
    const ctx = context as Ctx;
    const startedAt = performance.now();
    try {
      await next();
    } finally {
      const ms = performance.now() - startedAt;
      const route = ctx.state.route ?? unmatched;
      const method = knownMethods.has(ctx.method) ? ctx.method : 'OTHER';
      const { status } = ctx;
      log.info({ method, route, status, ms: Math.round(ms * 10) / 10, requestId: ctx.state.requestId }, 'request');
      observeRequest?.({ method, route, status, seconds: ms / 1_000 });
    }
  };
}
