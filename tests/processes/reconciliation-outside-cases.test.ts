import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Engine } from '../../commands/engine.ts';
import { reconcile } from '../../commands/reconcile.ts';
import { pokeFindings } from '../../commands/repair-findings.ts';
import { clockAt } from '../../database/clock.ts';
import { reconciliationChecks } from '../../database/queries/reconciliation.ts';
import type { ReconciliationCheck } from '../../domain/reconciliation.ts';
import { batchWorkflowId } from '../../workflows/batch.messages.ts';
import { importsWorkflowId } from '../../workflows/imports.messages.ts';
import type { ScheduleId } from '../../workflows/upkeep.messages.ts';
import { invalidationsWorkflowId } from '../../workflows/invalidations.messages.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildBatch, buildEmployer, buildSchool } from '../support/factories.ts';
import { buildImport } from '../support/import-cast.ts';
import { pressBy } from '../support/ground-cast.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { storeUndelivered } from '../support/signing-cast.ts';
import { openClient } from '../support/temporal-client.ts';

/** A Monday, 11:00 in Shanghai: digests go. */
const monday = Date.parse('2027-03-01T03:00:00Z');
const minute = 60_000;

let platform: TestPlatform;
let client: Client;
beforeAll(async () => {
  // Without its Schedules nothing gets done.
  platform = await startPlatform({ withoutWorker: true });
  client = await openClient(platform.namespace);
  await platform.engine.ensureSchedules();
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

/** The Schedules that send what belongs to no case. */
const sending = ['send-digests', 'send-direct-messages'];
/** The engine, with the Schedules that were asked to run. */
function listening() {
  const ran: string[] = [];
  const runSchedule = (id: ScheduleId) => {
    ran.push(id);
    return platform.engine.runSchedule(id);
  };
  return { ran, engine: { ...platform.engine, runSchedule } };
}
const isRunning = async (workflowId: string) =>
  (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';

/** What the check of overdue things says at an instant. */
async function checkAt(instant: number, engine: Engine = platform.engine) {
  const clock = clockAt(() => Promise.resolve(instant));
  await reconcile({ ...platform, engine, clock }, 'reconcile');
  const check = (await reconciliationChecks(platform.knex)).get('UNDONE_EFFECT');
  return {
    ...check,
    findings: check?.findings.map(({ detail, thingId, processId }) => ({ detail, thingId, processId })),
  };
}

/** Of an engine that takes everything and does nothing. */
const idleEngine = {
  ...Object.fromEntries(
    ['poke', 'goThroughBatch', 'goThroughImport', 'invalidate', 'runSchedule'].map((name) => [
      name,
      () => Promise.resolve(),
    ]),
  ),
  isRunning: () => Promise.resolve(true),
};
/** The workflows that go through the rows. */
const workflowsOf = ({ BATCH, IMPORT, INVALIDATIONS }: typeof made) =>
  [batchWorkflowId(BATCH), importsWorkflowId(IMPORT), invalidationsWorkflowId(INVALIDATIONS)] as const;

const whole = ['BATCH', 'DIGEST', 'IMPORT', 'INVALIDATIONS', 'MESSAGE'] as const;
let made: Record<(typeof whole)[number], string>;
beforeEach(async () => {
  const { knex } = platform;
  for (const table of [
    'batch_row',
    'batch',
    'import_row',
    'import',
    'invalidation_batch',
    'direct_message',
    'review_digest',
  ])
    await knex(table).delete();
  const at = new Date(monday).toISOString();
  const employer = await buildEmployer(platform);
  const school = await buildSchool(platform);
  const idOf = async (insert: PromiseLike<{ id: string }[]>) => (await insert)[0]?.id ?? '';
  made = {
    BATCH: await buildBatch(platform, { kind: 'SIGNING', ...employer }),
    IMPORT: await buildImport(platform, { kind: 'FAVORITES', ...employer }),
    INVALIDATIONS: await idOf(
      knex('invalidation_batch')
        .insert({
          groundChangeId: await idOf(
            knex('ground_change')
              .insert({ kind: 'COHORT_CLOSED', cohortYear: 2027, detailsEncrypted: 'x', requestId: 'test', at })
              .returning('id'),
          ),
          ...{ reason: 'COHORT_CLOSED', total: 1, createdAt: at, movedAt: at },
        })
        .returning('id'),
    ),
    MESSAGE: await idOf(
      knex('direct_message')
        .insert({ message: 'MEMBERSHIP_APPROVED', phoneEncrypted: 'x', phoneHash: Buffer.from('x'), dueAt: at })
        .returning('id'),
    ),
    DIGEST: school.schoolReviewer,
  };
  await knex('batch').update({ createdAt: at, movedAt: at });
  await knex('import').update({ createdAt: at, movedAt: at, finishedAt: null });
  const digest = { accountId: made.DIGEST, day: '2027-03-01', newTasks: 1, openTasks: 1, countedUntil: at };
  await knex('review_digest').insert(digest);
});

test('what belongs to no case is found an hour late, and calls people when it stays', async () => {
  expect(await checkAt(monday + 60 * minute)).toMatchObject({ found: 0 });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({
    ...{ found: 5, repaired: 5, alarms: 0 },
    findings: whole.map((detail) => ({ detail, thingId: made[detail], processId: null })),
  });
  expect(await checkAt(monday + 91 * minute)).toMatchObject({ found: 5, alarms: 5 });
}, 60_000);

test('what can be set going is: rows by their workflow, messages by their Schedule', async () => {
  const { ran, engine } = listening();
  await checkAt(monday + 61 * minute, engine);
  for (const id of workflowsOf(made)) expect([id, await isRunning(id)]).toEqual([id, true]);
  expect(ran.sort()).toEqual(sending);
}, 60_000);

test('what the engine does not take is not counted as set going, and calls people at once', async () => {
  const away = () => Promise.reject(new Error('ENGINE_ABSENT'));
  const engine = { ...platform.engine, goThroughBatch: away, runSchedule: away };
  expect(await checkAt(monday + 61 * minute, engine)).toMatchObject({ found: 5, repaired: 2, alarms: 3 });
}, 60_000);

test('the button sets the same going, and goes on behind one that the engine does not take', async () => {
  await checkAt(monday + 61 * minute, { ...platform.engine, ...idleEngine });
  const { ran, engine: hearing } = listening();
  const engine = { ...hearing, goThroughBatch: () => Promise.reject(new Error('STANDS_STILL')) };
  const call = await pressBy(platform, 'SUPERVISOR');
  expect(await pokeFindings({ ...platform, engine }, call, 'UNDONE_EFFECT')).toBe(4);
  // The same press once more does nothing more.
  expect(await pokeFindings({ ...platform, engine }, call, 'UNDONE_EFFECT')).toBe(0);
  for (const id of workflowsOf(made).slice(1)) expect(await isRunning(id)).toBe(true);
  expect(ran.sort()).toEqual(sending);
  let asked = 0;
  const goneEngine = {
    ...platform.engine,
    ...Object.fromEntries(
      ['poke', 'goThroughBatch', 'goThroughImport', 'invalidate', 'runSchedule'].map((name) => [
        name,
        () => Promise.reject(new Error(`ENGINE_ABSENT ${(asked += 1)}`)),
      ]),
    ),
    isReachable: () => Promise.resolve(false),
  };
  const again = await pressBy(platform, 'SUPERVISOR');
  expect([await pokeFindings({ ...platform, engine: goneEngine }, again, 'UNDONE_EFFECT'), asked]).toEqual([0, 1]);
}, 60_000);

test('the button of a workflow whose process the database does not have sets nothing going, and says so', async () => {
  const id = randomUUID();
  const engine = { ...platform.engine, ...idleEngine, runningProcesses: () => Promise.resolve(new Set([id])) };
  await checkAt(monday, engine);
  const findings = (await reconciliationChecks(platform.knex)).get('IDLE_WORKFLOW')?.findings;
  expect(findings).toContainEqual(expect.objectContaining({ thingId: id, detail: 'NO_PROCESS' }));
  const press = await pressBy(platform, 'SUPERVISOR');
  expect(await pokeFindings({ ...platform, engine }, press, 'IDLE_WORKFLOW')).toBe(0);
}, 60_000);

test('a case that was set going and is still there half an hour later calls people, in each class', async () => {
  const open = await buildSigning(platform);
  const over = await buildSigning(platform, { status: 'DECLINED' });
  const receivedAt = new Date(monday - 6 * minute).toISOString();
  await storeUndelivered(platform, open.id, { kind: 'withdraw', by: 'INVITER', receivedAt });
  // It takes every poke and does nothing: of the one that is over it runs the workflow, of the open one none.
  const running = (kind: string) => Promise.resolve(new Set(kind === 'SIGNING' ? [over.id] : []));
  const engine = { ...platform.engine, ...idleEngine, runningProcesses: running };
  const classes = ['UNDECIDED_COMMAND', 'MISSING_WORKFLOW', 'IDLE_WORKFLOW'] as const;
  const alarmsAt = async (instant: number) => {
    await checkAt(instant, engine);
    const checks = await reconciliationChecks(platform.knex);
    return classes.map((code) => {
      const { found, repaired, alarms } = checks.get(code) as ReconciliationCheck;
      return [code, found, repaired, alarms];
    });
  };
  expect(await alarmsAt(monday)).toEqual(classes.map((code) => [code, 1, 1, 0]));
  expect(await alarmsAt(monday + 29 * minute)).toEqual(classes.map((code) => [code, 1, 1, 0]));
  expect(await alarmsAt(monday + 30 * minute)).toEqual(classes.map((code) => [code, 1, 1, 1]));
}, 60_000);

test('the hour’s Schedule is one of every hour, the day’s of every day', async () => {
  const every = async (id: string) => (await client.schedule.getHandle(id).describe()).spec.intervals;
  expect(await every('reconcile')).toMatchObject([{ every: 60 * minute }]);
  expect(await every('check-rules')).toMatchObject([{ every: 24 * 60 * minute }]);
});

test('what moved, was paused by staff, is at its end or goes no more today is not', async () => {
  const { knex } = platform;
  const now = new Date(monday + 61 * minute).toISOString();
  await knex('batch').update({ finishedAt: now });
  await knex('import').update({ finishedAt: now });
  await knex('direct_message').update({ status: 'DONE', endedAt: now });
  await knex('invalidation_batch').update({ pausedAt: now });
  await knex('review_digest').update({ day: '2027-02-26' });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ found: 0 });

  await knex('invalidation_batch').update({ pausedAt: null });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ findings: [{ detail: 'INVALIDATIONS' }] });
  await knex('invalidation_batch').update({ movedAt: now });
  await knex('review_digest').update({ day: '2027-03-01' });
  expect(await checkAt(monday + 61 * minute)).toMatchObject({ findings: [{ detail: 'DIGEST' }] });
  // By night none goes: the day's is left out in the morning.
  expect(await checkAt(monday + 11 * 60 * minute)).toMatchObject({ findings: [{ detail: 'INVALIDATIONS' }] });
}, 60_000);
