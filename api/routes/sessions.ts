import { z } from 'zod';
import { endSession } from '../../commands/end-sessions.ts';
import { signIn, type SignInOutcome } from '../../commands/sign-in.ts';
import { signOut } from '../../commands/sign-out.ts';
import { findOwnSession, listSessions, type SessionRow } from '../../database/queries/sessions.ts';
import { readPage } from '../lists.ts';
import { rateLimitHeaders } from '../middleware/rate-limit-headers.ts';
import { RefusalWithHeaders } from '../refusals.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { Me, Session, SessionPath, SignIn } from '../schemas/accounts.ts';
import { pageOf, pageQuery } from '../schemas/common.ts';
import { endedSessionCookie } from '../session-cookie.ts';
import { signedIn } from '../signed-in.ts';

/** 登录 */
export const postSession = defineRoute({
  method: 'post',
  path: '/sessions',
  summary: '登录 Sign in',
  description:
    'After three wrong passwords in a row each try needs a captcha where /site names one (CAPTCHA_REQUIRED, which costs no try); five lock a number for 15 minutes (429 with Retry-After), whether anybody has it or not. A session ends after 12 hours without use, and after 7 days.',
  tag: 'Accounts',
  access: 'OPEN',
  kind: 'write',
  body: SignIn,
  answers: { 201: Me },
  handle: async ({ deps, body, request }) => {
    const { accountId, token, limit } = orRefuse(await signIn(deps, body, request.clientAddress));
    return signedIn(deps, { accountId, token, origin: request.origin }, rateLimitHeaders(limit));
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

/** 登录记录 */
export const getSessions = defineRoute({
  method: 'get',
  path: '/sessions',
  summary: '登录记录 Where one is signed in, newest first',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'read',
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(Session) },
  handle: async ({ deps, actor: { accountId, sessionId }, query }) => {
    const page = readPage(deps, { list: 'sessions', accountId }, query);
    const { rows, total } = await listSessions(deps.knex, accountId, page.request);
    const as = {
      item: ({ id, createdAt, expiresAt }: SessionRow) => ({ id, createdAt, expiresAt, isCurrent: id === sessionId }),
      position: ({ id, positionAt: at }: SessionRow) => ({ at, id }),
    };
    return page.answer(rows, as, total);
  },
});

/** 结束登录 */
export const deleteSession = defineRoute({
  method: 'delete',
  path: '/sessions/{id}',
  summary: '结束登录 End one of one’s own sessions',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'write',
  params: SessionPath,
  thing: async ({ deps, actor: { accountId }, params: { id } }) => findOwnSession(deps.knex, { accountId, id }),
  answers: { 204: null },
  handle: async ({ deps, actor: { accountId }, params: { id } }) =>
    endSession(deps.knex, { accountId, id }).then(() => undefined),
});

function orRefuse(attempt: SignInOutcome): Extract<SignInOutcome, { outcome: 'SIGNED_IN' }> {
  if (attempt.outcome === 'SIGNED_IN') return attempt;
  const { outcome, limit } = attempt;
  const retryAfter = outcome === 'TOO_MANY_REQUESTS' ? { 'retry-after': String(limit.resetSeconds) } : {};
  throw new RefusalWithHeaders(outcome, { ...rateLimitHeaders(limit), ...retryAfter });
}
