import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { typstTypesetter } from '../../integrations/documents/typst.ts';
import { apiOf, startApi, type TestApi } from '../support/api.ts';
import { buildAccount, buildColleague, buildEmployer, signedInAs } from '../support/factories.ts';

const real = typstTypesetter();
const named: object[] = [];
const documents: typeof real = {
  ...real,
  authorizationLetter(unit) {
    named.push(unit);
    return real.authorizationLetter(unit);
  },
};
let started: TestApi;
let api: Omit<TestApi, 'stop'>;
beforeAll(async () => {
  started = await startApi();
  api = apiOf({ ...started, documents });
});
afterAll(() => started.stop());

const template = '/api/v1/employer/authorization-letter-template';
const codeOf = ({ status, body }: Response) => [status, (body as { code?: string }).code];

test('the template has the name of the caller’s own unit, verified or not, approved or waiting', async () => {
  for (const [verificationState, membership] of [
    ['VERIFIED', 'APPROVED'],
    ['UNVERIFIED', 'APPROVED'],
    ['VERIFIED', 'PENDING'],
  ] as const) {
    const { accountId, employerId, name } = await buildEmployer(api, { verificationState, membership });
    const { status, headers, body } = await (await signedInAs(api, accountId))('get', template).buffer(true);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="authorization-letter.pdf"; filename*=UTF-8''${encodeURIComponent(`网签授权书-${name}.pdf`)}`,
    );
    const { uscc } = await api.knex('employer').where({ id: employerId }).first<{ uscc: string }>('uscc');
    expect(named.at(-1)).toEqual({ name, uscc });
  }
});

test('whoever waits to be let in gets the letter of what was verified, not of what the unit tells since', async () => {
  const { accountId, employerId, name } = await buildEmployer(api, { membership: 'PENDING' });
  const { uscc } = await api.knex('employer').where({ id: employerId }).first<{ uscc: string }>('uscc');
  const told = { name: '未证实的名称', verifiedName: name, verificationState: 'REVERIFY_REQUIRED' };
  await api.knex('employer').where({ id: employerId }).update(told);
  expect((await (await signedInAs(api, accountId))('get', template)).status).toBe(200);
  expect(named.at(-1)).toEqual({ name, uscc });
  const colleague = await buildColleague(api, employerId);
  expect((await (await signedInAs(api, colleague.accountId))('get', template)).status).toBe(200);
  expect(named.at(-1)).toEqual({ name: told.name, uscc });
});

test('with a credit code it is that of the verified unit whom a newcomer is about to join', async () => {
  const by = await signedInAs(api, await buildAccount(api, 'EMPLOYER', '新人'));
  expect((await by('get', `${template}?uscc=91990000ma0000015q`)).status).toBe(200);
  expect(named.at(-1)).toEqual({ name: '示范科技有限公司', uscc: '91990000MA0000015Q' });
});

test('a unit that tells another credit code is found by the one that was verified, and not by the other', async () => {
  const { employerId, name } = await buildEmployer(api);
  const [uscc, verifiedUscc] = ['91990000MA00000586', '91990000MA00000661'];
  const told = { name: '另一名称', verifiedName: name, uscc, verifiedUscc, verificationState: 'REVERIFY_REQUIRED' };
  await api.knex('employer').where({ id: employerId }).update(told);
  const by = await signedInAs(api, await buildAccount(api, 'EMPLOYER', '新人'));
  expect((await by('get', `${template}?uscc=${verifiedUscc}`)).status).toBe(200);
  expect(named.at(-1)).toEqual({ name, uscc: verifiedUscc });
  expect(codeOf(await by('get', `${template}?uscc=${uscc}`))).toEqual([404, 'NOT_FOUND']);
});

test('is not there for an unverified unit, for no unit, for nobody’s code', async () => {
  const by = await signedInAs(api, await buildAccount(api, 'EMPLOYER', '新人'));
  for (const query of ['', '?uscc=91990000MA0000031E', '?uscc=91990000MA00000586'])
    expect(codeOf(await by('get', template + query))).toEqual([404, 'NOT_FOUND']);
  for (const query of ['?uscc=x', '?uscc='])
    expect(codeOf(await by('get', template + query))).toEqual([422, 'VALIDATION_FAILED']);
});

test('is for employers alone', async () => {
  const graduate = await api.signIn('GRADUATE', '13900000001');
  expect(codeOf(await graduate('get', template))).toEqual([403, 'WRONG_USER_TYPE']);
  expect(codeOf(await api.call('get', template))).toEqual([401, 'SIGNED_OUT']);
});

test('a unit whose name cannot be printed is told so', async () => {
  const { accountId, employerId } = await buildEmployer(api);
  await api.knex('employer').where({ id: employerId }).update({ name: '🙂公司' });
  expect(codeOf(await (await signedInAs(api, accountId))('get', template))).toEqual([422, 'TEXT_NOT_PRINTABLE']);
});

test('is set for one user so often an hour and no more, and for another all the same', async () => {
  const [eager, other] = [await buildEmployer(api), await buildEmployer(api)];
  const caller = await signedInAs(api, eager.accountId);
  expect((await caller('get', template)).status).toBe(200);
  await api.knex('rate_limit').whereLike('key', 'letter-templates:%').update({ points: 60 });
  const refused = await caller('get', template);
  expect([codeOf(refused), Number(refused.headers['retry-after']) > 0]).toEqual([[429, 'TOO_MANY_REQUESTS'], true]);
  expect((await (await signedInAs(api, other.accountId))('get', template)).status).toBe(200);
});
