import { Router, type ActionRequest, type AdminJS } from 'adminjs';
import type { Context } from 'koa';
import { parseJsonBody, readRawBody } from '../api/middleware/body.ts';
import { clientAddressOf } from '../api/middleware/client-address.ts';
import type { Ctx } from '../api/middleware/koa.ts';
import { DomainError } from '../domain/errors.ts';
import type { StaffMember } from '../domain/staff.ts';
import { panelAdminOf } from './build-adminjs.ts';
import { panelRoot } from './gate.ts';
import { sendLayout } from './layout.ts';

type Handler = (request: ActionRequest, response: unknown) => Promise<unknown>;
type AdminRoute = (typeof Router.routes)[number];
type Params = Record<string, string>;

/** Actions that only read: all that a GET can run. */
const readingActions = new Set(['list', 'show']);

/** AdminJS's routes but the searches, which nothing of ours needs, and its own bundle, which we serve as a static file. */
const routes = Router.routes.filter(
  ({ action, path }) => action !== 'search' && action !== 'bundleComponents' && !path.includes('{query}'),
);

/**
 * Runs the route of AdminJS that an address names, for a member the gate has let in. What the member's AdminJS does not
 * hold is not there; a GET never runs an act. Throws NOT_FOUND, METHOD_NOT_ALLOWED.
 */
export async function dispatch(ctx: Context, admin: AdminJS, member: StaffMember): Promise<void> {
  const found = routes.flatMap((route) => {
    const params = paramsOf(`${panelRoot}${route.path}`, ctx.path);
    return params && thingIsThere(admin, route, params) ? [{ route, params }] : [];
  });
  if (found.length === 0) throw new DomainError('NOT_FOUND');
  const fitting = found.find(({ route }) => route.method === ctx.method);
  if (!fitting) throw new DomainError('METHOD_NOT_ALLOWED');
  const { route } = fitting;
  (ctx as Ctx).state.route = `${panelRoot}${route.path}`;
  const params = ctx.method === 'GET' ? readingOnly(route, fitting.params) : fitting.params;
  const controller = new route.Controller({ admin }, panelAdminOf(member)) as unknown as Record<string, Handler>;
  const answer = await controller[route.action]?.(await requestOf(ctx, params), ctx.response);
  if (typeof answer === 'string') sendLayout(ctx, answer);
  else ctx.body = answer as object;
}

/** A GET of an act's address reads the row it is about, as `show` does: a page asks so for what it is to show. */
function readingOnly({ path, action }: AdminRoute, params: Params): Params {
  if (!path.startsWith('/api/') || params['action'] === undefined || readingActions.has(params['action']))
    return params;
  if (action !== 'recordAction') throw new DomainError('METHOD_NOT_ALLOWED');
  return { ...params, action: 'show' };
}

function thingIsThere(admin: AdminJS, { action }: AdminRoute, params: Params): boolean {
  const { resourceId, action: actionName, pageName } = params;
  if (pageName !== undefined) return Object.hasOwn(admin.options.pages ?? {}, pageName);
  if (resourceId === undefined) return true;
  const resource = admin.resources.find((each) => each.id() === resourceId)?.decorate();
  if (!resource || actionName === undefined) return resource !== undefined;
  const known = Object.hasOwn(resource.actions, actionName) ? resource.actions[actionName] : undefined;
  if (!known || known.isAccessible() === false) return false;
  switch (action) {
    case 'resourceAction':
      return known.isResourceType();
    case 'recordAction':
      return known.isRecordType();
    default:
      return known.isBulkType();
  }
}

async function requestOf(ctx: Context, params: Params): Promise<ActionRequest> {
  const payload = ctx.method === 'POST' ? parseJsonBody(ctx, await readRawBody(ctx)) : {};
  const method = ctx.method === 'POST' ? 'post' : 'get';
  const request = { params, query: { ...ctx.query }, payload, method, clientAddress: clientAddressOf(ctx) };
  return request as unknown as ActionRequest;
}

/** What a path holds in the places of a template, `/resources/{resourceId}`; undefined when it has another form. */
function paramsOf(template: string, path: string): Params | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Params = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) params[name] = given[i] as string;
    else if (part !== given[i]) return undefined;
  }
  return params;
}
