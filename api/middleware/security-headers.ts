import helmet from 'koa-helmet';
import type { Middleware } from 'koa';
import { isSecureThroughout } from '../session-cookie.ts';

const self = "'self'";
const none = "'none'";

/** Headers that keep browsers strict: everything from ourselves, nothing inline, nowhere framed. */
export function securityHeaders(publicOrigins: readonly string[]): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [none],
        scriptSrc: [self],
        styleSrc: [self],
        imgSrc: [self, 'data:'],
        connectSrc: [self],
        fontSrc: [self],
        formAction: [self],
        baseUri: [none],
        frameAncestors: [none],
      },
    },
    // A browser that once saw it would refuse plain http to this host for months.
    strictTransportSecurity: isSecureThroughout(publicOrigins) ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
}
