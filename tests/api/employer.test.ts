import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { buildEmployer, signedInAs } from '../support/factories.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

test('the unit is shown to its users with its verification, and is missing for whoever has none', async () => {
  const unit = await buildEmployer(api);
  const { body } = await (await signedInAs(api, unit.accountId))('get', '/api/v1/employer');
  expect(body).toMatchObject({
    id: unit.employerId,
    name: unit.name,
    verificationState: 'VERIFIED',
    logoFileId: null,
  });

  const { accountId } = await buildEmployer(api);
  await api.knex('employer_membership').where({ accountId }).update({ status: 'ENDED' });
  const missing = await (await signedInAs(api, accountId))('get', '/api/v1/employer');
  expect([missing.status, (missing.body as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
});
