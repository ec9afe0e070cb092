import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetWhatIsOver } from '../../activities/forget-what-is-over.ts';
import { databaseClock } from '../../database/clock.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { buildAccount, signedInAs } from '../support/factories.ts';
import { moveCodes, phoneCode } from '../support/codes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

const forget = () => forgetWhatIsOver({ knex: api.knex, clock: databaseClock }, () => undefined);

test('sessions that have ended and codes that are over are deleted, and no others', async () => {
  const accountId = await buildAccount(api, 'GRADUATE', '某人');
  await signedInAs(api, accountId);
  await api.knex('session').update({ expiresAt: api.knex.raw(`now() - interval '1 second'`) });
  await signedInAs(api, accountId);
  await phoneCode(api, '15600000001', 'REGISTER');
  await moveCodes(api, '-301 seconds');
  await phoneCode(api, '15600000002', 'REGISTER');

  expect(await forget()).toBe(2);

  expect(await api.knex('session')).toMatchObject([{ accountId, endedAt: null }]);
  expect(await api.knex('one_time_code')).toMatchObject([{ purpose: 'REGISTER', usedAt: null }]);
  expect(await forget()).toBe(0);
});
