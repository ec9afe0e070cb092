import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { underRequestId } from '../../commands/request-scope.ts';
import type { Ctx } from './koa.ts';

/** Gives every request an id, the caller's own if it sent a plain one, and answers with it. */
export const requestId: Middleware = async (context, next) => {
  const ctx = context as Ctx;
  const given = ctx.get('x-request-id');
  ctx.state.requestId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(given) ? given : randomUUID();
  ctx.set('x-request-id', ctx.state.requestId);
  await underRequestId(ctx.state.requestId, next);
};
