import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plusSeconds, type Instant } from '../../domain/calendar.ts';
import { buildEmployer } from '../support/factories.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { asEmployerUser, buildCast, eventsOf, inboxOf, recordedSms, settledEffects } from '../support/signing-cast.ts';
import type { Cast } from '../support/signing-cast.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';

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

const reference = (id: string) => ({ id, kind: 'SIGNING' as const, cohortYear: 2027 });
/** When each reminder came into somebody's inbox, to the minute. */
const reminded = async (id: string, { accountId }: { accountId: string }) => {
  const rows = await platform
    .knex('notification')
    .where({ processId: id, accountId })
    .whereIn('kind', ['HALF_TIME', 'LAST_DAY', 'LAST_HOURS', 'REVIEW_REMINDER', 'REVIEW_ESCALATION'])
    .orderBy('created_at')
    .select<{ kind: string; createdAt: Instant }[]>('kind', 'created_at');
  return rows.map(({ kind, createdAt }) => `${kind} ${nearly(createdAt)}`);
};
/** An instant to the nearest ten minutes: what is due at it happens moments later, on a busy machine seconds. */
const nearly = (at: Instant) => `${plusSeconds(at, 300).slice(0, 15)}0`;
const texted = (id: string, person: { accountId: string }) =>
  sms.to(id, person).map(({ kind, at }) => `${kind} ${nearly(at)}`);

describe('the graduate is reminded', () => {
  const monday: Instant = '2026-11-02T02:00:00.000Z';
  let cast: Cast;
  let id: string;
  beforeAll(async () => {
    await time.set(monday);
    cast = await buildCast(platform);
    id = await invite(platform, cast.employer, cast.graduate.graduateId);
    // Knocks on the way: a turn of the process that decides nothing repeats no reminder.
    for (const day of [1, 3, 4, 6]) {
      await time.passUntil(plusSeconds(monday, day * 86_400));
      await platform.engine.poke(reference(id));
    }
    await time.passUntil('2026-11-10T02:00:00.000Z');
    await settledEffects(platform, id);
  }, 60_000);

  test('in the inbox at half time, a day before the end and the last evening, exactly once each', async () => {
    expect(await reminded(id, cast.graduate)).toEqual([
      'HALF_TIME 2026-11-05T21:00',
      'LAST_DAY 2026-11-08T16:00',
      'LAST_HOURS 2026-11-09T13:20',
    ]);
  });

  test('by SMS in waking hours: at night it waits until 08:00, and what could not wait comes the evening before', () => {
    expect(texted(id, cast.graduate)).toEqual([
      'INVITATION_SENT 2026-11-02T02:00',
      'HALF_TIME 2026-11-06T00:00',
      'LAST_DAY 2026-11-09T00:00',
      'LAST_HOURS 2026-11-09T13:20',
      'INVITATION_EXPIRED_GRADUATE 2026-11-09T16:00',
    ]);
  });

  test('and the employer is not', async () => {
    expect(await inboxOf(platform, id, cast.employer)).toEqual([
      'INVITATION_SENT_EMPLOYER',
      'INVITATION_EXPIRED_EMPLOYER',
    ]);
    expect(texted(id, cast.employer)).toEqual(['INVITATION_EXPIRED_EMPLOYER 2026-11-09T16:00']);
  });

  test('without a step of seq: reminders are no events', async () => {
    expect(await eventsOf(platform, id)).toHaveLength(2);
  });
});

describe('a reminder is left out', () => {
  test('when the answer came before it', async () => {
    await time.set('2026-11-02T02:00:00.000Z');
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await acts.accept(graduate, id);

    await time.passUntil('2026-11-10T02:00:00.000Z');

    expect(await reminded(id, graduate)).toEqual([]);
    expect(texted(id, graduate)).toEqual(['INVITATION_SENT 2026-11-02T02:00']);
  });

  test('as an SMS when the answer came while it waited for the morning', async () => {
    await time.set('2026-11-02T02:00:00.000Z');
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await time.passUntil('2026-11-05T22:00:00.000Z');
    await eventually(async () => expect(await reminded(id, graduate)).toEqual(['HALF_TIME 2026-11-05T21:00']));
    await acts.decline(graduate, id);

    await time.passUntil('2026-11-06T00:01:00.000Z');

    expect(await settledEffects(platform, id)).toMatchObject({ HALF_TIME: 'LEFT_OUT' });
    expect(texted(id, graduate)).toEqual(['INVITATION_SENT 2026-11-02T02:00']);
  });

  test('when it is more than an hour late, as after an outage; the next one goes', async () => {
    await time.set('2026-11-02T02:00:00.000Z');
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId);
    await time.passUntil('2026-11-05T20:00:00.000Z');
    await time.set('2026-11-05T21:10:00.000Z'); // what was due at 20:59:59 goes off at 22:09:59
    await time.passUntil('2026-11-05T23:00:00.000Z');
    await time.set('2026-11-05T21:50:00.000Z');

    await time.passUntil('2026-11-08T17:00:00.000Z');

    await eventually(async () => expect(await reminded(id, graduate)).toEqual(['LAST_DAY 2026-11-08T16:00']));
  });

  test('while the graduate is bound elsewhere and could only look at the invitation', async () => {
    await time.set('2026-11-02T02:00:00.000Z');
    const { employer, graduate, college } = await buildCast(platform);
    const rival = asEmployerUser(await buildEmployer(platform));
    const accepted = await invite(platform, employer, graduate.graduateId);
    const beside = await invite(platform, rival, graduate.graduateId);
    await acts.accept(graduate, accepted);
    await time.passUntil('2026-11-06T02:00:00.000Z');
    expect(await reminded(beside, graduate)).toEqual([]);
    await acts.reject(college, accepted);

    await time.passUntil('2026-11-08T17:00:00.000Z');

    await eventually(async () => expect(await reminded(beside, graduate)).toEqual(['LAST_DAY 2026-11-08T16:00']));
  });

  test('when it would come within six hours of the one before', async () => {
    await time.set('2026-11-02T15:00:00.000Z'); // 14 hours: half time after 7, two hours before the end after 12
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId, { sandboxDeadlineSeconds: 14 * 3_600 });

    await time.passUntil('2026-11-03T06:00:00.000Z');

    expect(await reminded(id, graduate)).toEqual(['HALF_TIME 2026-11-02T22:00']);
  });
});

describe('the reviewers are reminded, louder each time, and silence never decides', () => {
  /** A signing accepted at this moment. */
  const acceptedAt = async (moment: Instant, options: Parameters<typeof buildCast>[1] = {}) => {
    await time.set(moment);
    const cast = await buildCast(platform, options);
    const id = await invite(platform, cast.employer, cast.graduate.graduateId);
    expect(await acts.accept(cast.graduate, id)).toBe('SUCCEEDED');
    return { ...cast, id };
  };

  test('over a weekend: the college after 3 working days, the school after 5', async () => {
    const { id, college, school } = await acceptedAt('2026-11-19T02:00:00.000Z'); // Thursday
    await time.passUntil('2026-11-27T02:00:00.000Z');
    await settledEffects(platform, id);

    expect(await reminded(id, college)).toEqual(['REVIEW_REMINDER 2026-11-24T02:00']);
    expect(await reminded(id, school)).toEqual(['REVIEW_ESCALATION 2026-11-26T02:00']);
    expect(texted(id, college)).toEqual(['REVIEW_REMINDER 2026-11-24T02:00']);
    expect(texted(id, school)).toEqual(['REVIEW_ESCALATION 2026-11-26T02:00']);
  });

  test('over National Day, with the Saturday after it that is worked', async () => {
    const { id, college, school } = await acceptedAt('2026-09-29T02:00:00.000Z'); // Tuesday
    await time.passUntil('2026-10-13T02:00:00.000Z');
    await settledEffects(platform, id);

    expect(await reminded(id, college)).toEqual(['REVIEW_REMINDER 2026-10-09T02:00']);
    expect(await reminded(id, school)).toEqual(['REVIEW_ESCALATION 2026-10-12T02:00']);
  });

  test('by SMS at 08:00 where it is due in the night', async () => {
    const { id, college } = await acceptedAt('2026-11-02T15:30:00.000Z'); // Monday 23:30
    await time.passUntil('2026-11-06T02:00:00.000Z');
    await settledEffects(platform, id);

    expect(await reminded(id, college)).toEqual(['REVIEW_REMINDER 2026-11-05T15:30']);
    expect(texted(id, college)).toEqual(['REVIEW_REMINDER 2026-11-06T00:00']);
  });

  test('no more once the stage is decided; the next stage has days of its own', async () => {
    const { id, college, school } = await acceptedAt('2026-11-02T02:00:00.000Z');
    await time.passUntil('2026-11-04T02:00:00.000Z');
    expect(await acts.approve(college, id)).toBe('SUCCEEDED');
    await time.passUntil('2026-11-12T02:00:00.000Z');
    await settledEffects(platform, id);

    expect(await reminded(id, college)).toEqual([]);
    expect(await reminded(id, school)).toEqual([
      'REVIEW_REMINDER 2026-11-09T02:00',
      'REVIEW_ESCALATION 2026-11-11T02:00',
    ]);
  });

  test('the school acts in place of a silent college from the escalation on, and it is marked so', async () => {
    const { id, school } = await acceptedAt('2026-11-02T02:00:00.000Z');
    await time.passUntil('2026-11-09T01:50:00.000Z');
    expect(await acts.approve(school, id)).toBe('ACTION_NOT_ALLOWED');
    await time.passUntil('2026-11-09T02:01:00.000Z');

    expect(await acts.approve(school, id)).toBe('SUCCEEDED');
    expect(await acts.approve(school, id)).toBe('SUCCEEDED');

    expect(await eventsOf(platform, id)).toMatchObject([
      {},
      {},
      { type: 'stageApproved', data: { stage: 'COLLEGE', inPlaceOfCollege: true } },
      { type: 'signed', data: { stage: 'SCHOOL', inPlaceOfCollege: false } },
    ]);
    const tasks = await platform.knex('review_task').where({ processId: id }).orderBy('opened_seq');
    expect(tasks).toMatchObject([
      { stage: 'COLLEGE', inPlaceOfCollege: true, decidedBy: school.accountId, decision: 'APPROVED' },
      { stage: 'SCHOOL', inPlaceOfCollege: false, decidedBy: school.accountId, decision: 'APPROVED' },
    ]);
  });

  test('the school is told and acts at once where the college has no reviewer', async () => {
    const { id, school } = await acceptedAt('2026-11-02T02:00:00.000Z', { collegeReviewer: false });
    expect(await inboxOf(platform, id, school)).toEqual(['REVIEW_TASK_OPENED']);

    expect(await acts.reject(school, id)).toBe('SUCCEEDED');

    const events = await eventsOf(platform, id);
    expect(events.at(-1)).toMatchObject({ type: 'reviewRejected', data: { stage: 'COLLEGE', inPlaceOfCollege: true } });
  });

  test.each([
    ['COLLEGE_REVIEW', ['COLLEGE']],
    ['SCHOOL_REVIEW', ['SCHOOL']],
  ] as const)('a year of silence in %s approves and rejects nothing', async (status, signingChain) => {
    const { id, college, school } = await acceptedAt('2026-11-02T02:00:00.000Z', { signingChain: [...signingChain] });

    await time.passUntil('2027-11-03T02:00:00.000Z');

    const { signing, seq } = await recordOf(platform, id);
    expect([signing.status, seq]).toEqual([status, 2]);
    const toReviewers = [...(await reminded(id, college)), ...(await reminded(id, school))];
    expect(toReviewers).toEqual(['REVIEW_REMINDER 2026-11-05T02:00', 'REVIEW_ESCALATION 2026-11-09T02:00']);
  });
});
