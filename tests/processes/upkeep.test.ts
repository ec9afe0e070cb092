import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { restartMissing } from '../../activities/upkeep.ts';
import { findViolations } from '../../commands/check-invariants.ts';
import { storeCommand } from '../../commands/inbox.ts';
import { clockAt } from '../../database/clock.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, employerUser, graduateUser, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { openClient } from '../support/temporal-client.ts';

let platform: TestPlatform;
let client: Client;
beforeAll(async () => {
  platform = await startPlatform();
  client = await openClient(platform.namespace);
  await platform.engine.ensureSchedules();
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

test('a command that nobody delivered is decided by the Schedule, within half a minute', async () => {
  const graduate = await graduateUser(platform, '13900000001');
  const id = await invite(platform, await employerUser(platform, '13800000001'), graduate.graduateId);
  const { signing } = await recordOf(platform, id);
  const left = { ...platform, clock: clockAt(() => Promise.resolve(Date.now() - 11_000)) };
  const stored = await storeCommand(
    left,
    {
      process: { id, kind: 'SIGNING', cohortYear: signing.cohortYear },
      kind: 'decline',
      body: {},
      actorAccountId: graduate.accountId,
      actorRelation: 'INVITEE',
      idempotency: null,
      requestId: 'test',
      clientAddress: null,
    },
    false,
  );

  await eventually(async () => {
    const row = await platform.knex('command').where({ id: stored.id }).first<{ outcome: string }>('outcome');
    expect(row.outcome).toBe('SUCCEEDED');
  }, 30_000);
}, 60_000);

test('a process that the engine lost is started again, and only that one', async () => {
  const employer = await employerUser(platform, '13800000001');
  const [lost, kept] = await Promise.all(
    ['13900000002', '13900000003'].map(async (phone) =>
      invite(platform, employer, (await graduateUser(platform, phone)).graduateId),
    ),
  );
  await client.workflow.getHandle(`signing:${lost ?? ''}`).terminate();
  await eventually(async () => expect((await platform.engine.runningProcesses('SIGNING')).has(lost ?? '')).toBe(false));
  await eventually(async () => expect((await platform.engine.runningProcesses('SIGNING')).has(kept ?? '')).toBe(true));

  expect(await restartMissing(platform)).toBe(1);

  await eventually(async () => expect(await findViolations(platform)).toEqual([]), 30_000);
  const graduate = await graduateUser(platform, '13900000002');
  expect(await actsOn(platform).accept(graduate, lost ?? '')).toBe('SUCCEEDED');
}, 60_000);

test('the Schedules are there once, however often they are ensured', async () => {
  await platform.engine.ensureSchedules();
  await platform.engine.ensureSchedules();

  await eventually(async () => {
    const ids: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
    expect(ids.sort()).toEqual([
      ...['check-rules', 'close-cohorts', 'deliver-leftovers', 'forget-bank-data', 'forget-expired'],
      ...['issue-missing-agreements', 'reconcile', 'send-digests', 'send-direct-messages'],
    ]);
  });
});
