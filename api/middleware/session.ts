import { apiTokenHash } from '../../commands/make-api-token.ts';
import { sessionTokenHash } from '../../commands/session-token.ts';
import { useApiToken } from '../../database/queries/api-tokens.ts';
import { extendSession, findLiveSession } from '../../database/queries/session-actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayBegin, type Actor } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { needsKey, type Membership, type Route } from '../route.ts';
import { scopesAdmitting } from '../token-scopes.ts';

/** What a request says of who sends it; an Authorization header, whatever stands in it, goes before the cookie. */
export interface Credentials {
  cookie: string | undefined;
  /** The empty text when there is none. */
  authorization: string;
}

/**
 * Who calls, if the route lets them: session or token, then user type or scope, then membership. Whether a unit is verified is
 * judged here unless a key stands for what was answered before: see `checkUnitStands`. Throws SIGNED_OUT, WRONG_USER_TYPE,
 * SCOPE_MISSING, MEMBERSHIP_PENDING, EMPLOYER_NOT_VERIFIED. Null for a route that is open to all: who calls it is
 * nobody's business.
 */
export async function authenticate(
  deps: ApiDependencies,
  route: Pick<Route, 'access' | 'membership' | 'method' | 'path' | 'kind'>,
  credentials: Credentials,
): Promise<Actor | null> {
  if (route.access === 'OPEN') return null;
  const actor =
    credentials.authorization === ''
      ? await bySession(deps, route, credentials.cookie)
      : await byToken(deps, route, credentials.authorization);
  if (route.access === 'EMPLOYER')
    checkMembership(actor, needsKey(route) ? placeOnly(route.membership) : route.membership);
  return actor;
}

async function bySession(
  { knex }: ApiDependencies,
  route: Pick<Route, 'access'>,
  cookie: string | undefined,
): Promise<Actor> {
  const tokenHash = sessionTokenHash(cookie);
  const session = tokenHash && (await findLiveSession(knex, tokenHash));
  if (!session) throw new DomainError('SIGNED_OUT');
  const { actor, extensionDue } = session;
  if (extensionDue) await extendSession(knex, actor.sessionId);
  if (route.access !== 'SIGNED_IN' && route.access !== actor.userType) throw new DomainError('WRONG_USER_TYPE');
  return actor;
}

async function byToken(
  { knex }: ApiDependencies,
  route: Pick<Route, 'access' | 'method' | 'path' | 'kind'>,
  authorization: string,
): Promise<Actor> {
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  const tokenHash = secret === undefined ? undefined : apiTokenHash(secret);
  const token = tokenHash && (await useApiToken(knex, tokenHash));
  if (!token) throw new DomainError('SIGNED_OUT');
  if (!scopesAdmitting(route).some((scope) => token.scopes.includes(scope))) throw new DomainError('SCOPE_MISSING');
  return token.actor;
}

/** The state of the caller's unit, for what has a key: after the key, because a repeat hears what the first heard. Throws EMPLOYER_NOT_VERIFIED. */
export function checkUnitStands(actor: Actor | null, route: Pick<Route, 'access' | 'membership'>): void {
  if (actor && route.access === 'EMPLOYER') checkMembership(actor, route.membership);
}

function placeOnly(needed: Membership): Membership {
  return needed === 'VERIFIED' ? 'APPROVED' : needed;
}

function checkMembership(actor: Actor, needed: Membership): void {
  if (actor.userType !== 'EMPLOYER' || needed === 'ANY') return;
  const verdict = needed === 'VERIFIED' ? mayBegin(actor) : mayActForUnit(actor.membership);
  if (verdict !== 'YES') throw new DomainError(verdict);
}

function mayActForUnit(membership: 'PENDING' | 'APPROVED' | null) {
  if (membership === 'PENDING') return 'MEMBERSHIP_PENDING';
  return membership === 'APPROVED' ? 'YES' : 'EMPLOYER_NOT_VERIFIED';
}
