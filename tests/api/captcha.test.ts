import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { altcha } from '../../integrations/captcha/altcha.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { messagesTo } from '../support/codes.ts';
import { nextNumber } from '../support/factories.ts';

const employer = { userType: 'EMPLOYER', phone: '13800000001', password: demoPassword };
const wrong = { ...employer, password: 'Wrong-2026!' };
let api: TestApi;

const newCaptcha = () => altcha({ key: randomBytes(32).toString('base64'), counters: { min: 20, max: 100 } });

beforeAll(async () => {
  api = await startApi({ captcha: newCaptcha() });
});
afterAll(() => api.stop());

const nobodys = () => `151${String(nextNumber()).padStart(8, '0')}`;
const post = (path: string, body: object) => api.call('post', `/api/v1/${path}`).send(body);
const askCode = (captcha?: string, phone = nobodys()) => post('phone-codes', { phone, purpose: 'REGISTER', captcha });

/** A challenge, as the widget gets it. */
async function challenge(from = api): Promise<Challenge> {
  const answer = await from.call('get', '/api/v1/captcha-challenge');
  expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  return answer.body as Challenge;
}

/** What the widget sends after its work. */
async function solved(puzzle?: Challenge): Promise<string> {
  const given = puzzle ?? (await challenge());
  return tokenOf(given, await solveChallenge({ challenge: given, deriveKey }));
}

const tokenOf = (given: object, solution: unknown) =>
  Buffer.from(JSON.stringify({ challenge: given, solution })).toString('base64');

describe('a code by SMS', () => {
  test('needs a solved puzzle, and sends nothing without', async () => {
    const phone = nobodys();
    expect((await askCode(undefined, phone)).body).toMatchObject({ status: 403, code: 'CAPTCHA_REQUIRED' });
    expect(await messagesTo(api, phone)).toHaveLength(0);
    expect((await askCode(await solved(), phone)).status).toBe(202);
    expect(await messagesTo(api, phone)).toHaveLength(1);
  });

  test('takes each solution once, of two at the same moment too', async () => {
    const token = await solved();
    const statuses = (await Promise.all([askCode(token), askCode(token)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([202, 403]);
    expect((await askCode(token)).status).toBe(403);
  });

  test('takes no other puzzle, no wrong or easier solution, nothing that is none', async () => {
    const given = await challenge();
    const solution = await solveChallenge({ challenge: given, deriveKey });
    const stranger = await startApi({ captcha: newCaptcha() });
    const { parameters } = given;
    const forged = [
      await solved(await challenge(stranger)),
      tokenOf(given, { ...solution, derivedKey: '00'.repeat(32) }),
      tokenOf({ ...given, parameters: { ...parameters, keyPrefix: '00' } }, solution),
      tokenOf({ ...given, parameters: { ...parameters, expiresAt: (parameters.expiresAt ?? 0) + 60 } }, solution),
      tokenOf({ ...given, parameters: { ...parameters, cost: 1_000_000_000 } }, solution),
      tokenOf({ parameters }, solution),
      tokenOf(given, null),
      'x',
      Buffer.from('null').toString('base64'),
    ];
    await stranger.stop();
    for (const token of forged) expect((await askCode(token)).body.code).toBe('CAPTCHA_REQUIRED');
    expect((await askCode(tokenOf(given, solution))).status).toBe(202);
  });
});

describe('signing in', () => {
  test.each([
    ['of somebody', employer.phone],
    ['of nobody', '13888888887'],
  ])('needs one after three wrong passwords in a row %s, the right one too; asking costs no try', async (_, phone) => {
    for (let i = 0; i < 3; i += 1) expect((await post('sessions', { ...wrong, phone })).status).toBe(401);
    for (let i = 0; i < 3; i += 1)
      expect((await post('sessions', { ...employer, phone })).body.code).toBe('CAPTCHA_REQUIRED');
    const fourth = await post('sessions', { ...wrong, phone, captcha: await solved() });
    expect([fourth.status, fourth.headers['ratelimit']]).toEqual([401, expect.stringContaining('r=1;')]);
    const fifth = await post('sessions', { ...employer, phone, captcha: await solved() });
    expect(fifth.status).toBe(phone === employer.phone ? 201 : 401);
    // The row of wrong ones has ended, or the number is locked: neither asks for a puzzle.
    expect((await post('sessions', { ...wrong, phone })).status).toBe(phone === employer.phone ? 401 : 429);
  });
});

test('without a captcha nobody is asked, there is no puzzle, and pages are told', async () => {
  const free = await startApi();
  expect((await free.call('get', '/api/v1/site')).body.captcha).toBeNull();
  expect((await free.call('get', '/api/v1/captcha-challenge')).status).toBe(404);
  for (let i = 0; i < 4; i += 1)
    expect((await free.call('post', '/api/v1/sessions').send(wrong)).body.code).toBe('CREDENTIALS_WRONG');
  await free.stop();
  expect((await api.call('get', '/api/v1/site')).body.captcha).toBe('ALTCHA');
});

test('the ordinary puzzle is work for a page and none for us', async () => {
  const captcha = altcha({ key: randomBytes(32).toString('base64') });
  const given = (await captcha.makeChallenge()) as Challenge;
  const solution = await solveChallenge({ challenge: given, deriveKey });
  expect(solution?.counter).toBeGreaterThanOrEqual(1_000);
  expect(await captcha.solvedChallenge(tokenOf(given, solution))).toBe(given.parameters.nonce);
});
