import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createDecideWaiting, deciderOf } from '../../activities/decide-waiting.ts';
import { signingDefinition } from '../../activities/signing/definition.ts';
import { reconcile } from '../../commands/reconcile.ts';
import { releaseBinding } from '../../commands/repair-findings.ts';
import { clockAt, databaseClock } from '../../database/clock.ts';
import { processesWithOverdueEffects } from '../../database/queries/process-pages.ts';
import { reconciliationChecks } from '../../database/queries/reconciliation.ts';
import type { ReconciliationClass } from '../../domain/vocabulary/reconciliation-class.ts';
import { registerProcessMetrics } from '../../observability/process-metrics.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildVerification } from '../support/build-verification.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/ground-cast.ts';
import { actsOn, employerUser, graduateUser, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { storeUndelivered } from '../support/signing-cast.ts';
import { openClient } from '../support/temporal-client.ts';

let platform: TestPlatform;
let client: Client;
/** The same platform ten minutes on: what has happened is settled. */
let later: TestPlatform;
const logged: { level: number; class?: string; alarms?: number }[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as never) });
beforeAll(async () => {
  // Without its Schedules: nothing is repaired but by what a test calls.
  platform = await startPlatform({ log });
  later = { ...platform, clock: clockAt(() => Promise.resolve(Date.now() + 600_000)) };
  client = await openClient(platform.namespace);
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const checkOf = async (code: ReconciliationClass) => (await reconciliationChecks(platform.knex)).get(code);

/** An open invitation to a demo graduate, its messages out. */
async function invitation(graduatePhone: string, employerPhone = '13800000001'): Promise<string> {
  const graduate = await graduateUser(platform, graduatePhone);
  const id = await invite(platform, await employerUser(platform, employerPhone), graduate.graduateId);
  await eventually(async () =>
    expect(await platform.knex('effect').where({ processId: id }).whereNull('endedAt')).toEqual([]),
  );
  return id;
}

const invalidate = { kind: 'invalidate', by: 'SYSTEM', body: { reason: 'COHORT_CLOSED' } } as const;
const isRunning = (id: string) => platform.engine.isRunning({ id, kind: 'SIGNING', cohortYear: 2027 });
const isListed = (id: string) =>
  eventually(async () => expect([...(await platform.engine.runningProcesses('SIGNING'))]).toContain(id));

describe('what stands still is set going again, and calls nobody', () => {
  test('(a) a command that nobody decided for five minutes is decided', async () => {
    const id = await invitation('13900000001');
    const young = await storeUndelivered(platform, id, { ...invalidate, receivedAt: minutesAgo(4) });
    await reconcile(platform, 'reconcile');
    expect(await checkOf('UNDECIDED_COMMAND')).toMatchObject({ found: 0 });
    await platform
      .knex('command')
      .where({ id: young })
      .update({ receivedAt: minutesAgo(6) });

    await reconcile(platform, 'reconcile');

    const check = await checkOf('UNDECIDED_COMMAND');
    expect(check).toMatchObject({ found: 1, repaired: 1, alarms: 0, findings: [{ thingId: id, processId: id }] });
    await eventually(async () => expect((await recordOf(platform, id)).signing.status).toBe('INVALIDATED'));
    await reconcile(platform, 'reconcile');
    expect(await checkOf('UNDECIDED_COMMAND')).toMatchObject({ found: 0, findings: [] });
  }, 60_000);

  test('(b) an open process whose workflow the engine lost is started again, and one that has its own is left alone', async () => {
    const lost = await invitation('13900000002');
    const kept = await invitation('13900000003');
    await client.workflow.getHandle(`signing:${lost}`).terminate();
    await eventually(async () => expect((await platform.engine.runningProcesses('SIGNING')).has(lost)).toBe(false));
    await isListed(kept);
    await reconcile(platform, 'reconcile');
    expect(await checkOf('MISSING_WORKFLOW')).toMatchObject({ found: 0 }); // it may be on its way

    await reconcile(later, 'reconcile');

    expect(await checkOf('MISSING_WORKFLOW')).toMatchObject({
      found: 1,
      repaired: 1,
      alarms: 0,
      findings: [{ thingId: lost }],
    });
    await eventually(async () => expect(await isRunning(lost)).toBe(true));
    await isListed(lost);
    await reconcile(later, 'reconcile');
    expect(await checkOf('MISSING_WORKFLOW')).toMatchObject({ found: 0 });
  }, 60_000);

  test('(c) a workflow that missed the end of its process is told, and ends', async () => {
    const id = await invitation('13900000004');
    await storeUndelivered(platform, id, invalidate);
    // Decided behind the workflow's back.
    const decide = createDecideWaiting(
      platform as never,
      {
        SIGNING: deciderOf(signingDefinition(platform.personalData)),
      } as never,
    );
    await decide({ processId: id, knownSeq: 0 });
    await platform
      .knex('effect')
      .where({ processId: id, endedAt: null })
      .update({ status: 'DONE', endedAt: minutesAgo(0) });
    await isListed(id);
    await reconcile(platform, 'reconcile');
    expect(await checkOf('IDLE_WORKFLOW')).toMatchObject({ found: 0 }); // it may be about to end

    await reconcile(later, 'reconcile');

    expect(await checkOf('IDLE_WORKFLOW')).toMatchObject({
      found: 1,
      repaired: 1,
      alarms: 0,
      findings: [{ thingId: id }],
    });
    await eventually(async () => expect(await isRunning(id)).toBe(false));
  }, 60_000);

  test('(f) an effect that was due an hour ago is carried out; the bank may take its time while its case waits for it', async () => {
    const id = await invitation('13900000004');
    const effect = () =>
      platform.knex('effect').where({ processId: id, seq: 1 }).first<{ status: string; recipient: string }>();
    const { recipient } = await effect();
    await platform
      .knex('effect')
      .where({ processId: id, seq: 1, recipient })
      .update({ status: 'PLANNED', endedAt: null, dueAt: minutesAgo(61) });

    await reconcile(platform, 'reconcile');

    const check = await checkOf('UNDONE_EFFECT');
    expect(check).toMatchObject({
      found: 1,
      repaired: 1,
      alarms: 0,
      findings: [{ thingId: id, detail: 'INVITATION_SENT' }],
    });
    await eventually(async () => expect((await effect()).status).toBe('DONE'));

    const sending = await buildVerification(platform, { status: 'SENDING' });
    const order = {
      processId: sending.id,
      seq: sending.seq,
      kind: 'REMIT',
      recipient: 'remittance:1',
      status: 'TRIED',
    };
    await platform.knex('effect').insert({ ...order, dueAt: minutesAgo(61) });
    const overdue = async () => {
      const ids: string[] = [];
      for await (const page of processesWithOverdueEffects(platform.knex, await databaseClock()))
        ids.push(...page.map(({ id }) => id));
      return ids;
    };
    expect(await overdue()).not.toContain(sending.id);
    await platform.knex('employer_verification').where({ id: sending.id }).update({ status: 'WITHDRAWN' });
    expect(await overdue()).toContain(sending.id);
    await platform
      .knex('effect')
      .where({ processId: sending.id })
      .update({ status: 'DONE', endedAt: minutesAgo(1) });
  }, 60_000);
});

describe('what nothing may set going calls people at once: in the log, by the metric', () => {
  const metric = async (code: ReconciliationClass) => {
    const registry = new Registry();
    registerProcessMetrics(registry, platform.knex);
    const text = await registry.metrics();
    return Number(new RegExp(`platform_reconciliation_alarms\\{class="${code}"\\} (\\d+)`).exec(text)?.[1]);
  };

  test('(e) a binding whose signing is neither in review nor signed; a supervisor releases it, once, and no other', async () => {
    const { id, graduate } = await buildSigning(platform, { status: 'DECLINED' });
    const bound = await buildSigning(platform, { status: 'COLLEGE_REVIEW' });
    const { graduateId } = graduate;
    await platform.knex('graduate_binding').insert({ graduateId, signingId: id, seq: 2 });

    expect(await reconcile(platform, 'reconcile')).toBe(1);

    expect(await checkOf('STRAY_BINDING')).toMatchObject({
      ...{ found: 1, repaired: 0, alarms: 1 },
      findings: [{ thingId: graduateId, processId: id }],
    });
    expect(await metric('STRAY_BINDING')).toBe(1);
    expect(logged).toContainEqual(expect.objectContaining({ level: 50, class: 'STRAY_BINDING', alarms: 1 }));
    const press = await pressBy(platform, 'SUPERVISOR');
    const release = (of: { graduateId: string; signingId: string }, call = press) => releaseBinding(platform, call, of);
    const ofReview = { graduateId: bound.graduate.graduateId, signingId: bound.id };
    await expect(release(ofReview, await pressBy(platform, 'SUPERVISOR'))).rejects.toThrow('ACTION_NOT_ALLOWED');
    await expect(release({ graduateId, signingId: id }, await pressBy(platform, 'ADMINISTRATOR'))).rejects.toThrow(
      'NOT_FOUND',
    );
    await release({ graduateId, signingId: id });
    await release({ graduateId, signingId: id });
    expect(await platform.knex('graduate_binding').where({ graduateId })).toEqual([]);
    expect(await platform.knex('graduate_binding').where({ graduateId: ofReview.graduateId })).toHaveLength(1);
    const audit = await platform.knex('staff_audit').where({ act: 'BINDING_RELEASED' });
    expect(audit).toMatchObject([{ thingKind: 'graduate', thingId: graduateId, details: { signingId: id } }]);
    expect(await checkOf('STRAY_BINDING')).toMatchObject({ found: 0, alarms: 0, findings: [] });
  }, 60_000);

  test('(d) a workflow whose task keeps failing, here on a database that went back in time', async () => {
    const id = await invitation('13900000001');
    const graduate = await graduateUser(platform, '13900000001');
    expect(await actsOn(platform).accept(graduate, id)).toBe('SUCCEEDED');
    await platform.knex('process').where({ id }).update({ seq: 1 });
    await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });
    await eventually(async () => expect((await platform.engine.failingWorkflows(1)).count).toBe(1), 60_000);

    await reconcile(platform, 'reconcile');

    expect(await checkOf('FAILING_WORKFLOW')).toMatchObject({
      ...{ found: 1, repaired: 0, alarms: 1 },
      findings: [{ thingId: `signing:${id}`, processId: id }],
    });
    expect(await metric('FAILING_WORKFLOW')).toBe(1);
    await platform.knex('process').where({ id }).update({ seq: 2 });
  }, 90_000);

  test('a workflow of a process that the database does not have', async () => {
    const id = randomUUID();
    await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });
    await isListed(id);
    await reconcile(platform, 'reconcile');
    expect((await checkOf('IDLE_WORKFLOW'))?.findings).toContainEqual(
      expect.objectContaining({ thingId: id, detail: 'NO_PROCESS' }),
    );
    expect(await checkOf('IDLE_WORKFLOW')).toMatchObject({ repaired: 0, alarms: 1 });
    await client.workflow.getHandle(`signing:${id}`).terminate();
  }, 60_000);

  test('a rule of the data that is broken; nothing is changed', async () => {
    const { id } = await buildSigning(platform, { status: 'WITHDRAWN' });
    const statusAt = minutesAgo(1);
    await platform.knex('signing').where({ id }).update({ statusAt });
    expect(await reconcile(platform, 'checkRules')).toBeGreaterThan(0);
    const rule = 'the read model stands where its process stands';
    expect((await checkOf('BROKEN_RULE'))?.findings).toContainEqual(
      expect.objectContaining({ thingId: id, processId: id, detail: rule }),
    );
    expect(await metric('BROKEN_RULE')).toBeGreaterThan(0);
    expect(await platform.knex('signing').where({ id }).first('statusAt')).toEqual({ statusAt });
  }, 60_000);
});

test('an hourly and a daily Schedule do it, and the one of before is gone', async () => {
  await platform.knex('reconciliation_check').del();
  await client.schedule.create({
    scheduleId: 'restart-missing',
    spec: { intervals: [{ every: 3_600_000 }] },
    action: { type: 'startWorkflow', workflowType: 'restartMissing', taskQueue: 'bulk' },
  });
  await platform.engine.ensureSchedules();
  await eventually(async () => {
    const ids: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
    expect(ids).toEqual(expect.arrayContaining(['reconcile', 'check-rules']));
    expect(ids).not.toContain('restart-missing');
  });
  await Promise.all((['reconcile', 'check-rules'] as const).map((id) => platform.engine.runSchedule(id)));
  await eventually(async () => expect((await reconciliationChecks(platform.knex)).size).toBe(7), 30_000);
}, 60_000);
