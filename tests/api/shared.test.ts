import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../database/knex.ts';
import { seedDemo } from '../../database/seeds/demo.ts';
import { vocabulary } from '../../domain/vocabulary/all.ts';
import { absentEngine, apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const get = (path: string) => api.call('get', path);

describe('what everybody may read', () => {
  test('the vocabulary is every closed list, as the domain has it', async () => {
    const { body, headers } = await get('/api/v1/vocabulary');
    expect(body).toEqual(JSON.parse(JSON.stringify(vocabulary)));
    expect(headers['cache-control']).toBe('public, max-age=300');
  });

  test.each([
    ['', ['99001', '99002']],
    ['?query=大学', ['99001']],
    ['?query=99002', ['99002']],
    ['?query=9002', []],
    ['?query=%25', []],
    ['?query=_', []],
    ['?query=%5C', []],
  ])('schools are found by a part of the name or the beginning of the code: %s', async (query, codes) => {
    const { body } = await get(`/api/v1/schools${query}`);
    expect(body.items.map(({ schoolCode }: { schoolCode: string }) => schoolCode)).toEqual(codes);
  });

  test('schools come in pages', async () => {
    const first = await get('/api/v1/schools?limit=1&count=true');
    expect(first.body).toMatchObject({ items: [{ schoolCode: '99001', name: '示范大学' }], total: 2 });
    const second = await get(`/api/v1/schools?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ schoolCode: '99002' }], nextCursor: null });
  });

  test('cohorts come in pages, newest first', async () => {
    const first = await get('/api/v1/cohorts?limit=1&count=true');
    expect(first.body).toMatchObject({ items: [{ year: 2027 }], total: 2 });
    const second = await get(`/api/v1/cohorts?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ year: 2026 }], nextCursor: null });
    expect((await get(`/api/v1/schools?limit=1&cursor=${first.body.nextCursor}`)).status).toBe(422);
  });

  test('an empty query is none', async () => {
    expect((await get('/api/v1/schools?query=')).body.items).toHaveLength(2);
    expect((await get('/api/v1/schools?query=%E2%80%8B')).body.items).toHaveLength(2);
  });

  test.each([
    ['2026-08-31T15:59:59.000Z', 2026],
    ['2026-08-31T16:00:00.000Z', 2027],
  ])('the default cohort at %s is that of the next 31 August in Shanghai', async (now, year) => {
    const at = apiOf({ ...api, clock: () => Promise.resolve(`timestamptz '${now}'`) });
    const { body } = await at.call('get', '/api/v1/cohorts');
    const defaults = body.items.filter(({ isDefault }: { isDefault: boolean }) => isDefault);
    expect(defaults).toMatchObject([{ year, label: `${year}届` }]);
  });

  test('a cohort is open on its first and its last day', async () => {
    await api.knex('cohort').insert({ year: 2040, opensOn: '2039-09-01', closesOn: '2040-08-31' });
    const stateAt = async (now: string) => {
      const at = apiOf({ ...api, clock: () => Promise.resolve(`timestamptz '${now}'`) });
      const { body } = await at.call('get', '/api/v1/cohorts');
      return body.items.find(({ year }: { year: number }) => year === 2040)?.state;
    };
    expect(await stateAt('2039-08-31T15:59:59.999Z')).toBe('UPCOMING');
    expect(await stateAt('2039-08-31T16:00:00.000Z')).toBe('OPEN');
    expect(await stateAt('2040-08-31T15:59:59.999Z')).toBe('OPEN');
    expect(await stateAt('2040-08-31T16:00:00.000Z')).toBe('CLOSED');
  });

  test('the site tells the version of its terms, and where they are', async () => {
    const { body } = await get('/api/v1/site');
    expect((await get(body.termsUrl)).text).toContain(body.termsVersion);
  });

  test('the site tells whom to ask, and in embedded mode pictures that can be tried', async () => {
    const { body } = await get('/api/v1/site');
    expect(body).toMatchObject({ supportPhone: expect.any(String), supportHours: expect.any(String) });
    for (const purpose of ['BUSINESS_LICENSE', 'SIGNING_AUTHORIZATION_LETTER'])
      expect((await get(body.exampleUrls[purpose])).headers['content-type']).toBe('image/png');
    const exampleUrls = { BUSINESS_LICENSE: 'https://www.example.edu.cn/license.png' };
    const site = {
      ...{ supportPhone: '010-88886666', supportHours: '9–17', exampleUrls },
      termsVersion: '2',
      termsUrl: '/t',
    };
    const theirs = await apiOf(api, { mode: 'production', site }).call('get', '/api/v1/site');
    expect(theirs.body).toMatchObject(site);
  });

  test.each(['/', '/terms', '/docs', '/docs/errors', '/sandbox'])(
    'the page %s has nothing inline, so that its strict policy breaks nothing',
    async (path) => {
      const { status, text, headers } = await get(path);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(text).not.toMatch(/<script(?! src="\/docs\/)|<style|\son\w+=|\sstyle=|https?:\/\//);
    },
  );

  test.each([
    ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['/docs/start.js', 'text/javascript; charset=utf-8'],
    ['/docs/swagger-ui.css', 'text/css; charset=utf-8'],
    ['/plain.css', 'text/css; charset=utf-8'],
  ])('%s comes from our own server', async (path, type) => {
    const { status, headers } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });
});

test('the demo data filled in again leave alone whom the school has corrected since', async () => {
  const { knex, personalData } = api;
  const record = (phone: string) => knex('graduate').where({ phoneHash: personalData.hash(phone) });
  // As a correction writes it: the account goes with its only record.
  const correct = async (phone: string, change: { idNumberHash: Buffer; [column: string]: unknown }) => {
    const { id, accountId } = await record(phone).first<{ id: string; accountId: string | null }>('id', 'accountId');
    const corrected = knex('graduate').where({ id });
    await corrected.clone().update({ ...change, accountId: null });
    await knex('account').where({ id: accountId }).update({ idNumberHash: change.idNumberHash });
    await corrected.update({ accountId });
  };
  const renamed = { name: '改正', nameNormalised: '改正' };
  await correct('13900000001', { ...renamed, idNumberHash: personalData.hash('99010020040401999X') });
  await correct('13900000007', { ...renamed, idNumberHash: personalData.hash('990100200404019998') });
  await correct('13900000002', {
    phoneHash: personalData.hash('13900009999'),
    idNumberHash: personalData.hash('990100200404019997'),
  });
  const all = () => knex('graduate').orderBy('id').select('id', 'accountId', 'name', 'idNumberHash', 'phoneHash');
  const before = await all();
  await seedDemo(knex, personalData);
  expect(await all()).toEqual(before);
});

describe('a command', () => {
  let caller: SignedIn;
  let accountId: string;
  beforeAll(async () => {
    caller = await api.signIn('EMPLOYER', '13800000001');
    accountId = (await caller('get', '/api/v1/me')).body.id;
  });

  const storeCommand = async (outcome: object) => {
    const [process] = await api.knex('process').insert({ kind: 'SIGNING', cohortYear: 2027 }).returning('id');
    const [command] = await api
      .knex('command')
      .insert({
        ...{ processId: process.id, kind: 'invite', actorAccountId: accountId, actorRelation: 'INVITER' },
        ...{ bodyEncrypted: 'k1:', requestId: 'r', receivedAt: api.knex.fn.now(), ...outcome },
      })
      .returning('id');
    return { commandId: command.id as string, signingId: process.id as string };
  };

  test('tells its sender where it stands: received, succeeded, refused', async () => {
    const decidedAt = api.knex.fn.now();
    const received = await storeCommand({});
    const succeeded = await storeCommand({ outcome: 'SUCCEEDED', outcomeSeq: 1, decidedAt });
    const refused = await storeCommand({ outcome: 'REFUSED', refusalCode: 'COHORT_CLOSED', decidedAt });
    const ask = async ({ commandId }: { commandId: string }) =>
      (await caller('get', `/api/v1/commands/${commandId}`)).body;
    expect(await ask(received)).toEqual({ commandId: received.commandId, status: 'RECEIVED' });
    const { commandId, signingId } = succeeded;
    expect(await ask(succeeded)).toEqual({ commandId, status: 'SUCCEEDED', answer: { status: 201, signingId } });
    expect(await ask(refused)).toEqual({
      commandId: refused.commandId,
      status: 'REFUSED',
      answer: { status: 409, code: 'COHORT_CLOSED' },
    });
  });

  test("is nobody else's, not even a colleague's", async () => {
    const { commandId } = await storeCommand({});
    const colleague = await api.signIn('EMPLOYER', '13800000002');
    for (const id of [commandId, randomUUID()]) {
      const answer = await colleague('get', `/api/v1/commands/${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    }
  });
});

describe('health', () => {
  test('is live', async () => {
    expect((await get('/health/live')).body).toEqual({ status: 'live' });
  });

  test('is ready without an engine, and says so', async () => {
    expect((await get('/health/ready')).body).toEqual({ status: 'ready', engine: 'degraded' });
    const engine = { ...absentEngine, isReachable: () => Promise.resolve(true) };
    const { body } = await apiOf({ ...api, engine }).call('get', '/health/ready');
    expect(body).toEqual({ status: 'ready', engine: 'ok' });
  });

  test('is not ready without a database, and says which is missing', async () => {
    const knex = openDatabase('postgres://nobody:nothing@127.0.0.1:1/nothing', { poolMax: 1 });
    const answer = await apiOf({ ...api, knex }).call('get', '/health/ready');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'DATABASE_UNAVAILABLE', unavailable: 'database' });
    await knex.destroy();
  });

  test('is not ready while the database gives no answer, and says so before the asker gives up', async () => {
    const holder = await api.knex.transaction();
    await holder.raw('lock table knex_migrations in access exclusive mode');
    const answer = await get('/health/ready').timeout(10_000);
    expect([answer.status, answer.body.unavailable]).toEqual([503, 'database']);
    await holder.rollback();
    expect((await get('/health/ready')).status).toBe(200);
  }, 30_000);

  test('is not ready while a migration is missing, and says which', async () => {
    const [last] = await api.knex('knex_migrations').orderBy('id', 'desc').limit(1).select();
    await api.knex('knex_migrations').where({ id: last.id }).delete();
    const answer = await get('/health/ready');
    await api.knex('knex_migrations').insert(last);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ unavailable: 'migrations', missing: [last.name] });
    expect((await get('/health/ready')).status).toBe(200);
  });

  test('in depth names what somebody should look at', async () => {
    await api.knex('working_calendar').update({ years: JSON.stringify({}) });
    await api.knex('command').whereNull('outcome').update({ receivedAt: '2026-01-01T00:00:00.000Z' });
    const { body } = await get('/health/deep');
    expect(body).toMatchObject({ status: 'attention', engine: 'degraded', effectsGivenUp: 0 });
    expect(body.warnings).toEqual(['ENGINE_UNREACHABLE', 'COMMANDS_WAITING', 'CALENDAR_PROVISIONAL']);
    expect(body.calendar.provisionalYears.length).toBeGreaterThan(0);
  });
});

describe('the sandbox', () => {
  beforeAll(async () => {
    const { personalData, knex } = api;
    const message = (to: string, text: string, sentAt: string) => ({
      ...{ idempotencyKey: randomUUID(), channel: 'SMS', sentAt },
      ...{ toEncrypted: personalData.encrypt(to), toHash: personalData.hash(to) },
      textEncrypted: personalData.encrypt(text),
    });
    await knex('sandbox_message').insert([
      message('13911111111', '旧 <b>&', '2026-11-01T00:00:00.000Z'),
      message('13911111111', '新', '2026-11-02T00:00:00.000Z'),
      message('13922222222', '别人', '2026-11-03T00:00:00.000Z'),
    ]);
  });

  test('shows what was sent, newest first, to one number on request', async () => {
    const all = await get('/sandbox/messages');
    const one = await get('/sandbox/messages?to=139-1111-1111');
    const textsOf = ({ body }: { body: { items: { text: string }[] } }) => body.items.map(({ text }) => text);
    expect(textsOf(all)).toEqual(['别人', '新', '旧 <b>&']);
    expect(textsOf(one)).toEqual(['新', '旧 <b>&']);
    expect(one.body.items[0]).toMatchObject({ channel: 'SMS', to: '13911111111', sentAt: '2026-11-02T00:00:00.000Z' });
  });

  test('shows texts on its page as texts', async () => {
    const { text } = await get('/sandbox?to=%22%3E%3Cscript%3E');
    expect(text).not.toContain('<script>');
    expect((await get('/sandbox')).text).toContain('旧 &lt;b&gt;&amp;');
  });

  test('is not there in production', async () => {
    const production = apiOf(api, { mode: 'production' });
    for (const path of ['/sandbox', '/sandbox/messages']) {
      const answer = await production.call('get', path);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await production.call('get', '/')).text).not.toContain('sandbox');
    expect((await production.call('get', '/openapi.json')).text).not.toContain('/sandbox');
  });
});
