/**
 * The session cookie's name. Cookies know no ports: two copies on one host would sign each other's people out, so a port in
 * our origin becomes part of the name. On https throughout, the prefix keeps sister hosts from setting it.
 */
export function sessionCookieName(publicOrigins: readonly string[]): string {
  if (isSecureThroughout(publicOrigins)) return '__Host-session';
  const port = publicOrigins.map((origin) => new URL(origin).port).find((text) => text !== '');
  return port === undefined ? 'session' : `session_${port}`;
}

/** Whether people reach us by https alone. */
export function isSecureThroughout(publicOrigins: readonly string[]): boolean {
  return publicOrigins.every((origin) => origin.startsWith('https:'));
}

/** The Set-Cookie header that signs in; a session cookie of the browser, for the server knows when it ends. */
export function sessionCookie(token: string, publicOrigins: readonly string[], origin: string | undefined): string {
  const secure = isSecureThroughout(publicOrigins) || origin?.startsWith('https:') === true;
  return `${sessionCookieName(publicOrigins)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie header that takes the cookie away. */
export function endedSessionCookie(publicOrigins: readonly string[], origin: string | undefined): string {
  return `${sessionCookie('', publicOrigins, origin)}; Max-Age=0`;
}
