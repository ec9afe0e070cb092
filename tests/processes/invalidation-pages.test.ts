import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createInvalidatePage } from '../../activities/invalidate-page.ts';
import { disableEmployer } from '../../commands/disable-employer.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildEmployer, buildGraduate } from '../support/factories.ts';
import { newestBatch, pressBy } from '../support/ground-cast.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.stop());

test('a batch waits while more than a hundred of those it told have yet to decide, and goes on when they have', async () => {
  const employer = await buildEmployer(api);
  const { school } = await buildGraduate(api);
  for (let i = 0; i < 200; i += 1)
    await buildSigning(api, { employer, graduate: await buildGraduate(api, { school }) });
  // Nobody decides: the engine of these tests cannot be reached.
  await disableEmployer(api, await pressBy(api, 'SUPERVISOR'), { employerId: employer.employerId, reason: '单位注销' });
  const { id: batchId } = await newestBatch(api);
  const { invalidatePage } = createInvalidatePage(api, () => undefined);
  const told = async () => Number((await api.knex('invalidation_row').whereNotNull('outcome').count())[0]?.['count']);
  const turn = async () => [await invalidatePage({ batchId }), await told()];

  expect([await turn(), await turn(), await turn()]).toEqual([
    ['MORE', 50],
    ['MORE', 100],
    ['MORE', 150],
  ]);
  expect([await turn(), await turn()]).toEqual([
    ['BEHIND', 150],
    ['BEHIND', 150],
  ]);
  const decideSome = api.knex('command').where({ kind: 'invalidate' }).orderBy('id').limit(50).select('id');
  const decided = { outcome: 'SUCCEEDED', outcomeSeq: 2, decidedAt: api.knex.fn.now() };
  await api.knex('command').whereIn('id', decideSome).update(decided);
  expect([await turn(), await turn()]).toEqual([
    ['MORE', 200],
    ['DONE', 200],
  ]);
}, 60_000);
