import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signInTries } from '../../domain/sign-in-tries.ts';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { apiOf, cookieOf, startApi, testOrigin, type TestApi } from '../support/api.ts';

const { wrongInRowMax } = signInTries;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (body: object, at: Pick<TestApi, 'call'> = api) => at.call('post', '/api/v1/sessions').send(body);
const employer = { userType: 'EMPLOYER', phone: '13800000001', password: demoPassword };
const tryTimes = async (times: number, body: object) => {
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) statuses.push((await post(body)).status);
  return statuses;
};

describe('signing in', () => {
  test.each([
    ['EMPLOYER', '13800000001'],
    ['GRADUATE', '13900000001'],
    ['REVIEWER', '13700000002'],
  ])('opens a session for a %s and answers who it is', async (userType, phone) => {
    const answer = await post({ userType, phone, password: demoPassword });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ userType, phone, photoFileId: null });
    const me = await api.call('get', '/api/v1/me').set('cookie', cookieOf(answer));
    expect(me.body).toEqual(answer.body);
  });

  test('sets an opaque cookie that scripts and other sites do not see, and stores only its hash', async () => {
    const answer = await post(employer);
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^session_3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const token = cookieOf(answer).split('=')[1] ?? '';
    const stored = await api.knex('session').select<{ tokenHash: Buffer }[]>('tokenHash');
    expect(stored.map(({ tokenHash }) => tokenHash.toString('base64url'))).not.toContain(token);
    expect(stored.every(({ tokenHash }) => tokenHash.length === 32)).toBe(true);
  });

  test('makes the cookie Secure where people come by https', async () => {
    const secure = await startApi({ settings: { publicOrigins: ['https://sign.example.edu.cn'] } });
    const answer = await post(employer, secure);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-session=.*; Secure$/);
    await secure.stop();
  });

  test('takes a phone number as people write it', async () => {
    expect((await post({ ...employer, phone: '+86 138-0000-0001' })).status).toBe(201);
  });

  test('is per user type: the right password of another type is wrong', async () => {
    const answer = await post({ ...employer, userType: 'GRADUATE' });
    expect([answer.status, answer.body.code]).toEqual([401, 'CREDENTIALS_WRONG']);
  });

  test('answers a wrong password and an unknown number alike', async () => {
    const wrong = await post({ ...employer, password: 'Wrong-2026!' });
    const unknown = await post({ ...employer, phone: '13812345678' });
    const known = { ...wrong.body, requestId: '' };
    expect({ ...unknown.body, requestId: '' }).toEqual(known);
    expect(unknown.status).toBe(401);
    expect(unknown.headers['ratelimit-policy']).toBe(wrong.headers['ratelimit-policy']);
  });

  test('whoever may no longer act is answered like a wrong password: a removed reviewer, a graduate without record', async () => {
    const accountOf = async (phone: string) => {
      const { id } = await api
        .knex('account')
        .where({ phoneHash: api.personalData.hash(phone) })
        .first('id');
      return id as string;
    };
    const wrong = await post({ ...employer, password: 'Wrong-2026!' });
    const [reviewer, graduate] = ['13700000004', '13900000009'];
    await api
      .knex('reviewer')
      .where({ accountId: await accountOf(reviewer) })
      .update({ endedAt: api.knex.fn.now() });
    await api
      .knex('graduate')
      .where({ accountId: await accountOf(graduate) })
      .update({ accountId: null });
    for (const person of [
      { userType: 'REVIEWER', phone: reviewer },
      { userType: 'GRADUATE', phone: graduate },
    ]) {
      const answer = await post({ ...person, password: demoPassword });
      expect([answer.status, { ...answer.body, requestId: '' }]).toEqual([401, { ...wrong.body, requestId: '' }]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('a disabled account is an unknown one', async () => {
    const phoneHash = api.personalData.hash('13700000005');
    await api.knex('account').where({ phoneHash }).update({ disabledAt: api.knex.fn.now() });
    expect((await post({ userType: 'REVIEWER', phone: '13700000005', password: demoPassword })).status).toBe(401);
  });
});

describe('the lock-out', () => {
  test.each([
    ['a known number', '13800000003'],
    ['a number nobody has', '13888888888'],
  ])('locks %s for 15 minutes after five wrong passwords in a row, for the right one too', async (_, phone) => {
    const statuses = await tryTimes(wrongInRowMax, { ...employer, phone, password: 'Wrong-2026!' });
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const locked = await post({ ...employer, phone });
    expect([locked.status, locked.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(890);
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(900);
    expect(locked.headers['ratelimit-policy']).toBe('"account";q=5;w=900');
    expect(locked.headers['ratelimit']).toMatch(/^"account";r=0;t=\d+$/);
  });

  test('a right password ends the row', async () => {
    const phone = '13800000002';
    await tryTimes(wrongInRowMax - 1, { ...employer, phone, password: 'Wrong-2026!' });
    expect((await post({ ...employer, phone })).status).toBe(201);
    const statuses = await tryTimes(wrongInRowMax, { ...employer, phone, password: 'Wrong-2026!' });
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
  });

  test('cannot be outrun by many tries at once', async () => {
    const body = { ...employer, phone: '13866666666', password: 'Wrong-2026!' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(body)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(wrongInRowMax);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(12 - wrongInRowMax);
  });

  test('keeps no number in clear', async () => {
    const keys = await api.knex('rate_limit').pluck<string[]>('key');
    expect(keys.length).toBeGreaterThan(0);
    // A pattern of phone numbers would find one in some digest by chance: what a key may be is said whole.
    expect(keys.filter((key) => !/^sign-in-(account|address):[0-9a-f]{64}$/.test(key))).toEqual([]);
  });

  test('how many wrong ones lock, and for how long, are settings', async () => {
    const tries = { wrongInRowMax: 2, lockSeconds: 30, wrongWithoutCaptchaMax: 1 };
    const strict = apiOf(api, { signInLimits: { ...tries, triesPerAddress: 1_000, addressWindowSeconds: 60 } });
    const wrong = { ...employer, phone: '15966660001', password: 'Wrong-2026!' };
    for (let i = 0; i < 2; i += 1) expect((await post(wrong, strict)).status).toBe(401);
    const locked = await post(wrong, strict);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(30);
  });

  test('one address has a limit of its own', async () => {
    const small = await startApi({
      settings: { signInLimits: { ...signInTries, triesPerAddress: 2, addressWindowSeconds: 60 } },
    });
    await post(employer, small);
    await post(employer, small);
    const third = await post(employer, small);
    expect([third.status, third.headers['ratelimit-policy']]).toEqual([429, '"address";q=2;w=60']);
    expect(Number(third.headers['retry-after'])).toBeLessThanOrEqual(60);
    await small.stop();
  });
});

describe('the address of a caller', () => {
  const tryFrom = (at: TestApi, forwardedFor: string) => post(employer, at).set('x-forwarded-for', forwardedFor);
  const limits = { signInLimits: { ...signInTries, triesPerAddress: 1, addressWindowSeconds: 60 } };

  test('is what our own proxy says, not what the caller claims before it', async () => {
    const proxied = await startApi({ settings: { ...limits, trustedProxies: 1 } });
    expect((await tryFrom(proxied, '198.51.100.1, 203.0.113.7')).status).toBe(201);
    expect((await tryFrom(proxied, '198.51.100.2, 203.0.113.7')).status).toBe(429);
    expect((await tryFrom(proxied, '198.51.100.1, 203.0.113.8')).status).toBe(201);
    await proxied.stop();
  });

  test('is an IPv6 address without its zone', async () => {
    const proxied = await startApi({ settings: { ...limits, trustedProxies: 1 } });
    expect((await tryFrom(proxied, 'fe80::1%eth0')).status).toBe(201);
    expect((await tryFrom(proxied, 'fe80::1%eth1')).status).toBe(429);
    expect((await tryFrom(proxied, 'fe80::1')).status).toBe(429);
    expect((await tryFrom(proxied, 'fe80::2')).status).toBe(201);
    await proxied.stop();
  });

  test('is that of the connection where there is no proxy', async () => {
    const direct = await startApi({ settings: limits });
    expect((await tryFrom(direct, '203.0.113.7')).status).toBe(201);
    expect((await tryFrom(direct, '203.0.113.8')).status).toBe(429);
    await direct.stop();
  });
});

describe('a session', () => {
  test('ends when its owner signs out', async () => {
    const caller = await api.signIn('GRADUATE', '13900000002');
    const out = await caller('delete', '/api/v1/sessions/current');
    expect([out.status, out.text]).toEqual([204, '']);
    expect(out.headers['set-cookie']?.[0]).toMatch(/^session_3000=; .*Max-Age=0/);
    expect((await caller('get', '/api/v1/me')).body.code).toBe('SIGNED_OUT');
  });

  test('ends after 12 hours without use and is moved on by use', async () => {
    const caller = await api.signIn('GRADUATE', '13900000003');
    const sessions = api.knex('session').orderBy('createdAt', 'desc');
    const newest = (await sessions.clone().first<{ id: string }>('id')).id;
    await moveEnd(newest, '5 hours');
    expect((await caller('get', '/api/v1/me')).status).toBe(200);
    expect(await hoursLeft(newest)).toBeCloseTo(12, 1);
    await moveEnd(newest, '-1 second');
    expect((await caller('get', '/api/v1/me')).status).toBe(401);
  });

  test('ends after seven days whatever happens', async () => {
    const caller = await api.signIn('GRADUATE', '13900000005');
    const { id } = await api.knex('session').orderBy('createdAt', 'desc').first<{ id: string }>('id');
    await api
      .knex('session')
      .where({ id })
      .update({ createdAt: api.knex.raw(`now() - interval '6 days 23 hours'`) });
    await moveEnd(id, '10 minutes');
    expect((await caller('get', '/api/v1/me')).status).toBe(200);
    expect(await hoursLeft(id)).toBeCloseTo(1, 1);
  });

  test.each([
    ['no cookie', {}],
    ['a token nobody has', { cookie: `session_3000=${'a'.repeat(43)}` }],
    ['something else', { cookie: 'session_3000=1; session=2' }],
    ['a bearer token: there are none yet', { authorization: 'Bearer abc' }],
  ])('is needed: %s is answered with SIGNED_OUT', async (_, headers) => {
    const answer = await api.call('get', '/api/v1/me').set(headers);
    expect([answer.status, answer.body.code]).toEqual([401, 'SIGNED_OUT']);
  });

  const moveEnd = (id: string, by: string) =>
    api
      .knex('session')
      .where({ id })
      .update({ expiresAt: api.knex.raw(`now() + ?::interval`, [by]) });
  const hoursLeft = async (id: string) => {
    const { rows } = await api.knex.raw<{ rows: [{ left: number }] }>(
      `select extract(epoch from expires_at - now())::double precision / 3600 as left from session where id = ?`,
      [id],
    );
    return rows[0].left;
  };
});

describe('the origin of a call', () => {
  test.each([
    ['a foreign site', 'https://evil.example'],
    ['a page without an origin', 'null'],
    ['the right host on another port', 'http://localhost:3100'],
  ])('with a cookie, %s may not change anything', async (_, origin) => {
    const cookie = cookieOf(await post(employer));
    const answer = await api.call('post', '/api/v1/notifications/read-all').set({ cookie, origin });
    expect([answer.status, answer.body.code]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
  });

  test('with a cookie, it must be there', async () => {
    const cookie = cookieOf(await post(employer));
    const answer = await api.call('post', '/api/v1/notifications/read-all').set({ cookie });
    expect(answer.body.code).toBe('ORIGIN_NOT_ALLOWED');
  });

  test('a foreign site may not even sign somebody in, our own pages may', async () => {
    const foreign = await post(employer).set('origin', 'https://evil.example');
    expect(foreign.body.code).toBe('ORIGIN_NOT_ALLOWED');
    expect((await post(employer).set('origin', testOrigin)).status).toBe(201);
  });

  test('does not matter to reads', async () => {
    const cookie = cookieOf(await post(employer));
    const answer = await api.call('get', '/api/v1/me').set({ cookie, origin: 'https://evil.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
