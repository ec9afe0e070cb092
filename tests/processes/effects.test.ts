import { afterEach, expect, test } from '@jest/globals';
import type { Sms, SmsOutcome, SmsSender } from '../../integrations/sms/sms.ts';
import { noSms } from '../../integrations/sms/none.ts';
import { eventually } from '../support/eventually.ts';
import { employerUser, graduateUser, invite } from '../support/people.ts';
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

test('a message that the gateway refuses is given up with its code, and the signing goes on', async () => {
  const gateway = scripted([{ status: 'REFUSED', code: 'NUMBER_BLOCKED' }], true);
  expect(await endOf(await invitedThrough(gateway))).toMatchObject({
    status: 'GAVE_UP',
    failureCode: 'NUMBER_BLOCKED',
  });
  expect(gateway.sent).toHaveLength(1);
}, 60_000);

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
