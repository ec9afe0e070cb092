import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actsOn, employerUser, graduateUser, invite, recordOf, reviewerUser } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { eventually } from '../support/eventually.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
}, 60_000);
afterAll(() => platform.stop());

test('an invitation that is accepted and approved twice is signed, with a number, and everybody is told', async () => {
  const employer = await employerUser(platform, '13800000001');
  const graduate = await graduateUser(platform, '13900000001');
  const acts = actsOn(platform);
  const id = await invite(platform, employer, graduate.graduateId);

  expect(await acts.accept(graduate, id)).toBe('SUCCEEDED');
  expect(await acts.approve(await reviewerUser(platform, '13700000001'), id)).toBe('SUCCEEDED');
  expect(await acts.approve(await reviewerUser(platform, '13700000002'), id)).toBe('SUCCEEDED');

  const { signing, seq } = await recordOf(platform, id);
  expect(signing).toMatchObject({ status: 'SIGNED', agreementNo: expect.stringMatching(/^2027990010000001[0-9A-Z]$/) });
  expect(seq).toBe(4);
  await eventually(async () => {
    const sent = await platform.knex('effect').where({ processId: id }).select('status');
    expect(sent.map(({ status }) => status as string)).toEqual(['DONE', 'DONE', 'DONE', 'DONE', 'DONE']);
  });
});
