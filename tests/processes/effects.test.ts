import { Registry } from 'prom-client';
import { afterEach, expect, test } from '@jest/globals';
import { readVitalSigns } from '../../database/queries/vital-signs.ts';
import type { Sms, SmsOutcome, SmsSender } from '../../integrations/sms/sms.ts';
import { noSms } from '../../integrations/sms/none.ts';
import { tencentSms } from '../../integrations/sms/tencent.ts';
import { registerProcessMetrics } from '../../observability/process-metrics.ts';
import { eventually } from '../support/eventually.ts';
import { employerUser, graduateUser, invite } from '../support/people.ts';
import { TencentServer } from '../support/sms-server.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
afterEach(() => platform.stop(), 60_000);

/** A gateway that answers by a script: each call the next outcome, or an error for an unknown one. */
function scripted(outcomes: (SmsOutcome | 'UNKNOWN')[], recognisesRepeats: boolean): SmsSender & { sent: Sms[] } {
  const sent: Sms[] = [];
  return {
    sent,
    recognisesRepeats,
    send(sms) {
      sent.push(sms);
      const outcome = outcomes[sent.length - 1] ?? outcomes.at(-1) ?? 'UNKNOWN';
      return outcome === 'UNKNOWN' ? Promise.reject(new Error('GATEWAY_TIMEOUT')) : Promise.resolve(outcome);
    },
  };
}

async function invitedThrough(sms: SmsSender): Promise<string> {
  platform = await startPlatform({ sms });
  const graduate = await graduateUser(platform, '13900000001');
  return invite(platform, await employerUser(platform, '13800000001'), graduate.graduateId);
}

async function endOf(processId: string) {
  return eventually(async () => {
    const row = await platform
      .knex('effect')
      .where({ processId })
      .first<{ status: string; failureCode: string | null; tries: number }>('status', 'failureCode', 'tries');
    expect(['DONE', 'GAVE_UP']).toContain(row.status);
    return row;
  }, 60_000);
}

const done: SmsOutcome = { status: 'SENT', providerMessageId: 'p-1' };

test('a message whose outcome is unknown goes to a gateway that knows repeats again under the same key', async () => {
  const gateway = scripted(['UNKNOWN', 'UNKNOWN', done], true);
  expect(await endOf(await invitedThrough(gateway))).toMatchObject({ status: 'DONE', tries: 3 });
  expect(new Set(gateway.sent.map(({ key }) => key)).size).toBe(1);
}, 90_000);

test('a gateway that does not know repeats gets at most one after an unknown outcome', async () => {
  const gateway = scripted(['UNKNOWN'], false);
  const end = await endOf(await invitedThrough(gateway));
  expect(end).toMatchObject({ status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' });
  expect(gateway.sent).toHaveLength(2);
}, 90_000);

test('a message that the gateway refuses is given up with its code, counted by it, and the signing goes on', async () => {
  const gateway = scripted([{ status: 'REFUSED', code: 'NUMBER_BLOCKED' }], true);
  expect(await endOf(await invitedThrough(gateway))).toMatchObject({
    status: 'GAVE_UP',
    failureCode: 'NUMBER_BLOCKED',
  });
  expect(gateway.sent).toHaveLength(1);
  const registry = new Registry();
  registerProcessMetrics(registry, platform.knex);
  for (let asked = 0; asked < 2; asked += 1)
    expect(await registry.metrics()).toContain('platform_effects_gave_up_total{code="NUMBER_BLOCKED"} 1');
  expect(await readVitalSigns(platform.knex)).toMatchObject({
    ...{ effectsGivenUp: 1, givenUpByCode: { NUMBER_BLOCKED: 1 } },
  });
}, 60_000);

test('a message that the gateway puts off waits as long as it says, counts as no try, and goes then', async () => {
  const later: SmsOutcome = { status: 'LATER', code: 'ALIYUN_THROTTLING_USER', afterSeconds: 3 };
  const gateway = scripted([later, done], false);
  const id = await invitedThrough(gateway);
  await eventually(async () => {
    const row = await platform.knex('effect').where({ processId: id }).first('status', 'tries', 'failure_code');
    expect(row).toEqual({ status: 'PLANNED', tries: 0, failureCode: 'ALIYUN_THROTTLING_USER' });
  });
  expect((await readVitalSigns(platform.knex)).heldUpByCode).toEqual({ ALIYUN_THROTTLING_USER: 1 });

  expect(await endOf(id)).toEqual({ status: 'DONE', failureCode: null, tries: 1 });
  expect(gateway.sent).toHaveLength(2);
  expect((await readVitalSigns(platform.knex)).heldUpByCode).toEqual({});
}, 90_000);

test('a real gateway gets the message as its template, through the whole path, once, though its first answer is lost', async () => {
  const server = new TencentServer();
  await server.start();
  const { url, accessKeyId, accessKeySecret } = server;
  const settings = { url, accessKeyId, accessKeySecret, sdkAppId: '1400006666', region: 'ap-guangzhou' };
  server.fail({ when: 'BEFORE', how: 'DROP' });
  const id = await invitedThrough(
    tencentSms({ ...settings, signName: '毕业生网签', templates: { INVITATION_SENT: '1001' } }),
  );
  expect(await endOf(id)).toEqual({ status: 'DONE', failureCode: null, tries: 2 });
  expect(server.taken).toMatchObject([
    { to: '+8613900000001', template: '1001', context: expect.stringContaining(`${id}/1/INVITATION_SENT/account:`) },
  ]);
  await server.stop();
}, 90_000);

test('without a gateway each message is recorded as given up', async () => {
  expect(await endOf(await invitedThrough(noSms))).toMatchObject({
    status: 'GAVE_UP',
    failureCode: 'SMS_NOT_CONFIGURED',
  });
}, 60_000);

test('a graduate without an account is told by SMS to the recorded phone how to sign in', async () => {
  const gateway = scripted([done], true);
  platform = await startPlatform({ sms: gateway });
  const row = await platform.knex('graduate').where({ name: '周慕' }).first<{ id: string }>('id');
  const id = await invite(platform, await employerUser(platform, '13800000001'), row.id);

  await endOf(id);
  expect(gateway.sent).toMatchObject([{ to: '13900000007', text: expect.stringContaining('激活') }]);
}, 60_000);
