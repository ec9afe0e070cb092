import type { Knex } from 'knex';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sendDirectMessages } from '../../activities/send-direct-messages.ts';
import { planDirectMessage } from '../../commands/plan-direct-message.ts';
import { clockAt } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import { readVitalSigns } from '../../database/queries/vital-signs.ts';
import type { SmsOutcome, SmsSender } from '../../integrations/sms/sms.ts';
import { buildAccount } from '../support/factories.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase } from '../support/servers.ts';

const personalData = personalDataWith(testKeys);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
let accountId: string;
let start: number;
let asked = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 2 });
  accountId = await buildAccount({ knex, personalData }, 'EMPLOYER', '测试');
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});
beforeEach(async () => {
  asked = 0;
  await knex('direct_message').delete();
  await planDirectMessage(knex, { message: 'UNIT_VERIFIED', accountId, employerId: null });
  start = Date.parse((await knex('direct_message').first<{ dueAt: string }>('dueAt')).dueAt);
});

/** A gateway that recognises no repeats and answers always the same; an Error is an unknown outcome. */
function gateway(outcome: SmsOutcome | Error): SmsSender {
  return {
    recognisesRepeats: false,
    send() {
      asked += 1;
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
}
/** One run of the Schedule so many seconds after the message was planned. */
const runAfter = (seconds: number, outcome: SmsOutcome | Error) => {
  const clock = clockAt(() => Promise.resolve(start + seconds * 1_000 + 999));
  const deps = { knex, clock, personalData, sms: gateway(outcome), log: pino({ level: 'silent' }) };
  return sendDirectMessages(deps, () => undefined);
};
const row = () => knex('direct_message').first('status', 'tries', 'failure_code');
const later: SmsOutcome = { status: 'LATER', code: 'ALIYUN_ISV_AMOUNT_NOT_ENOUGH', afterSeconds: 900 };
const sent: SmsOutcome = { status: 'SENT', providerMessageId: 'p-1' };

test('what the gateway puts off waits as long as it says, however often, counts as no try, is told of, and goes', async () => {
  for (const seconds of [0, 10, 899, 905, 1_800, 1_810]) await runAfter(seconds, later);
  expect(asked).toBe(3);
  expect(await row()).toEqual({ status: 'PLANNED', tries: 0, failureCode: later.code });
  expect((await readVitalSigns(knex)).heldUpByCode).toEqual({ [later.code]: 1 });

  expect(await runAfter(2_800, sent)).toBe(1);
  expect(await row()).toEqual({ status: 'DONE', tries: 1, failureCode: null });
  expect((await readVitalSigns(knex)).heldUpByCode).toEqual({});
});

test('what it puts off for a whole day is given up with its reason, and counted', async () => {
  await runAfter(0, later);
  expect(await runAfter(86_401, sent)).toBe(1);
  expect([asked, await row()]).toEqual([1, { status: 'GAVE_UP', tries: 0, failureCode: later.code }]);
  expect(await readVitalSigns(knex)).toMatchObject({ effectsGivenUp: 1, givenUpByCode: { [later.code]: 1 } });
});

test('an unknown outcome is repeated once, ten seconds later, then given up', async () => {
  const lost = new Error('SMS_TIMEOUT');
  for (const seconds of [0, 5, 11, 30, 60, 61]) await runAfter(seconds, lost);
  expect([asked, await row()]).toEqual([2, { status: 'GAVE_UP', tries: 2, failureCode: 'OUTCOME_UNKNOWN' }]);
});
