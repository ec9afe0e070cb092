import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Response } from 'supertest';
import { openDatabase } from '../../database/knex.ts';
import { apiOf, startApi, type SignedIn, type TestApi } from '../support/api.ts';

let api: TestApi;
let caller: SignedIn;
const lines: string[] = [];
beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  api = await startApi({ log });
  caller = await api.signIn('GRADUATE', '13900000001');
});
afterAll(() => api.stop());

const signIn = () => api.call('post', '/api/v1/sessions');
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];

describe('a problem document', () => {
  test('has the media type, the members and the request id of RFC 9457 and the contract', async () => {
    const answer = await api.call('get', '/api/v1/me').set('x-request-id', 'abc-1');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: '/docs/errors#SIGNED_OUT',
      title: '未登录',
      status: 401,
      detail: expect.stringContaining('请重新登录'),
      code: 'SIGNED_OUT',
      errors: [],
      requestId: 'abc-1',
    });
  });

  test.each([
    [undefined, '未登录', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '未登录', 'zh-CN'],
    ['en-GB,en;q=0.9', 'Not signed in', 'en'],
    ['en', 'Not signed in', 'en'],
    ['fr', '未登录', 'zh-CN'],
  ])('speaks the language of Accept-Language %s', async (language, title, tag) => {
    const request = api.call('get', '/api/v1/me');
    const answer = await (language === undefined ? request : request.set('accept-language', language));
    expect([answer.body.title, answer.headers['content-language']]).toEqual([title, tag]);
  });

  test('is a page in Chinese to whoever opens an address outside the API in a browser, and to nobody else', async () => {
    const browsers = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const asked = (path: string, accept: string) =>
      api.call('get', path).set({ accept, 'accept-language': 'en', 'x-request-id': 'abc-2' });
    const opened = await asked('/agreements', browsers);
    expect([opened.status, opened.headers['content-type'], opened.headers['content-language']]).toEqual([
      404,
      'text/html; charset=utf-8',
      'zh-CN',
    ]);
    for (const told of ['没有找到您要的内容', 'abc-2', 'href="/"']) expect(opened.text).toContain(told);
    for (const [path, accept] of [['/agreements', '*/*'] as const, ['/api/v1/me', browsers] as const])
      expect((await asked(path, accept)).headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('leads to a page that explains its code', async () => {
    const answer = await api.call('get', '/docs/errors');
    expect(answer.text).toContain('id="SIGNED_OUT"');
  });
});

describe('a body', () => {
  test('of more than 1 MB is refused, announced or not', async () => {
    const huge = JSON.stringify({ password: 'x'.repeat(2_000_000) });
    const announced = await signIn().set('content-type', 'application/json').send(huge);
    const chunked = signIn().set('content-type', 'application/json');
    chunked.write(huge, 'utf8');
    expect(codeOf(announced)).toEqual([413, 'BODY_TOO_LARGE']);
    expect(codeOf(await chunked)).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'phone=1'],
    ['application/json; charset=gbk', '{}'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('of type %s is refused', async (type, body) => {
    expect(codeOf(await signIn().set('content-type', type).send(body))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('that is compressed is refused', async () => {
    const answer = await signIn().set({ 'content-type': 'application/json', 'content-encoding': 'gzip' }).send('{}');
    expect(codeOf(answer)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test.each(['{', '{"a":1,}', 'undefined', '\u0000', '{"phone":"1" "x"}'])(
    'that is not JSON is refused: %j',
    async (body) => {
      const answer = await signIn().set('content-type', 'application/json').send(body);
      expect(codeOf(answer)).toEqual([400, 'MALFORMED_JSON']);
    },
  );

  test('in broken UTF-8 is refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"phone":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const request = signIn()
      .set('content-type', 'application/json')
      .serialize((body) => body as unknown as string);
    expect(codeOf(await request.send(bytes))).toEqual([400, 'MALFORMED_JSON']);
  });

  test.each([
    ['[]', [{ pointer: '', code: 'WRONG_TYPE' }]],
    ['null', [{ pointer: '', code: 'WRONG_TYPE' }]],
    ['"text"', [{ pointer: '', code: 'WRONG_TYPE' }]],
    [
      '',
      [
        { pointer: '/userType', code: 'REQUIRED' },
        { pointer: '/phone', code: 'REQUIRED' },
        { pointer: '/password', code: 'REQUIRED' },
      ],
    ],
    [
      '{"userType":"STAFF","phone":1,"password":"","a/b~c":1,"__proto__":1}',
      [
        { pointer: '/userType', code: 'NOT_IN_LIST' },
        { pointer: '/phone', code: 'WRONG_TYPE' },
        { pointer: '/password', code: 'REQUIRED' },
        { pointer: '/a~1b~0c', code: 'UNKNOWN_FIELD' },
        { pointer: '/__proto__', code: 'UNKNOWN_FIELD' },
      ],
    ],
    [
      `{"userType":7,"phone":"12345","password":"${'x'.repeat(200)}"}`,
      [
        { pointer: '/userType', code: 'WRONG_TYPE' },
        { pointer: '/phone', code: 'WRONG_FORMAT' },
        { pointer: '/password', code: 'TOO_LONG' },
      ],
    ],
  ])('with wrong fields is answered with each of them: %s', async (body, errors) => {
    const answer = await signIn().set('content-type', 'application/json').send(body);
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toHaveLength(errors.length);
    expect(answer.body.errors).toEqual(expect.arrayContaining(errors.map((error) => expect.objectContaining(error))));
  });

  test('never comes back in what is answered', async () => {
    const answer = await signIn().send({ userType: 'SECRET1', phone: 'SECRET2', password: ['SECRET3'] });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('SECRET');
  });

  test('of a route that takes none must be empty', async () => {
    const answer = await caller('post', '/api/v1/notifications/read-all').send({ x: 1 });
    expect(answer.body.errors).toMatchObject([{ pointer: '/x', code: 'UNKNOWN_FIELD' }]);
  });
});

describe('a query', () => {
  test.each([
    ['limit=0', '/limit', 'OUT_OF_RANGE'],
    ['limit=101', '/limit', 'OUT_OF_RANGE'],
    ['limit=ten', '/limit', 'WRONG_TYPE'],
    ['limit=1e1', '/limit', 'WRONG_TYPE'],
    ['limit=1&limit=2', '/limit', 'WRONG_TYPE'],
    ['unread=yes', '/unread', 'NOT_IN_LIST'],
    ['page=2', '/page', 'UNKNOWN_FIELD'],
    ['cursor=', '/cursor', 'REQUIRED'],
    ['cursor=abc', '/cursor', 'WRONG_FORMAT'],
  ])('with ?%s is refused at %s', async (query, pointer, code) => {
    const answer = await caller('get', `/api/v1/notifications?${query}`);
    expect(codeOf(answer)).toEqual([422, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toEqual([{ pointer, code, detail: expect.any(String) }]);
  });
});

describe('an address', () => {
  test.each(['/api/v1/nothing', '/api/v1/me/', '/api/v1/ME', '/api', '/.env', '/api/v1/%E0%A4%A'])(
    'that is not there is NOT_FOUND, signed in or not: %s',
    async (path) => {
      expect(codeOf(await api.call('get', path))).toEqual([404, 'NOT_FOUND']);
      expect(codeOf(await caller('get', path))).toEqual([404, 'NOT_FOUND']);
    },
  );

  test('with an empty part where an id belongs is NOT_FOUND, whatever the method', async () => {
    for (const method of ['get', 'post', 'delete'] as const)
      for (const path of ['/api/v1/commands/', '/api/v1/employer/signings//withdraw'])
        expect(codeOf(await caller(method, path))).toEqual([404, 'NOT_FOUND']);
  });

  test('whose id is no id is NOT_FOUND', async () => {
    for (const id of ['1', 'x'.repeat(500), '%00', '019a-zz', "'--"])
      expect(codeOf(await caller('get', `/api/v1/commands/${encodeURIComponent(id)}`))).toEqual([404, 'NOT_FOUND']);
  });

  test('says which methods it takes', async () => {
    const wrong = await caller('delete', '/api/v1/me');
    expect(codeOf(wrong)).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(wrong.headers['allow']).toBe('GET, PATCH, HEAD, OPTIONS');
    const options = await api.call('options', '/api/v1/sessions');
    expect([options.status, options.headers['allow']]).toEqual([204, 'POST, GET, HEAD, OPTIONS']);
  });

  test('answers HEAD like GET, without the body', async () => {
    const answer = await caller('head', '/api/v1/me');
    expect([answer.status, answer.text]).toEqual([200, undefined]);
  });
});

describe('headers', () => {
  test('keep personal data out of caches and pages strict', async () => {
    const { headers } = await caller('get', '/api/v1/me');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('echo a plain request id and replace any other', async () => {
    const plain = await api.call('get', '/health/live').set('x-request-id', 'job-7.a:1');
    const strange = await api.call('get', '/health/live').set('x-request-id', 'a b<script>');
    expect(plain.headers['x-request-id']).toBe('job-7.a:1');
    expect(strange.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('failures', () => {
  test('a database that is away is 503 on reads, writes and sign-in, without a word on why', async () => {
    const knex = openDatabase('postgres://nobody:secret@127.0.0.1:1/nothing', { poolMax: 1 });
    const away = apiOf({ ...api, knex });
    const cookie = `session_3000=${'a'.repeat(43)}`;
    const answers = [
      await away.call('get', '/api/v1/me').set({ cookie }),
      await away.call('get', '/api/v1/cohorts'),
      await away.call('post', '/api/v1/sessions').send({ userType: 'EMPLOYER', phone: '13800000001', password: 'x' }),
    ];
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 3 }, () => [503, 'DATABASE_UNAVAILABLE']));
    expect(answers.map(({ text }) => text).join()).not.toMatch(/ECONNREFUSED|secret|\bat /);
    await knex.destroy();
  });

  test('a fault of our own is 500 with the request id and nothing else', async () => {
    const clock = () => Promise.reject(new Error('secret of somebody'));
    const answer = await apiOf({ ...api, clock }).call('get', '/api/v1/cohorts');
    expect(codeOf(answer)).toEqual([500, 'INTERNAL_ERROR']);
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
    expect(answer.text).not.toContain('secret');
    expect(lines.join()).not.toContain('secret');
  });
});

describe('the log', () => {
  test('has one line per request with its id and the template of its route, and nobody in it', async () => {
    lines.length = 0;
    await api.call('get', '/api/v1/schools?query=%E6%9E%97%E6%99%93%E9%9B%A8').set('x-request-id', 'r-1');
    await caller('get', '/api/v1/commands/13900000001').set('x-request-id', 'r-2');
    await api.call('get', '/13900000001').set('x-request-id', 'r-3');
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ method, route, status, requestId }) => [method, route, status, requestId])).toEqual([
      ['GET', '/api/v1/schools', 200, 'r-1'],
      ['GET', '/api/v1/commands/{id}', 404, 'r-2'],
      ['GET', '(none)', 404, 'r-3'],
    ]);
    expect(lines.join()).not.toMatch(/13900000001|%E6|林晓雨/);
  });
});
