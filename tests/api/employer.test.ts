import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildAccount, buildColleague, buildEmployer, buildFile, signedInAs } from '../support/factories.ts';
import { buildVerification } from '../support/build-verification.ts';
import { somebodyWaits } from '../support/locks.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

const free = ['91990000MA00000586', '91990000MA00000661'] as const;
const ofDemoUnit = '91990000MA0000015Q';
const data = {
  ...{ name: '新单位有限公司', uscc: free[0], industry: 'INTERNET_ECOMMERCE', gbIndustrySection: 'I' },
  ...{ unitNature: 'PRIVATE', unitType: '39', sizeBand: 'SIZE_50_99', regionCode: '110108', address: '示范路 2 号' },
};
const optional = { businessScope: '软件', website: 'https://example.com/a?b', introduction: '一行\n两行' };

const get = (caller: SignedIn) => caller('get', '/api/v1/employer');
const put = (caller: SignedIn, body: object) => caller('put', '/api/v1/employer').send(body);
const newcomer = async () => {
  const accountId = await buildAccount(api, 'EMPLOYER', '新用户');
  return { accountId, caller: await signedInAs(api, accountId) };
};
const codeOf = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

/** A unit whose data are those above, with its own credit code. */
async function unitWith(options: Parameters<typeof buildEmployer>[1], uscc: string) {
  const unit = await buildEmployer(api, options);
  await api
    .knex('employer')
    .where({ id: unit.employerId })
    .update({ ...data, name: unit.name, uscc });
  return { ...unit, caller: await signedInAs(api, unit.accountId), told: { ...data, name: unit.name, uscc } };
}

test('the unit is shown to its users with its verification, and is missing for whoever has none', async () => {
  const unit = await buildEmployer(api);
  const { body } = await get(await signedInAs(api, unit.accountId));
  expect(body).toMatchObject({
    id: unit.employerId,
    name: unit.name,
    verificationState: 'VERIFIED',
    logoFileId: null,
  });

  const { accountId } = await buildEmployer(api);
  await api.knex('employer_membership').where({ accountId }).update({ status: 'ENDED' });
  expect(codeOf(await get(await signedInAs(api, accountId)))).toEqual([404, 'NOT_FOUND']);
});

describe('a unit told for the first time', () => {
  test('is missing before and there after, its teller a member; what is left out later is taken away', async () => {
    const { caller, accountId } = await newcomer();
    expect(codeOf(await get(caller))).toEqual([404, 'NOT_FOUND']);
    const logoFileId = await buildFile(api, accountId, 'LOGO');
    const whole = { ...data, ...optional, logoFileId };
    const answer = await put(caller, whole);
    expect([answer.status, answer.body]).toMatchObject([200, { ...whole, verificationState: 'UNVERIFIED' }]);
    expect((await get(caller)).body).toEqual(answer.body);
    expect((await caller('get', '/api/v1/me')).body).toMatchObject({ employerMembership: { status: 'APPROVED' } });
    const less = await put(caller, { ...data, address: '别处' });
    expect(less.body).toMatchObject({ ...data, id: answer.body.id, address: '别处', website: null, logoFileId: null });
  });

  test('by two calls at once is one unit', async () => {
    const { caller, accountId } = await newcomer();
    const answers = await Promise.all([put(caller, data), put(caller, data), put(caller, data)]);
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect(await api.knex('employer_membership').where({ accountId })).toHaveLength(1);
  });

  test('may have the credit code of another that nobody verified, not that of a verified one', async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    expect((await put(one.caller, { ...data, uscc: free[1] })).status).toBe(200);
    expect((await put(two.caller, { ...data, uscc: free[1] })).status).toBe(200);
    const three = await newcomer();
    expect(codeOf(await put(three.caller, { ...data, uscc: ofDemoUnit }))).toEqual([409, 'EMPLOYER_EXISTS']);
    expect(codeOf(await put(two.caller, { ...data, uscc: ofDemoUnit }))).toEqual([409, 'EMPLOYER_EXISTS']);
    expect(codeOf(await get(three.caller))).toEqual([404, 'NOT_FOUND']);
    // Another was verified with it since: whoever told it before is to join.
    await api
      .knex('employer')
      .where({ id: (await get(one.caller)).body.id })
      .update({ verificationState: 'VERIFIED' });
    expect(codeOf(await put(two.caller, { ...data, uscc: free[1] }))).toEqual([409, 'EMPLOYER_EXISTS']);
    await api.knex('employer').where({ uscc: free[1] }).update({ verificationState: 'UNVERIFIED' });
  });

  test.each([
    ['uscc', '91990000MA00000587', 'WRONG_CHECK_CHARACTER'],
    ['uscc', '9199', 'WRONG_FORMAT'],
    ['website', 'www.example.com', 'WRONG_FORMAT'],
    ['website', 'ftp://example.com', 'WRONG_FORMAT'],
    ['website', 'http://', 'WRONG_FORMAT'],
    ['website', 'javascript:alert(1)', 'WRONG_FORMAT'],
    ['regionCode', '1101', 'WRONG_FORMAT'],
    ['regionCode', '990100', 'NOT_IN_LIST'],
    ['regionCode', '110000', 'NOT_IN_LIST'],
    ['regionCode', '330100', 'NOT_IN_LIST'],
    ['name', '\u{13000}单位', 'NOT_PRINTABLE'],
    ['address', '\u{13000}路', 'NOT_PRINTABLE'],
    ['industry', 'NOBODY', 'NOT_IN_LIST'],
    ['logoFileId', '01990000-0000-7000-8000-000000000000', 'NOT_FOUND'],
  ])('with %s = %s is %s', async (field, value, code) => {
    const { caller } = await newcomer();
    const answer = await put(caller, { ...data, [field]: value });
    expect(answer.body.errors).toMatchObject([{ pointer: `/${field}`, code }]);
  });
});

describe('a verified unit', () => {
  test('stays verified when what nobody verified changes', async () => {
    const { caller, told } = await unitWith({}, free[0]);
    const answer = await put(caller, { ...told, ...optional, sizeBand: 'SIZE_1_49', address: '别处' });
    expect(answer.body).toMatchObject({ verificationState: 'VERIFIED', address: '别处' });
  });

  test.each([{ name: '另一名称' }, { unitType: '31' }])('is to be verified again with %j', async (change) => {
    const { caller, told } = await unitWith({}, free[1]);
    expect((await put(caller, { ...told, ...change })).body).toMatchObject({
      ...{ ...change, verificationState: 'REVERIFY_REQUIRED', nameInForce: told.name, usccInForce: free[1] },
    });
    // Nothing new begins; what is there can be read.
    const search = await caller('post', '/api/v1/employer/graduate-searches').send({});
    expect(codeOf(search)).toEqual([403, 'EMPLOYER_NOT_VERIFIED']);
    expect((await caller('get', '/api/v1/employer/signings')).status).toBe(200);
    await api.knex('employer').where({ uscc: free[1] }).update({ verificationState: 'UNVERIFIED' });
  });

  test('that tells another credit code keeps its own taken, and does not take the new one from whoever it is', async () => {
    await api.knex('employer').whereIn('uscc', free).update({ verificationState: 'UNVERIFIED' });
    const { caller, told, employerId } = await unitWith({}, free[0]);
    expect((await put(caller, { ...told, uscc: free[1] })).body).toMatchObject({
      ...{ uscc: free[1], verificationState: 'REVERIFY_REQUIRED', usccInForce: free[0] },
    });
    const [ofOld, ofNew] = [await newcomer(), await newcomer()];
    expect(codeOf(await put(ofOld.caller, { ...data, uscc: free[0] }))).toEqual([409, 'EMPLOYER_EXISTS']);
    expect((await put(ofNew.caller, { ...data, uscc: free[1] })).status).toBe(200);
    const rival = await api.knex('employer').where({ uscc: free[1], verificationState: 'UNVERIFIED' });
    await api.knex('employer').where({ id: rival[0].id }).update({ verificationState: 'VERIFIED' });
    expect(codeOf(await put(caller, { ...told, uscc: free[1], address: '别处' }))).toEqual([200, undefined]);
    await api.knex('employer').whereIn('id', [employerId, rival[0].id]).update({ verificationState: 'REVOKED' });
  });
});

test('while a verification is open, what it is about cannot change, and everything else can', async () => {
  const unit = await unitWith({ verificationState: 'UNVERIFIED' }, free[0]);
  await buildVerification(api, { status: 'AWAITING_AMOUNT', employer: unit });
  for (const change of [{ name: '另一名称' }, { uscc: free[1] }, { unitType: '31' }])
    expect(codeOf(await put(unit.caller, { ...unit.told, ...change }))).toEqual([409, 'VERIFICATION_OPEN']);
  expect((await put(unit.caller, { ...unit.told, address: '别处' })).status).toBe(200);
});

test('a unit is saved also while a decision that holds it tells the same user something', async () => {
  const { caller, told, accountId, employerId } = await unitWith({ verificationState: 'UNVERIFIED' }, free[1]);
  const decision = await api.knex.transaction();
  await decision('employer').where({ id: employerId }).forShare().select('id');
  const saved = put(caller, { ...told, address: '别处' }).then((answer) => answer);
  await somebodyWaits(api.knex);
  const { id: membershipId } = await decision('employer_membership').where({ accountId }).first<{ id: string }>('id');
  const createdAt = decision.raw('clock_timestamp()');
  await decision('notification').insert({
    accountId,
    membershipId,
    kind: 'TEST',
    message: 'MEMBER_REMOVED',
    createdAt,
  });
  await decision.commit();
  expect((await saved).status).toBe(200);
});

test('whoever waits to be let in reads the unit and changes nothing', async () => {
  const unit = await unitWith({ verificationState: 'UNVERIFIED' }, free[0]);
  const joiner = await buildColleague(api, unit.employerId, 'PENDING');
  const caller = await signedInAs(api, joiner.accountId);
  expect((await get(caller)).body).toMatchObject({ id: unit.employerId });
  expect(codeOf(await put(caller, { ...unit.told, address: '别处' }))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  expect((await get(caller)).body).toMatchObject({ address: data.address });
});

test('a logo is one of the unit’s own, stays when its bringer has left, and is read by every member', async () => {
  const unit = await unitWith({ verificationState: 'UNVERIFIED' }, free[1]);
  const colleague = await buildColleague(api, unit.employerId);
  const photo = await buildFile(api, unit.accountId, 'PHOTO');
  const logoFileId = await buildFile(api, colleague.accountId, 'LOGO');
  const wrong = await put(unit.caller, { ...unit.told, logoFileId: photo });
  expect(wrong.body.errors).toMatchObject([{ pointer: '/logoFileId', code: 'WRONG_PURPOSE' }]);
  expect((await put(unit.caller, { ...unit.told, logoFileId })).body).toMatchObject({ logoFileId });
  await api.knex('employer_membership').where({ accountId: colleague.accountId }).update({ status: 'ENDED' });
  expect((await put(unit.caller, { ...unit.told, logoFileId })).status).toBe(200);
  // Its bytes are nowhere in this test, so it is found but cannot be given.
  expect((await unit.caller('get', `/api/v1/files/${logoFileId}`)).status).not.toBe(404);
  const stranger = await newcomer();
  expect((await stranger.caller('get', `/api/v1/files/${logoFileId}`)).status).toBe(404);
});
