import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { needsKey, type Route } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { apiTokenScopeCodes, type ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildEverybody, buildStrangers, everybody, refusedAtTheDoor, type Person } from '../support/everybody.ts';
import { calledBySystem, signedInAs } from '../support/factories.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { buildPeople, rightRequests, type People } from '../support/right-requests.ts';
import { routeAccess, type RouteAccess } from '../support/route-access.ts';

const named = ({ method, path }: Route) => `${method} ${path}`;
const routes = allRoutes.map((route) => [named(route), route] as const);

let api: TestApi;
let people: People;
let callers: Record<Person, SignedIn>;
/** Systems of the unit, each with a token of one scope. */
let systems: Record<ApiTokenScope, SignedIn>;

beforeAll(async () => {
  const files = memoryFiles();
  api = await startApi({ files });
  people = await buildPeople(api);
  const { sha256 } = await api.knex('file').where({ id: people.fileId }).first<{ sha256: Buffer }>('sha256');
  files.kept.set(sha256.toString('hex'), Buffer.from('a picture'));
  callers = await buildEverybody(api, people, await buildStrangers(api, people.graduate.school));
  const entries = apiTokenScopeCodes.map(
    async (scope) => [scope, await calledBySystem(api, people.employer, [scope])] as const,
  );
  systems = Object.fromEntries(await Promise.all(entries)) as typeof systems;
}, 60_000);
afterAll(() => api.stop());

/** What the contract says of this caller: the refusal, or that they are let in. */
function expected(row: RouteAccess, who: Person): string {
  const refusal = refusedAtTheDoor(who, row);
  if (refusal !== null) return refusal;
  return !row.people || row.people.includes(who) ? 'let in' : (row.others ?? '404 NOT_FOUND');
}

const refusals = [401, 403, 404];

/**
 * Whoever is to be refused asks for the right thing, which must not happen. Whoever is let in reads what there is, or, where it
 * would change something, names a field that nobody knows: told so, they have passed every check that comes before the body.
 */
async function ask(route: Route, by: SignedIn, toBeLetIn: boolean): Promise<string> {
  const { params, body } = rightRequests[named(route)] ?? {};
  const names = params?.(people) ?? {};
  const request = by(
    route.method,
    route.path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? ''),
  );
  if (needsKey(route)) void request.set('idempotency-key', randomUUID());
  if (route.kind === 'decision') void request.set('if-match', `"${people.seq}"`);
  const changes = route.method !== 'get';
  if (toBeLetIn && changes) void request.query({ nobodyKnows: '1' });
  const answer = await (changes && route.bodyType === 'application/json'
    ? request.send(body?.(people) ?? {})
    : request);
  const { status, body: told } = answer as { status: number; body: { code?: string } };
  if (refusals.includes(status)) return `${status} ${told.code}`;
  const passed = changes ? status === 422 : status === 200 || status === 409;
  return passed ? 'let in' : `${status} ${told.code}`;
}

test('every route says whom it lets in, and nothing else does', () => {
  expect(Object.keys(routeAccess).sort()).toEqual(routes.map(([name]) => name).sort());
});

const guarded = routes.filter(([name]) => routeAccess[name]?.access !== 'OPEN');

test.each(guarded)(
  '%s lets in whom the contract lets in, and tells everybody else what it says',
  async (name, route) => {
    const row = routeAccess[name] as RouteAccess;
    const wanted = Object.fromEntries(everybody.map((who) => [who, expected(row, who)]));
    const answers = await Promise.all(
      everybody.map(async (who) => [who, await ask(route, callers[who], wanted[who] === 'let in')] as const),
    );
    expect(Object.fromEntries(answers)).toEqual(wanted);
  },
);

test.each(guarded)('%s lets in a token of these scopes, and no other', async (name, route) => {
  const row = routeAccess[name] as RouteAccess;
  const behind = row.people?.includes('a system of the unit') === false ? '404 NOT_FOUND' : 'let in';
  const answers = await Promise.all(
    apiTokenScopeCodes.map(async (scope) => [scope, await ask(route, systems[scope], true)] as const),
  );
  const wanted = apiTokenScopeCodes.map((scope) => [scope, row.scopes.includes(scope) ? behind : '403 SCOPE_MISSING']);
  expect(answers).toEqual(wanted);
});

const pages = routes.filter(([name]) => routeAccess[name]?.access === 'OPEN');

test.each(pages)('%s asks nobody who they are', async (_, route) => {
  const graduate = await signedInAs(api, people.graduate.accountId);
  for (const by of [callers.nobody, graduate, systems.read])
    expect(await ask(route, by, true)).not.toMatch(/^403|SIGNED_OUT/);
});
