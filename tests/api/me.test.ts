import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { forgetCounts, messagesTo, otherThan, phoneCode } from '../support/codes.ts';
import { buildAccount, buildFile, signedInAs } from '../support/factories.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());
beforeEach(() => forgetCounts(api));

const patch = (caller: SignedIn, body: object) => caller('patch', '/api/v1/me').send(body);
const errorsOf = (answer: { body: { errors?: { pointer: string; code: string }[] } }) =>
  answer.body.errors?.map(({ pointer, code }) => [pointer, code]);

/** An employer's user as they are after registering: without a name. */
async function newcomer() {
  const accountId = await buildAccount(api, 'EMPLOYER', 'x');
  await api.knex('account').where({ id: accountId }).update({ name: null });
  return { accountId, caller: await signedInAs(api, accountId) };
}

describe('one’s own data', () => {
  const whole = {
    name: '王招聘',
    companyName: '某公司',
    department: '人事部',
    jobTitle: '经理',
    officePhone: '010-88886666',
  };

  test('are told once, and changed in part', async () => {
    const { caller } = await newcomer();
    const first = await patch(caller, whole);
    expect([first.status, first.body]).toMatchObject([200, { ...whole, fax: null }]);
    const second = await patch(caller, { jobTitle: '总监', name: '王招聘' });
    expect(second.body).toMatchObject({ ...whole, jobTitle: '总监' });
    expect((await caller('get', '/api/v1/me')).body).toEqual(second.body);
  });

  test('need an office phone or a fax, whichever', async () => {
    const { caller } = await newcomer();
    const { officePhone, ...without } = whole;
    expect(errorsOf(await patch(caller, without))).toEqual([['/officePhone', 'AT_LEAST_ONE']]);
    expect((await patch(caller, { ...without, fax: officePhone })).body).toMatchObject({ fax: officePhone });
    expect(errorsOf(await patch(caller, { fax: null }))).toEqual([['/officePhone', 'AT_LEAST_ONE']]);
    expect((await patch(caller, { fax: '', officePhone })).body).toMatchObject({ fax: null, officePhone });
  });

  test('keep the name that was given, for everybody', async () => {
    const { caller } = await newcomer();
    await patch(caller, whole);
    const again = await patch(caller, { name: '李招聘', jobTitle: '总监' });
    expect([again.status, again.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
    expect((await caller('get', '/api/v1/me')).body).toMatchObject(whole);
    const graduate = await api.signIn('GRADUATE', '13900000001');
    expect((await patch(graduate, { name: '林晓' })).body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test.each(['88886666', '12345', 'abc', '010-8888'])('take no office phone like %s', async (officePhone) => {
    const { caller } = await newcomer();
    expect(errorsOf(await patch(caller, { officePhone }))).toEqual([['/officePhone', 'WRONG_FORMAT']]);
  });

  test('have a photo that is one’s own and a photo', async () => {
    const { caller, accountId } = await newcomer();
    const other = await newcomer();
    const photo = (photoFileId: string | null) => patch(caller, { officePhone: whole.officePhone, photoFileId });
    const [own, logo] = [await buildFile(api, accountId, 'PHOTO'), await buildFile(api, accountId, 'LOGO')];
    expect((await photo(own)).body).toMatchObject({ photoFileId: own });
    expect(errorsOf(await photo(logo))).toEqual([['/photoFileId', 'WRONG_PURPOSE']]);
    const theirs = await buildFile(api, other.accountId, 'PHOTO');
    expect(errorsOf(await photo(theirs))).toEqual([['/photoFileId', 'NOT_FOUND']]);
    expect((await photo(null)).body).toMatchObject({ photoFileId: null });
  });
});

describe('the e-mail address', () => {
  const mailCode = async (caller: SignedIn, email: string) => {
    await forgetCounts(api);
    expect((await caller('post', '/api/v1/me/email-codes').send({ email })).status).toBe(202);
    const [message] = await messagesTo(api, email);
    expect(message).toMatchObject({ channel: 'MAIL', to: email.toLowerCase(), code: expect.stringMatching(/^\d{6}$/) });
    return message?.code ?? '';
  };
  const confirm = (caller: SignedIn, email: string, code: string) =>
    caller('put', '/api/v1/me/email').send({ email, code });

  test('is taken once its code is given', async () => {
    const { caller } = await newcomer();
    const code = await mailCode(caller, 'HR@Example.com');
    expect((await confirm(caller, 'hr@example.com', otherThan(code))).body.code).toBe('CODE_WRONG');
    expect((await confirm(caller, 'hr@example.com', code)).body).toMatchObject({ email: 'hr@example.com' });
    expect((await confirm(caller, 'hr@example.com', code)).body.code).toBe('CODE_WRONG');
  });

  test('cannot be taken with a code of somebody else, or of another address', async () => {
    const [mine, theirs] = [await newcomer(), await newcomer()];
    const code = await mailCode(mine.caller, 'one@example.com');
    expect((await confirm(theirs.caller, 'one@example.com', code)).body.code).toBe('CODE_WRONG');
    expect((await confirm(mine.caller, 'two@example.com', code)).body.code).toBe('CODE_WRONG');
  });

  test('is confirmed by the code of one’s own request, whoever has asked for the same address since', async () => {
    const [mine, theirs] = [await newcomer(), await newcomer()];
    const code = await mailCode(mine.caller, 'mine@example.com');
    await mailCode(theirs.caller, 'mine@example.com');
    expect((await confirm(mine.caller, 'mine@example.com', code)).body).toMatchObject({ email: 'mine@example.com' });
  });

  test('gets one code a minute from each account; an account may ask for so many mails a day', async () => {
    const [mine, theirs] = [await newcomer(), await newcomer()];
    const ask = ({ caller }: { caller: SignedIn }, email: string) =>
      caller('post', '/api/v1/me/email-codes').send({ email });
    expect((await ask(mine, 'three@example.com')).status).toBe(202);
    expect((await ask(mine, 'Three@example.com')).status).toBe(429);
    expect((await ask(theirs, 'Three@example.com')).status).toBe(202);
    for (let i = 0; i < 18; i += 1) expect((await ask(mine, `m${i}@example.com`)).status).toBe(202);
    const beyond = await ask(mine, 'm20@example.com');
    expect([beyond.status, beyond.headers['ratelimit-policy']]).toEqual([429, '"mails-of-account";q=20;w=86400']);
  });

  test.each(['a', 'a@b', 'a b@c.de', '@c.de', 'a@-c.de'])('is not %s', async (email) => {
    const { caller } = await newcomer();
    const answer = await caller('post', '/api/v1/me/email-codes').send({ email });
    expect(errorsOf(answer)).toEqual([['/email', 'WRONG_FORMAT']]);
  });
});

describe('changing', () => {
  const newPassword = 'Demo-2027!';
  const signIn = (userType: string, phone: string, password: string) =>
    api.call('post', '/api/v1/sessions').send({ userType, phone, password });

  test('the password takes a code to one’s own number and ends the other sessions', async () => {
    const phone = '13900000003';
    const [other, caller] = [await api.signIn('GRADUATE', phone), await api.signIn('GRADUATE', phone)];
    const put = (code: string) => caller('put', '/api/v1/me/password').send({ code, newPassword });
    expect((await put(await phoneCode(api, phone, 'RESET_PASSWORD'))).body.code).toBe('CODE_WRONG');
    expect((await put(await phoneCode(api, '13900000004', 'CHANGE_PASSWORD'))).body.code).toBe('CODE_WRONG');
    expect((await put(await phoneCode(api, phone, 'CHANGE_PASSWORD'))).status).toBe(204);
    expect((await other('get', '/api/v1/me')).status).toBe(401);
    expect((await caller('get', '/api/v1/me')).status).toBe(200);
    expect((await signIn('GRADUATE', phone, demoPassword)).status).toBe(401);
    expect((await signIn('GRADUATE', phone, newPassword)).status).toBe(201);
  });

  const [old, next] = ['13800000005', '15300000001'];
  const put = (caller: SignedIn, oldPhoneCode: string, newPhoneCode: string, newPhone = next) =>
    caller('put', '/api/v1/me/phone').send({ newPhone, oldPhoneCode, newPhoneCode });

  test('the number takes a code to each', async () => {
    const [other, caller] = [await api.signIn('EMPLOYER', old), await api.signIn('EMPLOYER', old)];
    const codes = [await phoneCode(api, old, 'CHANGE_PHONE'), await phoneCode(api, next, 'CHANGE_PHONE')] as const;
    const wrongOld = await put(caller, otherThan(codes[0]), codes[1]);
    expect([wrongOld.body.code, errorsOf(wrongOld)]).toEqual(['CODE_WRONG', [['/oldPhoneCode', 'WRONG_CODE']]]);
    const wrongNew = await put(caller, codes[0], otherThan(codes[1]));
    expect([wrongNew.body.code, errorsOf(wrongNew)]).toEqual(['CODE_WRONG', [['/newPhoneCode', 'WRONG_CODE']]]);
    expect((await put(caller, ...codes)).body).toMatchObject({ phone: next });
    expect((await other('get', '/api/v1/me')).status).toBe(401);
    expect((await signIn('EMPLOYER', old, demoPassword)).status).toBe(401);
    expect((await signIn('EMPLOYER', next, demoPassword)).status).toBe(201);
  });

  test('to a number that an account of this kind has is refused, to one of another kind not', async () => {
    const caller = await signedInAs(api, await buildAccount(api, 'EMPLOYER', '换号'));
    const { body } = await caller('get', '/api/v1/me');
    const own = (body as { phone: string }).phone;
    const to = async (phone: string) =>
      put(caller, await phoneCode(api, own, 'CHANGE_PHONE'), await phoneCode(api, phone, 'CHANGE_PHONE'), phone);
    expect(errorsOf(await to('13800000001'))).toEqual([['/newPhone', 'TAKEN']]);
    expect((await to('13900000006')).body).toMatchObject({ phone: '13900000006' });
  });
});
