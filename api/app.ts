import Router from '@koa/router';
import Koa from 'koa';
import { signInGuard } from '../commands/sign-in-limits.ts';
import type { ApiDependencies, AppDependencies } from './dependencies.ts';
import { problems, sendProblem } from './middleware/problems.ts';
import type { Ctx } from './middleware/koa.ts';
import { requestId } from './middleware/request-id.ts';
import { requestLog } from './middleware/request-log.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { openApiDocument } from './openapi.ts';
import { middlewareOf } from './pipeline.ts';
import { allRoutes } from './routes/all.ts';
import type { Route } from './route.ts';

/** The whole HTTP side as a Koa app that does not listen yet. */
export function createApp(given: AppDependencies): Koa {
  const { publicOrigins, trustedProxies, mode } = given.settings;
  const routes = allRoutes.filter((route) => mode === 'embedded' || !route.embeddedOnly);
  const deps = dependenciesOf(given, routes);
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  // Everything is caught and logged below; what reaches Koa itself is a caller that went away.
  app.silent = true;
  app.use(requestId);
  app.use(requestLog(deps));
  app.use(securityHeaders(publicOrigins));
  app.use(problems(deps));
  if (given.panel) app.use(given.panel);
  app.use(routerOf(routes, deps).routes());
  app.use((ctx) => answerUnrouted(ctx as Ctx, routes));
  return app;
}

function dependenciesOf(given: AppDependencies, routes: readonly Route[]): ApiDependencies {
  const { knex, personalData, settings } = given;
  let document: { openapi: string } | undefined;
  return {
    ...given,
    guard: signInGuard(knex, personalData, settings.signInLimits),
    openApi: () => (document ??= openApiDocument(routes)),
  };
}

function routerOf(routes: readonly Route[], deps: ApiDependencies): Router {
  const router = new Router({ sensitive: true, strict: true });
  for (const route of routes) router.register(koaPath(route.path), [route.method], [middlewareOf(route, deps)]);
  return router;
}

/** `/signings/{signingId}` → `/signings/:signingId`. */
function koaPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** OPTIONS and 405 say which methods an address takes; everything else is not there. */
function answerUnrouted(ctx: Ctx, routes: readonly Route[]): void {
  const allowed = routes.filter(({ path }) => matches(path, ctx.path)).map(({ method }) => method.toUpperCase());
  if (allowed.length === 0) return sendProblem(ctx, 'NOT_FOUND');
  const methods = new Set([...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
  const allow = [...methods].join(', ');
  if (ctx.method !== 'OPTIONS') return sendProblem(ctx, 'METHOD_NOT_ALLOWED', undefined, { allow });
  ctx.status = 204;
  ctx.set('allow', allow);
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  const fits = (part: string, i: number) => (part.startsWith('{') ? given[i] !== '' : part === given[i]);
  return wanted.length === given.length && wanted.every(fits);
}
