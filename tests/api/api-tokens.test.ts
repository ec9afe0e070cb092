import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { scopesAdmitting } from '../../api/token-scopes.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { tokenRequestsPerMinute } from '../../domain/api-tokens.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import { startApi, type Method, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildColleague, buildEmployer, signedInAs, type BuiltEmployer } from '../support/factories.ts';

let api: TestApi;
let unit: BuiltEmployer;
let user: SignedIn;
let userName: string;
beforeAll(async () => {
  api = await startApi();
  unit = await buildEmployer(api);
  user = await signedInAs(api, unit.accountId);
  userName = (await user('get', '/api/v1/me')).body.name;
});
afterAll(() => api.stop());

const path = '/api/v1/employer/api-tokens';
const inDays = (days: number) => shanghaiDate(new Date(Date.now() + days * 86_400_000).toISOString());
const wanted = { name: '人事系统', scopes: ['read'] as ApiTokenScope[], expiresOn: inDays(30) };

async function make(more: Partial<typeof wanted> = {}, by = user): Promise<{ id: string; secret: string }> {
  const { status, body } = await by('post', path).send({ ...wanted, ...more });
  expect(status).toBe(201);
  return body as { id: string; secret: string };
}

const withToken = (secret: string, method: Method, at: string) =>
  api.call(method, at).set('authorization', `Bearer ${secret}`);
const statusWith = async (secret: string) => (await withToken(secret, 'get', '/api/v1/employer')).status;

describe('a token', () => {
  test('shows its secret once; the list and the database hold none', async () => {
    const made = await make({ scopes: ['read', 'signings'] });
    expect(made).toEqual({
      ...wanted,
      scopes: ['read', 'signings'],
      id: made.id,
      secret: expect.stringMatching(/^gsp_/),
    });
    const { body } = await user('get', path);
    expect(body.nextCursor).toBeNull();
    expect(body.items[0]).toEqual({
      ...{ ...wanted, scopes: ['read', 'signings'], id: made.id },
      ...{ createdAt: expect.any(String), createdBy: userName, lastUsedAt: null },
    });
    const stored = JSON.stringify(await api.knex('api_token').where({ id: made.id }).first());
    expect(stored).not.toContain(made.secret.slice(4));
  });

  test('reads for its unit without an origin, and shows when it was last used', async () => {
    const { id, secret } = await make();
    const answer = await withToken(secret, 'get', '/api/v1/employer');
    expect([answer.status, answer.body.name]).toEqual([200, `${(await user('get', '/api/v1/employer')).body.name}`]);
    const { body } = await user('get', path);
    expect(body.items.find((token: { id: string }) => token.id === id).lastUsedAt).toEqual(expect.any(String));
  });

  test('acts as itself, in the name of whoever made it', async () => {
    const signing = await buildSigning(api, { employer: unit });
    const { id, secret } = await make({ scopes: ['signings'] });
    const answer = await withToken(secret, 'post', `/api/v1/employer/signings/${signing.id}/withdraw`)
      .set('idempotency-key', randomUUID())
      .send({});
    // No engine here: the command waits in the inbox.
    expect(answer.status).toBe(202);
    const became = await withToken(secret, 'get', `/api/v1/commands/${answer.body.commandId}`);
    expect([became.status, became.body.status]).toEqual([200, 'RECEIVED']);
    const command = await api.knex('command').where({ id: answer.body.commandId }).first();
    expect(command).toMatchObject({ apiTokenId: id, actorAccountId: unit.accountId, actorRelation: 'INVITER' });
    const step = { processId: signing.id, seq: 2, type: 'withdrawn', at: command.receivedAt, data: '{}' };
    await api.knex('process_event').insert({ ...step, cause: 'COMMAND', commandId: command.id, ruleVersion: 'test' });
    const detail = await user('get', `/api/v1/employer/signings/${signing.id}`);
    expect(detail.body.timeline[1].who).toEqual({ role: 'EMPLOYER', name: `人事系统（${userName}）` });
  });

  test('that is unknown, ended, over, or not a token at all is SIGNED_OUT', async () => {
    const [ended, over] = [await make(), await make()];
    expect((await user('delete', `${path}/${ended.id}`)).status).toBe(204);
    await api
      .knex('api_token')
      .where({ id: over.id })
      .update({ expiresOn: inDays(-2) });
    const ways = [ended.secret, over.secret, `gsp_${'A'.repeat(43)}`, 'gsp_', 'x'];
    expect(await Promise.all(ways.map(statusWith))).toEqual(ways.map(() => 401));
    const basic = await api.call('get', '/api/v1/employer').set('authorization', 'Basic abc');
    expect([basic.status, basic.body.code]).toEqual([401, 'SIGNED_OUT']);
  });

  test('works on its last day and not after it, by the calendar of Shanghai', async () => {
    const { id, secret } = await make();
    const expireOn = (day: string) =>
      api
        .knex('api_token')
        .where({ id })
        .update({ expiresOn: api.knex.raw(`(clock_timestamp() at time zone 'Asia/Shanghai')::date + ${day}`) });
    await expireOn('0');
    expect(await statusWith(secret)).toBe(200);
    await expireOn('-1');
    expect(await statusWith(secret)).toBe(401);
  });

  test('ends with the membership and with the account of whoever made it', async () => {
    const colleague = await buildColleague(api, unit.employerId);
    const { secret } = await make({}, await signedInAs(api, colleague.accountId));
    expect(await statusWith(secret)).toBe(200);
    await api.knex('account').where({ id: colleague.accountId }).update({ disabledAt: api.knex.fn.now() });
    expect(await statusWith(secret)).toBe(401);
    await api.knex('account').where({ id: colleague.accountId }).update({ disabledAt: null });
    await api.knex('employer_membership').where({ accountId: colleague.accountId }).update({ status: 'ENDED' });
    expect(await statusWith(secret)).toBe(401);
  });

  test('is its unit’s alone: nobody else sees or ends it', async () => {
    const { id, secret } = await make();
    const stranger = await signedInAs(api, (await buildEmployer(api)).accountId);
    expect((await stranger('get', path)).body).toEqual({ items: [], nextCursor: null });
    expect((await stranger('delete', `${path}/${id}`)).status).toBe(404);
    expect(await statusWith(secret)).toBe(200);
  });

  test.each([0, -1, 365 * 2 + 2])('may not expire %i days from now', async (days) => {
    const { status, body } = await user('post', path).send({ ...wanted, expiresOn: inDays(days) });
    expect([status, body.errors?.[0]]).toMatchObject([422, { pointer: '/expiresOn', code: 'OUT_OF_RANGE' }]);
  });

  test('is counted: after so many requests in a minute it must wait, and others need not', async () => {
    const [busy, other] = [await make(), await make()];
    const first = await withToken(busy.secret, 'get', '/api/v1/employer');
    expect(first.headers['ratelimit']).toMatch(new RegExp(`^"token";r=${tokenRequestsPerMinute - 1};t=\\d+$`));
    await api.knex('rate_limit').whereLike('key', `token:${busy.id}`).update({ points: tokenRequestsPerMinute });
    const answer = await withToken(busy.secret, 'get', '/api/v1/employer');
    expect([answer.status, answer.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await statusWith(other.secret)).toBe(200);
  });
});

describe('scopes', () => {
  const guarded = allRoutes.filter(({ access }) => access !== 'OPEN');
  const names = (scope: ApiTokenScope) =>
    guarded
      .filter((route) => scopesAdmitting(route).includes(scope) && !route.path.endsWith('/commands/{id}'))
      .map(({ method, path: at }) => `${method} ${at.replace('/api/v1', '')}`);

  test('each lets in what the contract says', () => {
    expect(names('signings')).toEqual([
      'post /employer/signings',
      'post /employer/signings/{signingId}/withdraw',
      'post /employer/signings/{signingId}/reinvite',
      'post /employer/signing-batches',
    ]);
    expect(names('favorites')).toEqual([
      'post /employer/graduate-searches',
      'get /employer/favorites',
      'post /employer/favorites/search',
      'post /employer/favorites',
      'delete /employer/favorites/{favoriteId}',
      'get /employer/favorites/import-template',
      'post /employer/favorites/imports',
      'get /employer/favorites/imports/{importId}',
      'get /employer/favorites/imports/{importId}/result',
    ]);
    expect(names('terminations')).toEqual([
      'post /files',
      'post /employer/signings/{signingId}/terminations',
      'post /employer/terminations/{terminationId}/agree',
      'post /employer/terminations/{terminationId}/refuse',
      'post /employer/terminations/{terminationId}/withdraw',
    ]);
    const reads = names('read');
    expect(reads.every((name) => /^(get|post \/employer\/(signings|favorites)\/search)/.test(name))).toBe(true);
    expect(reads).toEqual(expect.arrayContaining(['get /employer', 'get /employer/signings', 'get /employer/events']));
    expect(reads.some((name) => name.includes('api-tokens'))).toBe(false);
  });

  test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s refuses a token without its scope before anything else',
    async (_, route) => {
      const admitting = scopesAdmitting(route);
      const others = (['read', 'favorites', 'signings', 'terminations'] as const).filter((s) => !admitting.includes(s));
      if (others.length === 0) return;
      const { secret } = await make({ scopes: [...others] });
      const answer = await withToken(secret, route.method, route.path.replace(/\{\w+\}/g, randomUUID()));
      expect([answer.status, answer.body.code]).toEqual([403, 'SCOPE_MISSING']);
    },
  );
});
