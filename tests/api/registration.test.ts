import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { apiOf, cookieOf, startApi, testOrigin, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { otherThan, phoneCode } from '../support/codes.ts';
import { buildGraduate, idNumberNo, nextNumber } from '../support/factories.ts';
import { statementsOf } from '../support/statements.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

const password = 'Demo-2027!';
const post = (path: string, body: object) => api.call('post', `/api/v1/${path}`).send(body);
const signIn = (userType: string, phone: string, given: string) =>
  post('sessions', { userType, phone, password: given });
const accountOf = (phone: string, userType: string) =>
  api.knex('account').where({ userType, phoneHash: api.personalData.hash(phone) });

describe('registering', () => {
  const phone = '15200000001';
  const body = (code: string) => ({ phone, code, password, acceptedTermsVersion: '2026-1' });

  test('makes an account without a unit, opens its session and keeps which terms were accepted, and when', async () => {
    const answer = await post('employer-users', body(await phoneCode(api, phone, 'REGISTER')));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ userType: 'EMPLOYER', phone, name: null, employerMembership: null });
    const me = await api.call('get', '/api/v1/me').set('cookie', cookieOf(answer));
    expect(me.body).toEqual(answer.body);
    const row = await accountOf(phone, 'EMPLOYER').first<object>('acceptedTermsVersion', 'acceptedTermsAt');
    expect(row).toEqual({ acceptedTermsVersion: '2026-1', acceptedTermsAt: expect.any(String) });
    expect((await signIn('EMPLOYER', phone, password)).status).toBe(201);
  });

  test('with another version of the terms is refused before the code is looked at', async () => {
    const other = '15200000002';
    const code = await phoneCode(api, other, 'REGISTER');
    const outdated = { ...body(code), phone: other, acceptedTermsVersion: '2025-1' };
    for (let i = 0; i < 6; i += 1)
      expect((await post('employer-users', outdated)).body).toMatchObject({
        ...{ code: 'VALIDATION_FAILED', errors: [{ pointer: '/acceptedTermsVersion', code: 'OUTDATED' }] },
      });
    expect((await post('employer-users', { ...body(code), phone: other })).status).toBe(201);
  });

  test.each([
    ['Aa1!', 'TOO_SHORT'],
    ['abcdefgh1', 'TOO_SIMPLE'],
    ['Aa1!'.repeat(6), 'TOO_LONG'],
  ])('with the password %s is %s', async (given, code) => {
    const answer = await post('employer-users', { ...body('123456'), password: given });
    expect(answer.body.errors).toEqual([{ pointer: '/password', code, detail: expect.any(String) }]);
  });

  test('with a password that is too short by the settings of the platform is refused, and the site tells them', async () => {
    const strict = apiOf(api, { passwordCharacters: { min: 12, max: 40 } });
    const given = { ...body('123456'), password: 'Demo-2027!' };
    const answer = await strict.call('post', '/api/v1/employer-users').send(given);
    const detail = '请至少填写 12 个字符。';
    expect(answer.body.errors).toEqual([{ pointer: '/password', code: 'TOO_SHORT', detail }]);
    const { body: site } = await strict.call('get', '/api/v1/site');
    expect(site.passwordCharacters).toEqual({ min: 12, max: 40 });
  });

  test('lets a phone have an account of another kind', async () => {
    const graduates = '13900000001';
    const answer = await post('employer-users', {
      ...body(await phoneCode(api, graduates, 'REGISTER')),
      phone: graduates,
    });
    expect(answer.status).toBe(201);
    expect((await signIn('GRADUATE', graduates, demoPassword)).status).toBe(201);
  });
});

describe('activating', () => {
  const phone = '13900000007';
  const right = { name: '周慕', idNumber: '99010020040707007X', schoolCode: '99001', phone, password };
  const activate = (code: string, more: object = {}) => post('graduate-activations', { ...right, code, ...more });

  test.each([
    ['name', { name: '周木' }],
    ['ID number', { idNumber: '990100200410100102' }],
    ['school', { schoolCode: '99002' }],
    ['school, one there is not', { schoolCode: '12345' }],
    ['person, one who has an account', { name: '林晓雨', idNumber: '990100200401010017' }],
  ])('with a wrong %s is the same refusal, and names nothing', async (_, wrong) => {
    const answer = await activate(await phoneCode(api, phone, 'ACTIVATE_GRADUATE'), wrong);
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([422, 'ACTIVATION_REFUSED', []]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('is the same statements whichever key is wrong', async () => {
    const seen = [];
    for (const wrong of [{ name: '周木' }, { idNumber: '990100200410100102' }, { schoolCode: '99002' }]) {
      const code = await phoneCode(api, phone, 'ACTIVATE_GRADUATE');
      seen.push(await statementsOf(api.knex, () => activate(code, wrong)));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.length).toBeGreaterThan(2);
  });

  test('with a phone of another record is the same refusal', async () => {
    const other = '13900000008';
    const code = await phoneCode(api, other, 'ACTIVATE_GRADUATE');
    expect((await activate(code, { phone: other })).body.code).toBe('ACTIVATION_REFUSED');
  });

  test('refused costs a try and leaves the code usable; five of them end it', async () => {
    const other = { name: '吴桐', idNumber: '990100200408180086', phone: '13900000008' };
    const code = await phoneCode(api, other.phone, 'ACTIVATE_GRADUATE');
    for (let i = 0; i < 5; i += 1)
      expect((await activate(code, { ...other, name: '吴同' })).body.code).toBe('ACTIVATION_REFUSED');
    expect((await activate(code, other)).body.code).toBe('CODE_WRONG');
  });

  test('a wrong code is looked at before any key', async () => {
    const code = await phoneCode(api, phone, 'ACTIVATE_GRADUATE');
    expect((await activate(otherThan(code), { name: '周木' })).body.code).toBe('CODE_WRONG');
  });

  test('with the right keys opens a session of the graduate, once', async () => {
    const code = await phoneCode(api, phone, 'ACTIVATE_GRADUATE');
    await activate(code, { name: '周木' });
    const answer = await activate(code, { name: ' 周 慕 ', idNumber: '990100 20040707 007x' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ userType: 'GRADUATE', phone, name: '周慕' });
    const profile = await api.call('get', '/api/v1/graduate/profile').set('cookie', cookieOf(answer));
    expect(profile.body).toMatchObject({ name: '周慕', confirmedAt: null });
    expect((await signIn('GRADUATE', phone, password)).status).toBe(201);
    const again = await activate(await phoneCode(api, phone, 'ACTIVATE_GRADUATE'));
    expect(again.body.code).toBe('ACTIVATION_REFUSED');
  });

  test('again, after the school took the account from the record, keeps the number and takes the new password', async () => {
    const { id } = await accountOf(phone, 'GRADUATE').first<{ id: string }>('id');
    await api.knex('graduate').where({ accountId: id }).update({ accountId: null });
    const answer = await activate(await phoneCode(api, phone, 'ACTIVATE_GRADUATE'), { password: 'Other-2027!' });
    expect([answer.status, answer.body.id]).toEqual([201, id]);
    expect((await signIn('GRADUATE', phone, 'Other-2027!')).status).toBe(201);
  });
});

describe('a person with several records', () => {
  type Person = ReturnType<typeof somebodyNew>;
  const activate = async (keys: Person & { schoolCode: string; password?: string }) => {
    const code = await phoneCode(api, keys.phone, 'ACTIVATE_GRADUATE');
    return post('graduate-activations', { password, ...keys, code });
  };
  /** A record nobody activated, at a school of its own. */
  const newRecord = async ({ name, idNumber, phone }: Person, cohortYear: number) => {
    const graduate = await buildGraduate(api, { name, idNumber, cohortYear });
    const number = { phoneEncrypted: api.personalData.encrypt(phone), phoneHash: api.personalData.hash(phone) };
    await api
      .knex('graduate')
      .where({ id: graduate.graduateId })
      .update({ ...number, accountId: null });
    return graduate;
  };
  const somebodyNew = () => {
    const n = nextNumber();
    return { name: `新人${n}`, idNumber: idNumberNo(n, '200403'), phone: `133${String(n).padStart(8, '0')}` };
  };

  test('signs in to all of them with one account: the newest counts, what was signed under the older stays', async () => {
    const person = somebodyNew();
    const older = await newRecord(person, 2026);
    const first = await activate({ ...person, schoolCode: older.school.schoolCode });
    const { id } = await buildSigning(api, { status: 'SIGNED', graduate: older });
    const newer = await newRecord(person, 2027);
    const second = await activate({ ...person, schoolCode: newer.school.schoolCode, password: 'Other-2027!' });
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    const get = (path: string, from = second) => api.call('get', `/api/v1/${path}`).set('cookie', cookieOf(from));
    expect((await get('me', first)).status).toBe(401);
    expect((await get('graduate/profile')).body).toMatchObject({ cohort: 2027, schoolName: newer.school.name });
    expect((await get('graduate/signings')).body).toMatchObject({ items: [{ id, cohort: 2026 }] });
    expect((await get(`graduate/signings/${id}`)).body).toMatchObject({ id, allowedActions: ['terminate'] });
    expect((await signIn('GRADUATE', person.phone, 'Other-2027!')).status).toBe(201);
  });

  test('who was removed from one cohort activates the record in the next, and the newest that stands counts', async () => {
    const person = somebodyNew();
    const [removed, stands] = [await newRecord(person, 2027), await newRecord(person, 2026)];
    const first = await activate({ ...person, schoolCode: removed.school.schoolCode });
    await api.knex('graduate').where({ id: removed.graduateId }).update({ removedAt: api.knex.fn.now() });
    const second = await activate({ ...person, schoolCode: stands.school.schoolCode });
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    const profile = await api.call('get', '/api/v1/graduate/profile').set('cookie', cookieOf(second));
    expect(profile.body).toMatchObject({ cohort: 2026 });
  });

  test.each([
    ['whose record left the account', { accountId: null }],
    ['who was removed', { removedAt: new Date().toISOString() }],
  ])('a number that belonged to somebody %s opens an account that holds nothing of theirs', async (_, left) => {
    const [before, after] = [somebodyNew(), somebodyNew()];
    const theirs = await newRecord(before, 2027);
    const first = await activate({ ...before, schoolCode: theirs.school.schoolCode });
    const accountId = (first.body as { id: string }).id;
    await api.knex('account').where({ id: accountId }).update({ name: before.name, email: 'before@example.com' });
    const told = { accountId, kind: 'K', message: 'SIGNING_INVITED_GRADUATE', createdAt: api.knex.fn.now() };
    const { id: processId } = await buildSigning(api, { graduate: theirs });
    await api.knex('notification').insert({ ...told, processId, seq: 1 });
    await api.knex('graduate').where({ id: theirs.graduateId }).update(left);
    const mine = await newRecord({ ...after, phone: before.phone }, 2027);
    const second = await activate({ ...after, phone: before.phone, schoolCode: mine.school.schoolCode });
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({ name: after.name, email: null });
    const get = (path: string, from = second) => api.call('get', `/api/v1/${path}`).set('cookie', cookieOf(from));
    expect((await get('notifications')).body).toMatchObject({ items: [] });
    expect((await get('graduate/signings')).body).toMatchObject({ items: [] });
    expect((await get('me', first)).body).toMatchObject({ code: 'SIGNED_OUT' });
    const row = { phoneEncrypted: null, phoneHash: null, disabledAt: expect.any(String) };
    expect(await api.knex('account').where({ id: accountId }).first()).toMatchObject(row);
  });

  test('a number of somebody whose record stands is refused to another', async () => {
    const [before, after] = [somebodyNew(), somebodyNew()];
    const theirs = await newRecord(before, 2027);
    const first = await activate({ ...before, schoolCode: theirs.school.schoolCode });
    const mine = await newRecord({ ...after, phone: before.phone }, 2027);
    const second = await activate({ ...after, phone: before.phone, schoolCode: mine.school.schoolCode });
    expect(second.body).toMatchObject({ code: 'ACTIVATION_REFUSED' });
    expect((await api.call('get', '/api/v1/me').set('cookie', cookieOf(first))).status).toBe(200);
  });
});

describe('resetting a password', () => {
  const reset = (userType: string, phone: string, code: string) =>
    post('password-resets', { userType, phone, code, newPassword: password });

  test.each([
    ['EMPLOYER', '13800000002'],
    ['GRADUATE', '13900000002'],
    ['REVIEWER', '13700000001'],
  ] as const)('ends every session of a %s, and the new password is the one', async (userType, phone) => {
    const caller = await api.signIn(userType, phone);
    expect((await reset(userType, phone, await phoneCode(api, phone, 'RESET_PASSWORD'))).status).toBe(204);
    expect((await caller('get', '/api/v1/me')).body.code).toBe('SIGNED_OUT');
    expect((await signIn(userType, phone, demoPassword)).status).toBe(401);
    expect((await signIn(userType, phone, password)).status).toBe(201);
  });

  test('ends a lock too', async () => {
    const phone = '13800000003';
    for (let i = 0; i < 5; i += 1) await signIn('EMPLOYER', phone, 'Wrong-2026!');
    expect((await signIn('EMPLOYER', phone, demoPassword)).status).toBe(429);
    await api.knex('rate_limit').where('key', 'like', 'codes-%').delete();
    await api.call('post', '/api/v1/phone-codes').send({ phone, purpose: 'RESET_PASSWORD' });
    const { body } = await api.call('get', '/sandbox/messages').query({ to: phone });
    const [{ code }] = (body as { items: [{ code: string }] }).items;
    expect((await reset('EMPLOYER', phone, code)).status).toBe(204);
    expect((await signIn('EMPLOYER', phone, password)).status).toBe(201);
  });

  test('of another kind of account is like a wrong code, and so is one of a disabled account', async () => {
    const phone = '13800000004';
    expect((await reset('REVIEWER', phone, await phoneCode(api, phone, 'RESET_PASSWORD'))).body.code).toBe(
      'CODE_WRONG',
    );
    const code = await phoneCode(api, phone, 'RESET_PASSWORD');
    await accountOf(phone, 'EMPLOYER').update({ disabledAt: api.knex.fn.now() });
    expect((await reset('EMPLOYER', phone, code)).body.code).toBe('CODE_WRONG');
  });
});

describe('sessions', () => {
  const phone = '13900000005';

  test('of one’s own are listed, newest first, and can be ended', async () => {
    const [old, now] = [await api.signIn('GRADUATE', phone), await api.signIn('GRADUATE', phone)];
    const { body } = await now('get', '/api/v1/sessions').query({ count: true });
    const { items, total } = body as { items: { id: string; isCurrent: boolean }[]; total: number };
    expect([total, items.map(({ isCurrent }) => isCurrent)]).toEqual([2, [true, false]]);
    const ended = await now('delete', `/api/v1/sessions/${items[1]?.id ?? ''}`);
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect((await old('get', '/api/v1/me')).status).toBe(401);
    expect((await now('delete', `/api/v1/sessions/${items[1]?.id ?? ''}`)).status).toBe(404);
    expect(((await now('get', '/api/v1/sessions')).body as { items: object[] }).items).toHaveLength(1);
  });

  test('of somebody else are missing ones', async () => {
    const theirs = await api.signIn('GRADUATE', '13900000006');
    const { body } = await theirs('get', '/api/v1/sessions');
    const [{ id }] = (body as { items: [{ id: string }] }).items;
    const mine = await api.signIn('GRADUATE', phone);
    expect((await mine('delete', `/api/v1/sessions/${id}`)).status).toBe(404);
    expect((await theirs('get', '/api/v1/me')).status).toBe(200);
  });

  test('a foreign origin may not even register', async () => {
    const answer = await post('employer-users', {}).set('origin', 'https://evil.example');
    expect(answer.body.code).toBe('ORIGIN_NOT_ALLOWED');
    expect((await post('employer-users', {}).set('origin', testOrigin)).status).toBe(422);
  });
});
