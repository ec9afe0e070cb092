import { createHash, randomBytes } from 'node:crypto';

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** A new session token: 32 random bytes that mean nothing. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token, or undefined for what cannot be one. */
export function sessionTokenHash(token: string | undefined): Buffer | undefined {
  return token !== undefined && tokenForm.test(token) ? createHash('sha256').update(token).digest() : undefined;
}
