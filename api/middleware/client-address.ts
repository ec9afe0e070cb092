import { isIP } from 'node:net';
import type { Context } from 'koa';

/** The caller's address without the zone of an IPv6 address, which is the proxy's affair and no database takes; or null. */
export function clientAddressOf(ctx: Context): string | null {
  const address = ctx.ip.replace(/%.*$/s, '');
  return isIP(address) ? address : null;
}
