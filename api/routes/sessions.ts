import { signIn, type SignInOutcome } from '../../commands/sign-in.ts';
import { signOut } from '../../commands/sign-out.ts';
import { findMe } from '../../database/queries/me.ts';
import { DomainError } from '../../domain/errors.ts';
import { rateLimitHeaders } from '../middleware/rate-limit-headers.ts';
import { presentMe } from '../presenters/me.ts';
import { RefusalWithHeaders } from '../refusals.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { Me, SignIn } from '../schemas/accounts.ts';
import { endedSessionCookie, sessionCookie } from '../session-cookie.ts';

/** 登录 */
export const postSession = defineRoute({
  method: 'post',
  path: '/sessions',
  summary: '登录 Sign in',
  description:
    'Five wrong passwords in a row lock a number for 15 minutes (429 with Retry-After), whether anybody has it or not. A session ends after 12 hours without use, and after 7 days.',
  tag: 'Accounts',
  access: 'OPEN',
  kind: 'write',
  body: SignIn,
  answers: { 201: Me },
  handle: async ({ deps, body, request }) => {
    const attempt = await signIn(deps, body, request.clientAddress);
    const { accountId, token } = orRefuse(attempt);
    const me = await findMe(deps.knex, accountId);
    if (!me) throw new DomainError('CREDENTIALS_WRONG');
    return reply(201, presentMe(me, deps.personalData), {
      ...rateLimitHeaders(attempt.limit),
      'set-cookie': sessionCookie(token, deps.settings.publicOrigins, request.origin),
    });
  },
});

/** 退出 */
export const deleteCurrentSession = defineRoute({
  method: 'delete',
  path: '/sessions/current',
  summary: '退出 Sign out',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'write',
  answers: { 204: null },
  handle: async ({ deps, actor, request }) => {
    await signOut(deps, actor);
    return reply(204, undefined, { 'set-cookie': endedSessionCookie(deps.settings.publicOrigins, request.origin) });
  },
});

function orRefuse(attempt: SignInOutcome): Extract<SignInOutcome, { outcome: 'SIGNED_IN' }> {
  if (attempt.outcome === 'SIGNED_IN') return attempt;
  const { outcome, limit } = attempt;
  const retryAfter = outcome === 'TOO_MANY_REQUESTS' ? { 'retry-after': String(limit.resetSeconds) } : {};
  throw new RefusalWithHeaders(outcome, { ...rateLimitHeaders(limit), ...retryAfter });
}
