import { sessionTokenHash } from '../../commands/session-token.ts';
import { extendSession, findLiveSession } from '../../database/queries/session-actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayBegin, type Actor } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Membership, Route } from '../route.ts';

/**
 * Who calls, if the route lets them: session, then user type, then membership. Throws SIGNED_OUT, WRONG_USER_TYPE,
 * MEMBERSHIP_PENDING, EMPLOYER_NOT_VERIFIED. Null for a route that is open to all: who calls it is nobody's business.
 */
export async function authenticate(
  deps: ApiDependencies,
  route: Pick<Route, 'access' | 'membership'>,
  credentials: { cookie: string | undefined; authorization: string },
): Promise<Actor | null> {
  if (route.access === 'OPEN') return null;
  // Tokens of employers' systems are not known yet, so every one of them is unknown.
  const tokenHash = credentials.authorization === '' ? sessionTokenHash(credentials.cookie) : undefined;
  const session = tokenHash && (await findLiveSession(deps.knex, tokenHash));
  if (!session) throw new DomainError('SIGNED_OUT');
  const { actor, extensionDue } = session;
  if (extensionDue) await extendSession(deps.knex, actor.sessionId);
  if (route.access !== 'SIGNED_IN' && route.access !== actor.userType) throw new DomainError('WRONG_USER_TYPE');
  if (route.access === 'EMPLOYER') checkMembership(actor, route.membership);
  return actor;
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
