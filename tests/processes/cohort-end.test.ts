import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeCohorts } from '../../commands/close-cohorts.ts';
import type { Instant } from '../../domain/calendar.ts';
import { eventually } from '../support/eventually.ts';
import { actsOn, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { buildCast, eventsOf, outcomeOfCommand, recordedSms, storeUndelivered } from '../support/signing-cast.ts';
import { startTurnedTime, type TurnedTime } from '../support/time-skipping.ts';

/** The last day of the cohort is 31 August: in Shanghai it ends at 16:00 UTC. */
const lastMorning: Instant = '2027-08-31T01:00:00.000Z';
const justInTime: Instant = '2027-08-31T15:59:58.000Z';
const over: Instant = '2027-08-31T16:00:05.000Z';

let time: TurnedTime;
let platform: TestPlatform;
let acts: ReturnType<typeof actsOn>;
beforeAll(async () => {
  time = await startTurnedTime();
  platform = await startPlatform({ ...time, sms: recordedSms(time.now) });
  acts = actsOn(platform);
}, 90_000);
afterAll(async () => {
  await platform.stop();
  await time.stop();
});
beforeEach(() => time.set('2027-08-20T02:00:00.000Z'));

const typesOf = async (id: string) => (await eventsOf(platform, id)).map(({ type }) => type);

/** A signing of which the last review is open on the last morning. */
async function inLastReview() {
  const { employer, graduate, college, school } = await buildCast(platform);
  const id = await invite(platform, employer, graduate.graduateId);
  expect(await acts.accept(graduate, id)).toBe('SUCCEEDED');
  expect(await acts.approve(college, id)).toBe('SUCCEEDED');
  await time.passUntil(lastMorning);
  return { id, school };
}

test('nobody is promised to be waited for beyond the last day', async () => {
  const { employer, graduate } = await buildCast(platform);
  const inviting = (responseWindowDays: number) =>
    invite(platform, employer, graduate.graduateId, { responseWindowDays });
  await expect(inviting(12)).rejects.toThrow('COHORT_CLOSED');
  expect((await recordOf(platform, await inviting(11))).state.respondBy).toBe('2027-08-31T15:59:59.000Z');
});

describe('at the end of a cohort receipt decides', () => {
  test('an approval received on the last day signs, though it is decided after midnight and behind it the end waits', async () => {
    const { id, school } = await inLastReview();
    const approval = { kind: 'approve', by: 'SCHOOL', ...school, body: { expectedSeq: 3 } } as const;
    const stored = await storeUndelivered(platform, id, { ...approval, receivedAt: justInTime });
    await time.passUntil(over);
    await closeCohorts(platform);
    expect(await outcomeOfCommand(platform, stored)).toBe('SUCCEEDED');
    expect(await typesOf(id)).toEqual(['invited', 'accepted', 'stageApproved', 'signed']);
  }, 60_000);

  test('one received after it is refused', async () => {
    const { id, school } = await inLastReview();
    await time.passUntil(over);
    expect(await acts.approve(school, id)).toBe('COHORT_CLOSED');
  }, 60_000);

  test('an acceptance received on the last day counts, is dated by its receipt, and then ends with the cohort', async () => {
    const { employer, graduate } = await buildCast(platform);
    const id = await invite(platform, employer, graduate.graduateId, { responseWindowDays: 11 });
    const stored = await storeUndelivered(platform, id, {
      ...{ kind: 'accept', by: 'INVITEE', ...graduate, receivedAt: justInTime },
    });
    await time.passUntil(over);
    await closeCohorts(platform);
    expect(await outcomeOfCommand(platform, stored)).toBe('SUCCEEDED');
    expect((await recordOf(platform, id)).signing.acceptedAt).toBe(justInTime);
    await eventually(async () =>
      expect((await eventsOf(platform, id))[2]).toMatchObject({
        ...{ type: 'invalidated', data: { reason: 'COHORT_CLOSED' } },
      }),
    );
  }, 60_000);
});
