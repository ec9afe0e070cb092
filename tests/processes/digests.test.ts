import type { Knex } from 'knex';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sendDigests } from '../../activities/send-digests.ts';
import { clockAt } from '../../database/clock.ts';
import { openDatabase } from '../../database/knex.ts';
import { personalDataWith } from '../../database/personal-data.ts';
import type { Sms, SmsOutcome, SmsSender } from '../../integrations/sms/sms.ts';
import { buildSigning } from '../support/build-signing.ts';
import { buildGraduate, buildReviewer, buildSchool, type BuiltSchool } from '../support/factories.ts';
import { testKeys } from '../support/test-keys.ts';
import { createTestDatabase } from '../support/servers.ts';

const personalData = personalDataWith(testKeys);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await createTestDatabase();
  knex = openDatabase(database.url, { poolMax: 4 });
  await knex('cohort').insert({ year: 2027, opensOn: '2026-09-01', closesOn: '2027-08-31' });
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

let sent: Sms[] = [];
beforeEach(async () => {
  sent = [];
  await knex('review_digest').delete();
  await knex('review_task').delete();
});

/** A gateway that answers by a script, at last as the last of it; an Error is an unknown outcome. */
function gateway(...outcomes: (SmsOutcome | Error)[]): SmsSender {
  const script = outcomes.length > 0 ? outcomes : [{ status: 'SENT', providerMessageId: 'p-1' } as const];
  return {
    recognisesRepeats: false,
    send(sms) {
      const outcome = script[Math.min(sent.length, script.length - 1)] as SmsOutcome | Error;
      sent.push(sms);
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
}

/** One run of the Schedule at an instant. */
function runAt(now: string, sms = gateway()): Promise<number> {
  const clock = clockAt(() => Promise.resolve(Date.parse(now)));
  return sendDigests({ knex, clock, personalData, sms, log: pino({ level: 'silent' }) }, () => undefined);
}

const data = () => ({ knex, personalData });
const signingOf = async (school: BuiltSchool, sentAt: string, status: 'COLLEGE_REVIEW' | 'SCHOOL_REVIEW') =>
  buildSigning(data(), { status, sentAt, graduate: await buildGraduate(data(), { school }) });
const phoneOf = async (accountId: string | null) => {
  const row = await knex('account').where({ id: accountId }).first<{ phoneEncrypted: string }>('phone_encrypted');
  return personalData.decrypt(row.phoneEncrypted);
};
const statusOf = (accountId: string | null) =>
  knex('review_digest').where({ accountId }).orderBy('day').pluck('status');

// A Monday, in Shanghai.
const at = (time: string, day = '2026-11-23') => new Date(`${day}T${time}:00+08:00`).toISOString();
const weekend = at('12:00', '2026-11-21');

test('on a working day from nine on each reviewer with new tasks gets one SMS that counts them, and nobody else', async () => {
  const school = await buildSchool(data());
  await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  await signingOf(school, weekend, 'SCHOOL_REVIEW');

  for (const early of [weekend, at('08:59')]) expect(await runAt(early)).toBe(0);
  expect(await runAt(at('09:00'))).toBe(2);

  const texts = Object.fromEntries(sent.map(({ to, text }) => [to, text]));
  expect(texts).toEqual({
    [await phoneOf(school.collegeReviewer)]: '您有2件新的审核待处理，目前共2件待审，请登录平台处理。',
    [await phoneOf(school.schoolReviewer)]: '您有1件新的审核待处理，目前共1件待审，请登录平台处理。',
  });
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test('one a day: what comes later is told on the next working day, what was told is not told again', async () => {
  const school = await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  expect(await runAt(at('09:00'))).toBe(1);
  await signingOf(school, at('10:00'), 'COLLEGE_REVIEW');

  expect(await runAt(at('14:00'))).toBe(0);
  expect(await runAt(at('21:45'))).toBe(0);
  expect(await runAt(at('09:00', '2026-11-24'))).toBe(1);
  expect(sent.at(-1)?.text).toContain('您有1件新的审核待处理，目前共2件待审');
  expect(await runAt(at('09:00', '2026-11-25'))).toBe(0);
});

test('where the college has no reviewer the school’s is told; one who has left is told nothing', async () => {
  const school = await buildSchool(data(), { collegeReviewer: false });
  const { schoolCode } = school;
  const left = await buildReviewer(data(), { level: 'SCHOOL', schoolCode, collegeId: null });
  await knex('reviewer').where({ accountId: left }).update({ endedAt: knex.fn.now() });
  const disabled = await buildReviewer(data(), { level: 'SCHOOL', schoolCode, collegeId: null });
  await knex('account').where({ id: disabled }).update({ disabledAt: knex.fn.now() });
  await signingOf(school, weekend, 'COLLEGE_REVIEW');

  expect(await runAt(at('09:00'))).toBe(1);
  expect(sent.map(({ to }) => to)).toEqual([await phoneOf(school.schoolReviewer)]);
});

test('two runs at once send one', async () => {
  const school = await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  const counts = await Promise.all([runAt(at('09:00')), runAt(at('09:00')), runAt(at('09:00'))]);
  expect(counts.sort()).toEqual([0, 0, 1]);
  expect(sent).toHaveLength(1);
});

test('what the gateway puts off goes later that day, what it refuses is given up with its code', async () => {
  const school = await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  const throttled = gateway({ status: 'LATER', code: 'ALIYUN_THROTTLING_USER', afterSeconds: 60 });
  for (const time of ['09:00', '09:15', '09:30']) expect(await runAt(at(time), throttled)).toBe(0);
  const row = await knex('review_digest').first('status', 'tries', 'failure_code');
  expect(row).toEqual({ status: 'PLANNED', tries: 0, failureCode: 'ALIYUN_THROTTLING_USER' });

  expect(await runAt(at('09:45'), gateway({ status: 'REFUSED', code: 'NUMBER_BLOCKED' }))).toBe(0);
  expect(await knex('review_digest').first('status', 'failure_code')).toEqual({
    ...{ status: 'GAVE_UP', failureCode: 'NUMBER_BLOCKED' },
  });
});

test('an unknown outcome is repeated once, then given up', async () => {
  const school = await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  const dead = gateway(new Error('SMS_TIMEOUT'));
  for (const time of ['09:00', '09:15', '09:30', '09:45']) expect(await runAt(at(time), dead)).toBe(0);
  expect(sent).toHaveLength(2);
  expect(await knex('review_digest').first('status', 'failure_code')).toEqual({
    ...{ status: 'GAVE_UP', failureCode: 'OUTCOME_UNKNOWN' },
  });
});

test('a digest that did not go on its day is left out, and its tasks are news again', async () => {
  const school = await buildSchool(data());
  await signingOf(school, weekend, 'COLLEGE_REVIEW');
  await runAt(at('20:00'), gateway({ status: 'LATER', code: 'ALIYUN_UNREACHABLE', afterSeconds: 30 }));
  expect(await runAt(at('09:00', '2026-11-24'))).toBe(1);
  expect(sent.at(-1)?.text).toContain('您有1件新的审核');
  expect(await statusOf(school.collegeReviewer)).toEqual(['LEFT_OUT', 'DONE']);
});
