import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answerRepeat } from '../../commands/answer-repeat.ts';
import { reinvite } from '../../commands/send-invitation.ts';
import { endOfNthDay, plusSeconds, type Instant } from '../../domain/calendar.ts';
import { actsOn, callBy, favoriteOf, invite, outcomeOf, recordOf, someLetter } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import {
  asEmployerUser,
  buildCast,
  eventsOf,
  inboxOf,
  outcomeOfCommand,
  recordedSms,
  settledEffects,
  storeUndelivered,
} from '../support/signing-cast.ts';
import { buildEmployer } from '../support/factories.ts';
import { eventually } from '../support/eventually.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';

/** Monday, 10:00 in Shanghai. */
const monday: Instant = '2026-11-02T02:00:00.000Z';
const daySeconds = 86_400;

let time: TurnedTime;
let platform: TestPlatform;
let sms: ReturnType<typeof recordedSms>;
let acts: ReturnType<typeof actsOn>;
beforeAll(async () => {
  time = await startTurnedTime();
  sms = recordedSms(time.now);
  platform = await startPlatform({ ...time, sms });
  acts = actsOn(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set(monday));

const statusOf = async (id: string) => (await recordOf(platform, id)).signing.status;
const typesOf = async (id: string) => (await eventsOf(platform, id)).map(({ type }) => type);
const untilStatus = (id: string, status: string) => eventually(async () => expect(await statusOf(id)).toBe(status));
/** Until when it may be answered. */
const endOf = async (id: string) => (await recordOf(platform, id)).state.respondBy;
const boundTo = async (graduateId: string) => {
  const rows = await platform
    .knex('graduate_binding')
    .where({ graduateId })
    .select<{ signingId: string }[]>('signingId');
  return rows.map(({ signingId }) => signingId);
};

describe('an answer', () => {
  test('on the sixth day counts, and reviews on day 66 still sign it', async () => {
    const { employer, graduate, college, school } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);

    await time.passUntil(plusSeconds(monday, 6 * daySeconds));
    expect(await acts.accept(graduate, id)).toBe('SUCCEEDED');
    await time.passUntil(plusSeconds(monday, 66 * daySeconds));
    expect(await acts.approve(college, id)).toBe('SUCCEEDED');
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');

    expect(await typesOf(id)).toEqual(['invited', 'accepted', 'stageApproved', 'signed']);
    expect((await recordOf(platform, id)).signing.agreementNo).toMatch(/^2027\d{12}[0-9A-Z]$/);
    expect(await settledEffects(platform, id)).toMatchObject({ SIGNED_GRADUATE: 'DONE', SIGNED_EMPLOYER: 'DONE' });
  });

  test('that nobody gives lapses at respondBy and tells both sides', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    const respondBy = endOfNthDay(monday, 7);

    await time.passUntil(plusSeconds(respondBy, 60));
    await untilStatus(id, 'RESPONSE_EXPIRED');

    const [, lapse] = await eventsOf(platform, id);
    expect(lapse).toMatchObject({ type: 'lapsed', cause: 'CLOCK' });
    expect(lapse && lapse.at > respondBy && lapse.at < plusSeconds(respondBy, 60)).toBe(true);
    await settledEffects(platform, id);
    expect(sms.to(id, employer).map(({ kind }) => kind)).toEqual(['INVITATION_EXPIRED_EMPLOYER']);
    expect(sms.to(id, graduate).map(({ kind }) => kind)).toContain('INVITATION_EXPIRED_GRADUATE');
    expect(await inboxOf(platform, id, employer)).toEqual(['INVITATION_SENT_EMPLOYER', 'INVITATION_EXPIRED_EMPLOYER']);
    expect((await inboxOf(platform, id, graduate)).at(-1)).toBe('INVITATION_EXPIRED_GRADUATE');
    expect(await boundTo(graduate.graduateId)).toEqual([]);
  });

  test('that comes late is told so, and changes nothing', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId, { responseWindowDays: 1 });
    await time.passUntil(plusSeconds(endOfNthDay(monday, 1), 60));
    await untilStatus(id, 'RESPONSE_EXPIRED');

    expect(await acts.accept(graduate, id)).toBe('RESPONSE_WINDOW_OVER');
    expect(await acts.decline(graduate, id)).toBe('RESPONSE_WINDOW_OVER');
    expect(await acts.withdraw(employer, id)).toBe('ACTION_NOT_ALLOWED');
    expect(await typesOf(id)).toEqual(['invited', 'lapsed']);
  });

  test('received a millisecond late is refused although its lapse was not recorded yet', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId, { responseWindowDays: 1 });
    const receivedAt = plusSeconds(await endOf(id), 0.001);
    const late = await storeUndelivered(platform, id, { kind: 'accept', by: 'INVITEE', ...graduate, receivedAt });

    await time.passUntil(plusSeconds(receivedAt, 60));

    expect(await outcomeOfCommand(platform, late)).toBe('RESPONSE_WINDOW_OVER');
    expect(await typesOf(id)).toEqual(['invited', 'lapsed']);
  });

  test('received at the last moment and delivered to nobody wins over the deadline', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId, { responseWindowDays: 1 });
    const receivedAt = await endOf(id);
    const lastMoment = await storeUndelivered(platform, id, { kind: 'accept', by: 'INVITEE', ...graduate, receivedAt });

    await time.passUntil(plusSeconds(receivedAt, 60));

    expect(await outcomeOfCommand(platform, lastMoment)).toBe('SUCCEEDED');
    expect(await typesOf(id)).toEqual(['invited', 'accepted']);
    expect(await boundTo(graduate.graduateId)).toEqual([id]);
  });

  test('given twice under one key is one act, answered the same', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    const { idempotency } = callBy(graduate, 'the key of this request');

    const both = await Promise.all([
      acts.accept(graduate, id, idempotency.key),
      acts.accept(graduate, id, idempotency.key),
    ]);

    expect(both).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const again = await answerRepeat(platform, graduate.accountId, idempotency);
    expect(again).toMatchObject({ outcome: 'SUCCEEDED', seq: 2, replayed: true, processId: id });
    expect(await typesOf(id)).toEqual(['invited', 'accepted']);
    expect(await platform.knex('command').where({ processId: id, kind: 'accept' })).toHaveLength(1);
  });

  test('given twice under two keys is one act and one refusal', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);

    const both = await Promise.all([acts.accept(graduate, id), acts.accept(graduate, id)]);

    expect(both.sort()).toEqual(['ACTION_NOT_ALLOWED', 'SUCCEEDED']);
    expect(await typesOf(id)).toEqual(['invited', 'accepted']);
  });

  test('of no closes it: the employer hears it at once and may invite again', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);

    expect(await acts.decline(graduate, id)).toBe('SUCCEEDED');

    expect(await eventsOf(platform, id)).toMatchObject([{}, { type: 'declined', data: { reason: '另有安排' } }]);
    await settledEffects(platform, id);
    expect(sms.to(id, employer)).toMatchObject([{ kind: 'INVITATION_DECLINED' }]);
    await expect(invite(platform, employer, graduate.graduateId)).resolves.not.toBe(id);
  });
});

describe('others', () => {
  test('cannot answer for the graduate, nor withdraw or review for those whose act it is', async () => {
    const [ours, theirs] = [await buildCast(platform), await buildCast(platform)];
    const id = await invite(platform, ours.employer, ours.graduate.graduateId);

    expect(await acts.accept(theirs.graduate, id)).toBe('NOT_FOUND');
    expect(await acts.withdraw(theirs.employer, id)).toBe('NOT_FOUND');
    expect(await acts.approve(ours.college, id)).toBe('NOT_FOUND');
    expect(await acts.accept(ours.graduate, id)).toBe('SUCCEEDED');
    expect(await acts.approve(theirs.college, id)).toBe('NOT_FOUND');
    expect(await acts.reject(theirs.school, id)).toBe('NOT_FOUND');
    expect(await acts.approve(ours.school, id)).toBe('ACTION_NOT_ALLOWED');
    expect(await typesOf(id)).toEqual(['invited', 'accepted']);
  });

  test('whose right ended between receipt and decision are refused by the decision', async () => {
    const { employer, graduate, college } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await acts.accept(graduate, id);
    const body = { expectedSeq: 2 };
    const left = await storeUndelivered(platform, id, { kind: 'approve', by: 'COLLEGE', ...college, body });
    await platform.knex('reviewer').where({ accountId: college.accountId }).update({ endedAt: monday });

    await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });

    expect(await outcomeOfCommand(platform, left)).toBe('ACTION_NOT_ALLOWED');
    expect(await statusOf(id)).toBe('COLLEGE_REVIEW');
  });

  test('who act on a closed signing get a short run of it, which refuses', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    expect(await acts.withdraw(employer, id)).toBe('SUCCEEDED');
    await settledEffects(platform, id);
    const tooLate = await storeUndelivered(platform, id, { kind: 'accept', by: 'INVITEE', ...graduate });

    await platform.engine.act({ id, kind: 'SIGNING', cohortYear: 2027 }, tooLate);

    expect(await outcomeOfCommand(platform, tooLate)).toBe('ACTION_NOT_ALLOWED');
    expect(await typesOf(id)).toEqual(['invited', 'withdrawn']);
  });
});

test('a withdrawn invitation tells the graduate that nothing is left to answer', async () => {
  const { employer, graduate } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);

  expect(await acts.withdraw(employer, id)).toBe('SUCCEEDED');

  expect(await statusOf(id)).toBe('WITHDRAWN');
  await settledEffects(platform, id);
  expect(sms.to(id, graduate).map(({ kind }) => kind)).toEqual(['INVITATION_SENT', 'INVITATION_WITHDRAWN']);
  expect(await acts.accept(graduate, id)).toBe('ACTION_NOT_ALLOWED');
});

test('a rejected review releases the graduate, tells both sides why, and a new invitation is linked to the old', async () => {
  const { employer, graduate, college } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  await acts.accept(graduate, id);
  expect(await boundTo(graduate.graduateId)).toEqual([id]);

  expect(await acts.reject(college, id)).toBe('SUCCEEDED');

  expect(await boundTo(graduate.graduateId)).toEqual([]);
  expect(await platform.knex('review_task').where({ processId: id })).toMatchObject([{ decision: 'REJECTED' }]);
  await settledEffects(platform, id);
  expect(sms.to(id, employer).at(-1)).toMatchObject({ kind: 'REVIEW_REJECTED_EMPLOYER' });
  expect(sms.to(id, graduate).at(-1)).toMatchObject({ kind: 'REVIEW_REJECTED_GRADUATE' });
  const previous = {
    record: await recordOf(platform, id),
    favorite: await favoriteOf(platform, employer, graduate.graduateId),
  };
  const again = await reinvite(platform, callBy(employer), previous, someLetter);
  expect(outcomeOf(again)).toBe('SUCCEEDED');
  expect((await recordOf(platform, again.processId)).signing.previousSigningId).toBe(id);
  expect(await acts.accept(graduate, again.processId)).toBe('SUCCEEDED');
});

test('an invitation beside an accepted one is view-only, and answerable again once the graduate is released', async () => {
  const { employer, graduate, college } = await buildCast(platform);
  const rival = asEmployerUser(await buildEmployer(platform));
  const [first, second] = [
    await invite(platform, employer, graduate.graduateId),
    await invite(platform, rival, graduate.graduateId),
  ];
  await acts.accept(graduate, first);

  expect(await acts.accept(graduate, second)).toBe('GRADUATE_BOUND');
  expect(await acts.decline(graduate, second)).toBe('GRADUATE_BOUND');
  expect(await acts.reject(college, first)).toBe('SUCCEEDED');
  expect(await acts.accept(graduate, second)).toBe('SUCCEEDED');
  expect(await boundTo(graduate.graduateId)).toEqual([second]);
});

describe('a change of ground', () => {
  const steps = { AWAITING_GRADUATE: 0, COLLEGE_REVIEW: 1, SCHOOL_REVIEW: 2 };
  test.each(Object.entries(steps))(
    'invalidates a signing in %s: both are told, nothing stays bound',
    async (status, count) => {
      const { employer, graduate, college } = await buildCast(platform);
      const id = await invite(platform, employer, graduate.graduateId);
      const path = [() => acts.accept(graduate, id), () => acts.approve(college, id)];
      for (const step of path.slice(0, count)) expect(await step()).toBe('SUCCEEDED');
      expect(await statusOf(id)).toBe(status);
      const body = { reason: 'EMPLOYER_DISABLED' };
      const fact = await storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body });

      await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });

      expect(await outcomeOfCommand(platform, fact)).toBe('SUCCEEDED');
      const { signing } = await recordOf(platform, id);
      expect(signing).toMatchObject({ status: 'INVALIDATED', invalidationReason: 'EMPLOYER_DISABLED' });
      expect(await boundTo(graduate.graduateId)).toEqual([]);
      expect(await platform.knex('review_task').where({ processId: id, decidedAt: null })).toEqual([]);
      await settledEffects(platform, id);
      expect(sms.to(id, employer).at(-1)).toMatchObject({ kind: 'SIGNING_INVALIDATED_EMPLOYER' });
      expect(sms.to(id, graduate).at(-1)).toMatchObject({ kind: 'SIGNING_INVALIDATED_GRADUATE' });
    },
  );

  test('that is not told yet is the reason when the window ends meanwhile, not the graduate’s silence', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await platform.knex('employer').where({ id: employer.employerId }).update({ verificationState: 'REVOKED' });

    await time.passUntil(plusSeconds(await endOf(id), 60));

    await untilStatus(id, 'INVALIDATED');
    expect((await eventsOf(platform, id)).at(-1)).toMatchObject({
      ...{ type: 'invalidated', cause: 'CLOCK', data: { reason: 'EMPLOYER_DISABLED' } },
    });
    expect((await recordOf(platform, id)).signing.invalidationReason).toBe('EMPLOYER_DISABLED');
  });

  test('does not touch a signing that is closed', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await acts.decline(graduate, id);
    const body = { reason: 'COHORT_CLOSED' };
    const fact = await storeUndelivered(platform, id, { kind: 'invalidate', by: 'SYSTEM', body });

    await platform.engine.poke({ id, kind: 'SIGNING', cohortYear: 2027 });

    expect(await outcomeOfCommand(platform, fact)).toBe('ACTION_NOT_ALLOWED');
    expect(await statusOf(id)).toBe('DECLINED');
  });
});
