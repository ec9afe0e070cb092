import type { Context } from 'koa';
import { DomainError } from '../../domain/errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe calls of a browser that do not come from our own pages. With a session cookie the Origin header must be
 * there; without one a foreign origin is still refused, or another site could sign somebody in as somebody else. Calls with
 * an Authorization header come from systems and carry nothing a browser adds by itself. ctx.origin is not what it seems: in
 * Koa 3 it is the very header to be checked.
 */
export function checkOrigin(ctx: Context, publicOrigins: readonly string[], hasSessionCookie: boolean): void {
  if (safeMethods.has(ctx.method) || ctx.get('authorization') !== '') return;
  const origin = ctx.get('origin');
  if (origin === '' && !hasSessionCookie) return;
  if (!publicOrigins.includes(origin)) throw new DomainError('ORIGIN_NOT_ALLOWED');
}
