import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planDirectMessage } from '../../commands/plan-direct-message.ts';
import { sandboxSms } from '../../integrations/sms/sandbox.ts';
import type { SmsSender } from '../../integrations/sms/sms.ts';
import { taskQueues } from '../../workflows/process.messages.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildTermination } from '../support/build-termination.ts';
import { eventually } from '../support/eventually.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { panelAround } from '../support/panel.ts';
import { employerUser, graduateUser, invite } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { openClient } from '../support/temporal-client.ts';

/** Keys the gateway was asked under; it refuses as long as it is told to. */
const asked: string[] = [];
let refuses = true;
const moody = (real: SmsSender): SmsSender => ({
  recognisesRepeats: true,
  send(sms) {
    asked.push(sms.key);
    return refuses ? Promise.resolve({ status: 'REFUSED', code: 'BLACKLISTED' }) : real.send(sms);
  },
});

let platform: TestPlatform;
let gateway: SmsSender;
let panel: ReturnType<typeof panelAround>;
let client: Client;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  platform = await startPlatform({ sms: { recognisesRepeats: true, send: (sms) => gateway.send(sms) } });
  gateway = moody(sandboxSms(platform.knex, platform.personalData));
  panel = panelAround({ ...platform, files: memoryFiles() });
  client = await openClient(platform.namespace);
  for (const name of ['reviewer', 'supervisor', 'administrator']) cookies[name] = await panel.cookieFor(name);
}, 60_000);
afterAll(async () => {
  await client.connection.close();
  await platform.stop();
}, 60_000);

interface Row {
  cells: unknown[];
  forms: { target: Record<string, string> }[];
}
const listed = async (query = '', name = 'reviewer') => {
  const { body } = await panel.page(cookies[name] ?? '', 'sending', query);
  return (body as { sections: { table?: { rows: Row[] } }[] }).sections[1]?.table?.rows ?? [];
};
const again = (target: Record<string, string>, name = 'reviewer', key?: string) =>
  panel.press(cookies[name] ?? '', 'sending', { act: 'again', ...target, ...(key ? { key } : {}) });
const sendDirect = () =>
  client.workflow.execute('sendDirectMessages', {
    ...{ taskQueue: taskQueues.bulk, workflowId: 'send-now', args: [] },
    workflowIdConflictPolicy: 'FAIL',
  });

describe('a message of a case that was given up', () => {
  test('is sent again by the case’s own workflow, once however often it is pressed, under a new key', async () => {
    const graduate = await graduateUser(platform, '13900000001');
    const id = await invite(platform, await employerUser(platform, '13800000001'), graduate.graduateId);
    const effect = () => platform.knex('effect').where({ processId: id }).first();
    await eventually(async () => expect((await effect()).status).toBe('GAVE_UP'));
    const rows = await listed(`?process=${id}`);
    expect(JSON.stringify(rows)).toMatch(/139\*{4}0001.*BLACKLISTED/);
    expect(JSON.stringify(rows)).not.toContain('13900000001');

    refuses = false;
    const target = rows[0]?.forms[0]?.target ?? {};
    const presses = await Promise.all([
      again(target, 'reviewer', 'one'),
      again(target, 'reviewer', 'one'),
      again(target, 'supervisor'),
    ]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    await eventually(async () => expect((await effect()).status).toBe('DONE'));
    const keys = asked.filter((key) => key.startsWith(id));
    expect(keys).toEqual([keys[0], `${keys[0] ?? ''}/2`]);
    expect(await platform.knex('sandbox_message').where({ idempotencyKey: `${keys[0] ?? ''}/2` })).toHaveLength(1);
    const audit = await platform.knex('staff_audit').where({ thingId: id });
    expect(audit.map(({ act, details }) => [act, details])).toEqual([
      ['MESSAGE_SENT_AGAIN', { sending: 2, failureCode: 'BLACKLISTED' }],
    ]);
    expect((await again(target)).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await listed(`?process=${id}`))[0]?.forms).toEqual([]);
  });

  test('that sends money is none: no button and no address sends it again', async () => {
    const { id } = await platform.knex('process').first<{ id: string }>('id');
    const remit = { processId: id, seq: 1, kind: 'REMIT', recipient: 'remittance:1', message: null };
    const end = { status: 'GAVE_UP', endedAt: new Date(), dueAt: new Date() };
    await platform.knex('effect').insert({ ...remit, ...end });
    expect(JSON.stringify(await listed(`?process=${id}`))).not.toContain('remittance:1');
    const message = Buffer.from(JSON.stringify([id, 1, 'REMIT', 'remittance:1'])).toString('base64url');
    expect((await again({ message, sendings: '1' })).status).toBe(404);
  });
});

describe('a message about no case', () => {
  test('goes out by the Schedule’s workflow once, and can be sent again when it was given up', async () => {
    const { accountId, employerId } = await employerUser(platform, '13800000003');
    const row = () => platform.knex('direct_message').where({ accountId }).first();
    refuses = true;
    await planDirectMessage(platform.knex, { message: 'MEMBERSHIP_APPROVED', accountId, employerId });
    await sendDirect();
    expect(await row()).toMatchObject({ status: 'GAVE_UP', failureCode: 'BLACKLISTED' });
    refuses = false;
    const target = (await listed(`?employer=${employerId ?? ''}&status=GAVE_UP`))[0]?.forms[0]?.target ?? {};
    expect((await again(target)).status).toBe(200);
    await sendDirect();
    await sendDirect();
    const { id, status } = await row();
    expect([status, asked.filter((key) => key.startsWith(`direct/${id}`))]).toEqual([
      'DONE',
      [`direct/${id}`, `direct/${id}/2`],
    ]);
  });
});

describe('what gave up', () => {
  const gaveUp = { status: 'GAVE_UP', dueAt: '2026-11-02T02:00:00.000Z', endedAt: '2026-11-03T02:00:00.000Z' };
  const words = (rows: Row[]) => rows.map(({ cells, forms }) => [cells[3], cells[5], forms.length]);

  test('is seen where it is about a termination, found by its unit', async () => {
    const signing = await buildSigning(platform, { status: 'SIGNED' });
    const { id: processId } = await buildTermination(platform, signing);
    const to = { recipient: `graduate:${signing.graduate.graduateId}`, kind: 'N', message: 'TERMINATION_WITHDRAWN' };
    await platform.knex('effect').insert({ processId, seq: 1, ...to, ...gaveUp, failureCode: 'TOO_LATE' });
    const rows = await listed(`?employer=${signing.employer.employerId}`);
    expect(rows[0]?.cells.slice(1, 3)).toEqual([signing.employer.name, expect.stringMatching(/^132\*{4}/)]);
    expect(words(rows)).toEqual([[expect.any(String), '超过 24 小时未能发出', 1]]);
  });

  test('is seen where it is a document or a digest, which nobody sends again by hand', async () => {
    const { id: processId, graduate } = await buildSigning(platform, { status: 'SIGNED' });
    const document = { kind: 'AGREEMENT', recipient: 'document', failureCode: 'TEXT_NOT_PRINTABLE' };
    await platform.knex('effect').insert({ processId, seq: 2, ...document, ...gaveUp });
    const { dueAt: countedUntil, endedAt, status } = gaveUp;
    const digest = { day: '2026-11-02', newTasks: 1, openTasks: 1, countedUntil, endedAt, status };
    const reviewer = graduate.school.schoolReviewer;
    await platform.knex('review_digest').insert({ accountId: reviewer, ...digest, failureCode: 'BLACKLISTED' });
    expect(words(await listed(`?process=${processId}`))).toEqual([['制作协议书文件', '含有无法印入协议书的字符', 0]]);
    const all = words(await listed());
    expect(all).toContainEqual(['制作协议书文件', '含有无法印入协议书的字符', 0]);
    expect(all).toContainEqual([expect.stringContaining('新的审核待处理'), 'BLACKLISTED', 0]);
  });

  test('is seen page by page, each thing once', async () => {
    const { id: processId } = await buildSigning(platform, { status: 'SIGNED' });
    const many = Array.from({ length: 120 }, (_, i) => ({
      ...{ processId, seq: 1, kind: `N${i}`, recipient: `account:${processId}`, message: 'SIGNED_EMPLOYER' },
      // Some of one instant, as a step makes them.
      ...{ ...gaveUp, createdAt: new Date(Date.UTC(2026, 10, 2, 0, Math.floor(i / 40))) },
    }));
    await platform.knex('effect').insert(many);
    const targets: string[] = [];
    for (let query: string | undefined = `?process=${processId}`; query !== undefined;) {
      const { body } = await panel.page(cookies['reviewer'] ?? '', 'sending', query);
      const { rows, steps } = body.sections[1].table as { rows: Row[]; steps: { next?: string } };
      targets.push(...rows.map(({ forms }) => forms[0]?.target['message'] ?? ''));
      query = steps.next;
    }
    expect([targets.length, new Set(targets).size]).toEqual([120, 120]);
  });
});

describe('messages to a telephone', () => {
  test('are found by the whole number, which stands in no address and in no audit line', async () => {
    const find = (phone: string) => panel.press(cookies['reviewer'] ?? '', 'sending', { act: 'find', phone });
    const { body } = await find(' 139 0000 0001');
    const href = body.href as string;
    expect(href).not.toContain('13900000001');
    expect(await listed(href.slice(href.indexOf('?')))).toHaveLength(1);
    const other = (await find('13900000008')).body.href as string;
    expect(await listed(other.slice(other.indexOf('?')))).toEqual([]);
    const lines = await platform.knex('staff_audit').where({ act: 'MESSAGES_SEARCHED' });
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('13900000001');
    expect((await find('1390000000')).status).toBe(422);
  });
});
