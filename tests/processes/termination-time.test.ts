import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { eventually } from '../support/eventually.ts';
import { recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { eventsOf, inboxOf, outcomeOfCommand, recordedSms, settledEffects } from '../support/signing-cast.ts';
import { storeUndelivered } from '../support/signing-cast.ts';
import { actsOnTermination, apply, buildSignedCast, sign, terminationOf } from '../support/termination-cast.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';

/** Monday, 10:00 in Shanghai. */
const monday: Instant = '2026-11-02T02:00:00.000Z';
const daySeconds = 86_400;
const answerBy = endOfNthDay(monday, 15);

let time: TurnedTime;
let platform: TestPlatform;
let sms: ReturnType<typeof recordedSms>;
let acts: ReturnType<typeof actsOnTermination>;
beforeAll(async () => {
  time = await startTurnedTime();
  sms = recordedSms(time.now);
  platform = await startPlatform({ ...time, sms });
  acts = actsOnTermination(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set(monday));

const statusOf = async (id: string) => (await terminationOf(platform, id)).termination.status;
const signingStatusOf = async (id: string) => (await recordOf(platform, id)).signing.status;
const typesOf = async (id: string) => (await eventsOf(platform, id)).map(({ type }) => type);
const untilStatus = (id: string, status: string) => eventually(async () => expect(await statusOf(id)).toBe(status));
const isBound = async (graduateId: string) =>
  (await platform.knex('graduate_binding').where({ graduateId }).first()) !== undefined;
const ref = (id: string) => ({ id, kind: 'TERMINATION', cohortYear: 2027 }) as const;

describe('the other side', () => {
  test('that is silent for fifteen days is reminded three times, has not consented, and both sides are told', async () => {
    const { employer, graduate, signingId } = await buildSignedCast(platform);
    const id = await apply(platform, employer, signingId);

    await time.passUntil(plusSeconds(answerBy, 60));
    await untilStatus(id, 'COUNTERPARTY_EXPIRED');

    expect(await eventsOf(platform, id)).toMatchObject([{ type: 'applied' }, { type: 'lapsed', cause: 'CLOCK' }]);
    await settledEffects(platform, id);
    expect(sms.to(id, graduate).map(({ kind }) => kind)).toEqual([
      ...['TERMINATION_ASKED_GRADUATE', 'DAY_5', 'DAY_10', 'DAY_14', 'TERMINATION_EXPIRED'],
    ]);
    expect(await inboxOf(platform, id, employer)).toEqual(['TERMINATION_APPLIED', 'TERMINATION_EXPIRED_EMPLOYER']);
    expect([await signingStatusOf(signingId), await isBound(graduate.graduateId)]).toEqual(['SIGNED', true]);
  });

  test('that agrees on day 14 sends it to review, which ends the agreement on day 60', async () => {
    const { employer, graduate, school, signingId } = await buildSignedCast(platform);
    const id = await apply(platform, graduate, signingId);

    await time.passUntil(plusSeconds(monday, 14 * daySeconds + 3_600));
    expect(await acts.agree(employer, id)).toBe('SUCCEEDED');
    await time.passUntil(plusSeconds(monday, 60 * daySeconds));
    expect(await signingStatusOf(signingId)).toBe('SIGNED');
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');

    expect(await typesOf(id)).toEqual(['applied', 'agreed', 'terminated']);
    expect([await signingStatusOf(signingId), await isBound(graduate.graduateId)]).toEqual(['TERMINATED', false]);
    expect(await settledEffects(platform, id)).toMatchObject({
      TERMINATED_EMPLOYER: 'DONE',
      TERMINATED_GRADUATE: 'DONE',
    });
    const reviewers = await inboxOf(platform, id, school);
    expect(reviewers).toEqual(['TERMINATION_TASK_OPENED', 'REVIEW_REMINDER', 'REVIEW_ESCALATION']);
  });

  test('that answers late is told so; received in time and delivered late it counts', async () => {
    const [late, intime] = [await buildSignedCast(platform), await buildSignedCast(platform)];
    const first = await apply(platform, late.employer, late.signingId);
    const second = await apply(platform, intime.employer, intime.signingId);
    const body = { fileIds: [] };
    const undelivered = (id: string, by: typeof late, receivedAt: Instant) =>
      storeUndelivered(platform, id, { kind: 'agree', by: 'INVITEE', ...by.graduate, body, receivedAt });
    const tooLate = await undelivered(first, late, plusSeconds(answerBy, 0.001));
    const lastMoment = await undelivered(second, intime, answerBy);

    await time.passUntil(plusSeconds(answerBy, 60));

    expect(await outcomeOfCommand(platform, tooLate)).toBe('RESPONSE_WINDOW_OVER');
    expect(await outcomeOfCommand(platform, lastMoment)).toBe('SUCCEEDED');
    expect([await statusOf(first), await statusOf(second)]).toEqual(['COUNTERPARTY_EXPIRED', 'SCHOOL_REVIEW']);
  });
});

describe('mediation', () => {
  test('after silence goes straight to the school, by the side that got no answer, for thirty days', async () => {
    const { employer, graduate, school, signingId } = await buildSignedCast(platform);
    await expect(apply(platform, graduate, signingId, { kind: 'MEDIATION' })).rejects.toThrow('ACTION_NOT_ALLOWED');
    const silent = await apply(platform, graduate, signingId);
    await time.passUntil(plusSeconds(answerBy, 60));
    await untilStatus(silent, 'COUNTERPARTY_EXPIRED');
    await expect(apply(platform, employer, signingId, { kind: 'MEDIATION' })).rejects.toThrow('ACTION_NOT_ALLOWED');

    const id = await apply(platform, graduate, signingId, { kind: 'MEDIATION' });

    expect(await statusOf(id)).toBe('SCHOOL_REVIEW');
    expect(await acts.agree(employer, id)).toBe('ACTION_NOT_ALLOWED');
    expect(await acts.reject(school, id)).toBe('SUCCEEDED');
    expect([await statusOf(id), await signingStatusOf(signingId)]).toEqual(['REJECTED', 'SIGNED']);
    await time.set(plusSeconds(endOfNthDay(answerBy, 32), 0));
    await expect(apply(platform, graduate, signingId, { kind: 'MEDIATION' })).rejects.toThrow('ACTION_NOT_ALLOWED');
  });

  test('against a disabled unit is what its graduate asks for, at once; its consent is not asked', async () => {
    const { employer, graduate, school, signingId } = await buildSignedCast(platform);
    await platform.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'REVOKED' });
    await expect(apply(platform, graduate, signingId, { kind: 'CONSENT' })).rejects.toThrow('ACTION_NOT_ALLOWED');

    const id = await apply(platform, graduate, signingId, { kind: undefined });

    expect((await terminationOf(platform, id)).termination.kind).toBe('MEDIATION');
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');
    expect([await signingStatusOf(signingId), await isBound(graduate.graduateId)]).toEqual(['TERMINATED', false]);
  });
});

describe('the notice that the school asks for', () => {
  const noticeUntil = endOfNthDay(monday, 7);
  const withNotice = async () => {
    const cast = await buildSignedCast(platform);
    await platform.knex('school').where({ schoolCode: cast.school.schoolCode }).update({ terminationNoticeDays: 7 });
    const id = await apply(platform, cast.employer, cast.signingId);
    expect(await acts.agree(cast.graduate, id)).toBe('SUCCEEDED');
    return { ...cast, id };
  };

  test('holds what was approved until it is over; then it takes effect by itself, and the graduate is free', async () => {
    const { graduate, school, signingId, id } = await withNotice();
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');
    const { termination, state } = await terminationOf(platform, id);
    expect([termination.status, termination.effectiveAt, state.review]).toEqual(['SCHOOL_REVIEW', noticeUntil, null]);
    expect([await signingStatusOf(signingId), await isBound(graduate.graduateId)]).toEqual(['SIGNED', true]);

    await time.passUntil(plusSeconds(noticeUntil, 60));
    await untilStatus(id, 'TERMINATED');

    expect(await typesOf(id)).toEqual(['applied', 'agreed', 'approved', 'terminated']);
    expect(await eventsOf(platform, signingId)).toMatchObject([{}, {}, {}, { type: 'terminated', cause: 'PROCESS' }]);
    expect([await signingStatusOf(signingId), await isBound(graduate.graduateId)]).toEqual(['TERMINATED', false]);
  });

  test('that is over when the school approves holds nothing', async () => {
    const { school, signingId, id } = await withNotice();
    await time.passUntil(plusSeconds(noticeUntil, 60));
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');
    expect([await statusOf(id), await signingStatusOf(signingId)]).toEqual(['TERMINATED', 'TERMINATED']);
  });
});

test('the chain is the one the case began with, and the agreement’s two can sign anew after it', async () => {
  const cast = await buildSignedCast(platform, { terminationChain: ['COLLEGE', 'SCHOOL'] });
  const { employer, graduate, college, school, signingId } = cast;
  const id = await apply(platform, employer, signingId);
  await platform
    .knex('school')
    .where({ schoolCode: school.schoolCode })
    .update({ terminationChain: ['SCHOOL'] });
  expect(await acts.agree(graduate, id)).toBe('SUCCEEDED');
  expect(await acts.approve(school, id)).toBe('ACTION_NOT_ALLOWED');
  expect(await acts.approve(college, id)).toBe('SUCCEEDED');
  expect(await acts.approve(school, id)).toBe('SUCCEEDED');
  expect(await typesOf(id)).toEqual(['applied', 'agreed', 'stageApproved', 'terminated']);

  expect(await signingStatusOf(await sign(platform, cast))).toBe('SIGNED');
});

describe('a change of ground', () => {
  test('invalidates an open termination in either of its waits; the agreement stays in force', async () => {
    for (const steps of [0, 1]) {
      const { employer, graduate, signingId } = await buildSignedCast(platform);
      const id = await apply(platform, employer, signingId);
      if (steps === 1) expect(await acts.agree(graduate, id)).toBe('SUCCEEDED');
      const body = { reason: 'GRADUATE_RECORD_REMOVED' };
      const fact = await storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body });
      await platform.engine.poke(ref(id));
      expect(await outcomeOfCommand(platform, fact)).toBe('SUCCEEDED');
      expect([await statusOf(id), await signingStatusOf(signingId)]).toEqual(['INVALIDATED', 'SIGNED']);
      expect(await platform.knex('review_task').where({ processId: id, decidedAt: null })).toEqual([]);
    }
  });
});
