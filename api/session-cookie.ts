/** A cookie that carries a session: the API's, or the panel's, which other sites' links do not bring along. */
export interface CookieKind {
  name: 'session' | 'panel';
  sameSite: 'Lax' | 'Strict';
}

const apiSession: CookieKind = { name: 'session', sameSite: 'Lax' };

/** The cookie of the staff panel. */
export const panelSession: CookieKind = { name: 'panel', sameSite: 'Strict' };

/**
 * The session cookie's name. Cookies know no ports: two copies on one host would sign each other's people out, so a port in
 * our origin becomes part of the name. On https throughout, the prefix keeps sister hosts from setting it.
 */
export function sessionCookieName(publicOrigins: readonly string[], { name } = apiSession): string {
  if (isSecureThroughout(publicOrigins)) return `__Host-${name}`;
  const port = publicOrigins.map((origin) => new URL(origin).port).find((text) => text !== '');
  return port === undefined ? name : `${name}_${port}`;
}

/** Whether people reach us by https alone. */
export function isSecureThroughout(publicOrigins: readonly string[]): boolean {
  return publicOrigins.every((origin) => origin.startsWith('https:'));
}

/** The Set-Cookie header that signs in; a session cookie of the browser, for the server knows when it ends. */
export function sessionCookie(
  token: string,
  publicOrigins: readonly string[],
  origin: string | undefined,
  kind = apiSession,
): string {
  const secure = isSecureThroughout(publicOrigins) || origin?.startsWith('https:') === true;
  const attributes = `Path=/; HttpOnly; SameSite=${kind.sameSite}${secure ? '; Secure' : ''}`;
  return `${sessionCookieName(publicOrigins, kind)}=${token}; ${attributes}`;
}

/** The Set-Cookie header that takes the cookie away. */
export function endedSessionCookie(
  publicOrigins: readonly string[],
  origin: string | undefined,
  kind = apiSession,
): string {
  return `${sessionCookie('', publicOrigins, origin, kind)}; Max-Age=0`;
}
