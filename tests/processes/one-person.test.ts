import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findViolations } from '../../commands/check-invariants.ts';
import { findGraduateProfile } from '../../database/queries/graduate-profile.ts';
import { findSchoolGraduate } from '../../database/queries/school-graduates.ts';
import { bindingReasons } from '../../domain/binding.ts';
import type { GraduateUser } from '../../domain/permissions.ts';
import { buildEmployer, buildGraduate, buildSchool, nextIdNumber } from '../support/factories.ts';
import { actsOn, decided, invite, recordOf } from '../support/people.ts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { asEmployerUser, asReviewer } from '../support/signing-cast.ts';

let platform: TestPlatform;
let acts: ReturnType<typeof actsOn>;
beforeAll(async () => {
  platform = await startPlatform();
  acts = actsOn(platform);
}, 60_000);
afterAll(() => platform.stop());

/** One person whom as many schools have recorded, for these cohorts, and an invitation to each record by a unit of its own. */
async function recordedBy(cohorts: readonly number[]) {
  const idNumber = nextIdNumber();
  let accountId: string | undefined;
  const records = [];
  for (const cohortYear of cohorts) {
    const school = await buildSchool(platform);
    const built = await buildGraduate(platform, { school, idNumber, cohortYear, ...(accountId ? { accountId } : {}) });
    ({ accountId } = built);
    const employer = asEmployerUser(await buildEmployer(platform));
    records.push({ ...built, school, employer, id: await invite(platform, employer, built.graduateId) });
  }
  const graduateIds = records.map(({ graduateId }) => graduateId).reverse();
  const person: GraduateUser = {
    ...{ userType: 'GRADUATE', accountId: accountId ?? '', sessionId: randomUUID() },
    ...{ graduateId: graduateIds[0] ?? '', graduateIds },
  };
  return { person, records };
}

const reasonsIn = async (id: string) => bindingReasons((await recordOf(platform, id)).ground);

describe('one person whom two schools have recorded for a cohort', () => {
  test('accepts one invitation; the other record is bound by it, until a review lets them go', async () => {
    const { person, records } = await recordedBy([2027, 2027]);
    const [first, second] = records as [(typeof records)[0], (typeof records)[0]];
    expect(await acts.accept(person, first.id)).toBe('SUCCEEDED');

    expect(await acts.accept(person, second.id)).toBe('GRADUATE_BOUND');
    expect(await acts.decline(person, second.id)).toBe('GRADUATE_BOUND');
    expect(await reasonsIn(second.id)).toEqual(['ACCEPTED_ELSEWHERE']);
    const profile = await findGraduateProfile(platform.knex, second.graduateId);
    const { schoolCode } = second.school;
    const read = await findSchoolGraduate(platform.knex, { schoolCode, collegeId: null }, second.graduateId);
    for (const shown of [profile, read]) expect(shown && bindingReasons(shown.ground)).toEqual(['ACCEPTED_ELSEWHERE']);

    expect(await acts.reject(asReviewer(first.school, 'COLLEGE'), first.id)).toBe('SUCCEEDED');
    expect(await acts.accept(person, second.id)).toBe('SUCCEEDED');
  });

  test('has one agreement for the cohort', async () => {
    const { person, records } = await recordedBy([2027, 2027]);
    const [first, second] = records as [(typeof records)[0], (typeof records)[0]];
    expect(await acts.accept(person, second.id)).toBe('SUCCEEDED');
    for (const level of ['COLLEGE', 'SCHOOL'] as const)
      expect(await acts.approve(asReviewer(second.school, level), second.id)).toBe('SUCCEEDED');
    expect(await reasonsIn(first.id)).toEqual(['SIGNED_ELSEWHERE']);
    expect(await acts.accept(person, first.id)).toBe('GRADUATE_BOUND');
  });

  test('of ten acceptances by ten records at once, one wins', async () => {
    const { person, records } = await recordedBy(Array.from({ length: 10 }, () => 2027));
    await Promise.all(records.map(({ id }) => acts.accept(person, id)));
    // What was decided, and not what was answered in time: on a busy machine that may be "received".
    const accepted = platform.knex('command').where({ kind: 'accept', actorAccountId: person.accountId });
    const told = await Promise.all((await accepted.pluck<string[]>('id')).map((id) => decided(platform, id)));
    expect(told).toHaveLength(records.length);
    expect(told.filter((outcome) => outcome === 'SUCCEEDED')).toHaveLength(1);
    expect(new Set(told)).toEqual(new Set(['SUCCEEDED', 'GRADUATE_BOUND']));
    expect(await findViolations(platform)).toEqual([]);
  });
});

test('what binds somebody as a graduate of one cohort leaves them free in another', async () => {
  await platform.knex('cohort').insert({ year: 2028, opensOn: '2026-09-01', closesOn: '2028-08-31' });
  const { person, records } = await recordedBy([2027, 2028]);
  const [first, second] = records as [(typeof records)[0], (typeof records)[0]];
  expect(await acts.accept(person, first.id)).toBe('SUCCEEDED');
  expect(await reasonsIn(second.id)).toEqual([]);
});
