import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { oneTimeCodes } from '../../domain/one-time-codes.ts';
import type { PhoneCodePurpose } from '../../domain/vocabulary/code-purpose.ts';
import type { Delivery } from '../../integrations/delivery.ts';
import type { Sms, SmsSender } from '../../integrations/sms/sms.ts';
import { apiOf, startApi, type TestApi } from '../support/api.ts';
import { forgetCounts, messagesTo, moveCodes, otherThan, phoneCode } from '../support/codes.ts';
import { nextNumber } from '../support/factories.ts';
import { statementsOf } from '../support/statements.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());
beforeEach(() => forgetCounts(api));

const ask = (phone: string, purpose: PhoneCodePurpose, at: TestApi = api) =>
  at.call('post', '/api/v1/phone-codes').send({ phone, purpose });
const nobodys = () => `151${String(nextNumber()).padStart(8, '0')}`;
const employers = '13800000001';
const password = 'Demo-2027!';
const reset = (phone: string, code: string, userType = 'EMPLOYER') =>
  api.call('post', '/api/v1/password-resets').send({ userType, phone, code, newPassword: password });
const register = (phone: string, code: string, more: object = {}) =>
  api.call('post', '/api/v1/employer-users').send({ phone, code, password, acceptedTermsVersion: '2026-1', ...more });

describe('a code', () => {
  test('has six digits, goes by SMS, and is told when it ends and when another may be asked for', async () => {
    const phone = nobodys();
    const answer = await ask(phone, 'REGISTER');
    expect(answer.status).toBe(202);
    const { expiresAt, resendAt } = answer.body as { expiresAt: string; resendAt: string };
    expect(Date.parse(expiresAt) - Date.parse(resendAt)).toBe(240_000);
    const [message] = await messagesTo(api, phone);
    expect(message?.code).toMatch(/^\d{6}$/);
    expect(message?.text).toContain(message?.code);
  });

  test('stands nowhere in clear, and opens nothing but its number and purpose', async () => {
    const phone = nobodys();
    const code = await phoneCode(api, phone, 'REGISTER');
    const rows = JSON.stringify(await api.knex('one_time_code').select());
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(phone);
    expect((await register(nobodys(), code)).body.code).toBe('CODE_WRONG');
    expect((await register(phone, code)).status).toBe(201);
  });

  test('is used once', async () => {
    const code = await phoneCode(api, '13800000002', 'RESET_PASSWORD');
    expect((await reset('13800000002', code)).status).toBe(204);
    expect((await reset('13800000002', code)).body.code).toBe('CODE_WRONG');
  });

  test('is used once, also by two at the same time', async () => {
    const phone = nobodys();
    const code = await phoneCode(api, phone, 'REGISTER');
    const answers = await Promise.all([register(phone, code), register(phone, code), register(phone, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  test('holds five minutes', async () => {
    const phone = nobodys();
    const code = await phoneCode(api, phone, 'REGISTER');
    await moveCodes(api, '-301 seconds');
    expect((await register(phone, code)).body.code).toBe('CODE_WRONG');
    await moveCodes(api, '30 seconds');
    expect((await register(phone, code)).status).toBe(201);
  });

  test('may be tried five times, the right one in the last of them', async () => {
    const [four, five] = [nobodys(), nobodys()];
    for (const [phone, wrong, status] of [
      [four, 4, 201],
      [five, 5, 422],
    ] as const) {
      const code = await phoneCode(api, phone, 'REGISTER');
      for (let i = 0; i < wrong; i += 1) expect((await register(phone, otherThan(code))).body.code).toBe('CODE_WRONG');
      expect((await register(phone, code)).status).toBe(status);
    }
  });

  test('cannot be guessed by many tries at once', async () => {
    const phone = nobodys();
    const code = await phoneCode(api, phone, 'REGISTER');
    await Promise.all(Array.from({ length: 12 }, () => register(phone, otherThan(code))));
    expect((await register(phone, code)).body.code).toBe('CODE_WRONG');
  });

  test('ends with the next one for the same, not with one for something else', async () => {
    const phone = nobodys();
    const first = await phoneCode(api, phone, 'REGISTER');
    await phoneCode(api, phone, 'CHANGE_PHONE');
    const second = await phoneCode(api, phone, 'REGISTER');
    await phoneCode(api, phone, 'CHANGE_PHONE');
    if (first !== second) expect((await register(phone, first)).body.code).toBe('CODE_WRONG');
    expect((await register(phone, second)).status).toBe(201);
  });

  const purposes = ['REGISTER', 'RESET_PASSWORD', 'ACTIVATE_GRADUATE', 'CHANGE_PASSWORD', 'CHANGE_PHONE'] as const;
  // A number of a graduate's record that has accounts of other kinds is served for each purpose.
  const everybodys = '13900000008';
  test.each(purposes)('for %s opens no call of another purpose', async (purpose) => {
    const code = await phoneCode(api, everybodys, purpose).catch(() => phoneCode(api, nobodys(), 'CHANGE_PHONE'));
    const calls: Partial<Record<PhoneCodePurpose, () => PromiseLike<{ body: { code?: string } }>>> = {
      REGISTER: () => register(everybodys, code),
      RESET_PASSWORD: () => reset(everybodys, code, 'GRADUATE'),
      ACTIVATE_GRADUATE: () =>
        api.call('post', '/api/v1/graduate-activations').send({
          ...{ name: '吴桐', idNumber: '990100200408180086', schoolCode: '99001', phone: everybodys, code, password },
        }),
    };
    for (const [other, call] of Object.entries(calls))
      if (other !== purpose) expect([other, (await call()).body.code]).toEqual([other, 'CODE_WRONG']);
  });
});

describe('how often', () => {
  test('a number gets one a minute, whatever it is for; then 429 tells when', async () => {
    const phone = nobodys();
    expect((await ask(phone, 'REGISTER')).status).toBe(202);
    const second = await ask(phone, 'RESET_PASSWORD');
    expect([second.status, second.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(second.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(second.headers['ratelimit-policy']).toBe('"codes-in-a-minute";q=1;w=60');
    expect((await ask(nobodys(), 'REGISTER')).status).toBe(202);
    expect(await messagesTo(api, phone)).toHaveLength(1);
  });

  test('a number written in another way is the same number', async () => {
    await ask('15188880001', 'REGISTER');
    expect((await ask('+86 151-8888-0001', 'REGISTER')).status).toBe(429);
  });

  test('a number gets ten a day; what the minute refuses does not count', async () => {
    const phone = nobodys();
    const passMinute = () => api.knex('rate_limit').where('key', 'like', 'codes-in-a-minute:%').delete();
    for (let i = 0; i < oneTimeCodes.perDayMax; i += 1) {
      expect((await ask(phone, 'REGISTER')).status).toBe(202);
      expect((await ask(phone, 'REGISTER')).status).toBe(429);
      await passMinute();
    }
    const eleventh = await ask(phone, 'REGISTER');
    expect([eleventh.status, eleventh.headers['ratelimit-policy']]).toEqual([429, '"codes-in-a-day";q=10;w=86400']);
  });

  test('how long it holds, its tries and the pause are settings, and the text tells how long', async () => {
    const limits = { ...oneTimeCodes, lifeMinutes: 10, triesMax: 2, resendSeconds: 90 };
    const other = apiOf({ ...api, oneTimeCodes: limits });
    const phone = nobodys();
    const sent = await other.call('post', '/api/v1/phone-codes').send({ phone, purpose: 'REGISTER' });
    const { expiresAt, resendAt } = sent.body as { expiresAt: string; resendAt: string };
    expect(Date.parse(expiresAt) - Date.parse(resendAt)).toBe(510_000);
    const [message] = await messagesTo(api, phone);
    expect(message?.text).toContain('10分钟内有效');
    const code = message?.code ?? '';
    const registerThere = (given: string) =>
      other
        .call('post', '/api/v1/employer-users')
        .send({ phone, code: given, password: 'Demo-2027!', acceptedTermsVersion: '2026-1' });
    for (let i = 0; i < 2; i += 1) expect((await registerThere(otherThan(code))).body.code).toBe('CODE_WRONG');
    expect((await registerThere(code)).body.code).toBe('CODE_WRONG');
  });

  test('one address has a limit of its own, where there is one', async () => {
    const small = await startApi({ settings: { codesPerAddress: { tries: 2, windowSeconds: 60 } } });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await ask(nobodys(), 'REGISTER', small)).status);
    expect(statuses).toEqual([202, 202, 429]);
    await small.stop();
  });
});

describe('who is behind a number', () => {
  test.each([
    ['REGISTER', employers, '15499990001'],
    ['RESET_PASSWORD', '15499990002', '13800000003'],
    ['CHANGE_PASSWORD', '15499990003', '13800000004'],
    ['ACTIVATE_GRADUATE', '15499990004', '13900000007'],
  ] as const)(
    'is not told by %s: an SMS without a code, the same answer, the same work',
    async (purpose, not, served) => {
      const seen = [];
      for (const phone of [not, served]) {
        let answer = { status: 0, fields: [''] };
        const statements = await statementsOf(api.knex, async () => {
          const { status, body } = await ask(phone, purpose);
          answer = { status, fields: Object.keys(body as object) };
        });
        seen.push({ statements, answer });
      }
      expect(seen[0]).toEqual(seen[1]);
      expect(seen[0]).toMatchObject({ statements: [expect.any(String), expect.any(String)], answer: { status: 202 } });
      const [without, withCode] = [await messagesTo(api, not), await messagesTo(api, served)];
      expect(without[0]).not.toHaveProperty('code');
      expect(without[0]?.text).not.toMatch(/\d{6}/);
      expect(withCode[0]?.code).toMatch(/^\d{6}$/);
    },
  );

  test('a registered number reads that it is, and no code opens registering it', async () => {
    await ask(employers, 'REGISTER');
    expect((await messagesTo(api, employers))[0]?.text).toContain('已注册');
    expect((await register(employers, '000000')).body.code).toBe('CODE_WRONG');
  });
});

test('a gateway is given the template of what is sent, with the code as its only value', async () => {
  const sent: Sms[] = [];
  const send: SmsSender['send'] = (sms) => {
    sent.push(sms);
    return Promise.resolve({ status: 'SENT', providerMessageId: 'x' });
  };
  const gateway = await startApi({ sms: { recognisesRepeats: false, send } });
  for (const phone of [employers, nobodys()]) await ask(phone, 'REGISTER', gateway);
  await gateway.stop();
  const [known, unknown] = sent;
  expect(known).toMatchObject({ template: 'NO_CODE_REGISTER', parameters: [] });
  expect(unknown).toMatchObject({
    template: 'CODE_REGISTER',
    parameters: [
      { name: 'code', value: unknown?.code },
      { name: 'minutes', value: '5' },
    ],
  });
  expect(unknown?.text).toContain(unknown?.code);
  expect(known).not.toHaveProperty('code');
});

test.each<[string, SmsSender['send']]>([
  ['is away', () => Promise.reject(new Error('AWAY'))],
  ['takes it later only', () => Promise.resolve({ status: 'LATER', code: 'THROTTLED', afterSeconds: 60 })],
])('a gateway that %s is told alike to everybody', async (_, send) => {
  const away = await startApi({ sms: { recognisesRepeats: true, send } });
  for (const phone of [employers, nobodys()])
    expect((await ask(phone, 'REGISTER', away)).body).toMatchObject({ status: 503, code: 'MESSAGES_UNAVAILABLE' });
  await away.stop();
});

test('what is known not to have left does not count against the day, what may have does', async () => {
  let outcome: () => Promise<Delivery> = () => Promise.reject(new Error('AWAY'));
  const away = await startApi({ sms: { recognisesRepeats: false, send: () => outcome() } });
  const phone = nobodys();
  const usedToday = async () => {
    await away.knex('rate_limit').where('key', 'like', 'codes-in-a-minute%').delete();
    expect((await ask(phone, 'REGISTER', away)).status).toBe(503);
    return away.knex('rate_limit').where('key', 'like', 'codes-in-a-day%').sum('points as used').first();
  };
  expect(await usedToday()).toEqual({ used: '1' });
  outcome = () => Promise.resolve({ status: 'LATER', code: 'ALIYUN_UNREACHABLE', afterSeconds: 30 });
  expect(await usedToday()).toEqual({ used: '1' });
  outcome = () => Promise.resolve({ status: 'REFUSED', code: 'SMS_NOT_CONFIGURED' });
  expect(await usedToday()).toEqual({ used: '1' });
  await away.stop();
});
