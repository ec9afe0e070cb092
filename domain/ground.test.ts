import { describe, expect, test } from '@jest/globals';
import {
  groundLoss,
  groundOn,
  groundRefusal,
  outdatesFavorites,
  stateOnceEnabled,
  takesGround,
  unconfirms,
} from './ground.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const sound = { employerState: 'VERIFIED', graduateRemoved: false, cohortOver: false } as const;

describe('the ground of a signing', () => {
  test.each(verificationStateCodes)('is there with a unit %s, unless it is disabled', (employerState) =>
    expect(groundLoss({ ...sound, employerState })).toBe(employerState === 'REVOKED' ? 'EMPLOYER_DISABLED' : null),
  );

  test('is gone with the graduate, and with the cohort', () => {
    expect(groundLoss({ ...sound, graduateRemoved: true })).toBe('GRADUATE_RECORD_REMOVED');
    expect(groundLoss({ ...sound, cohortOver: true })).toBe('COHORT_CLOSED');
  });

  test('that is gone is told by a refusal of its own', () => {
    const losses = ['EMPLOYER_DISABLED', 'GRADUATE_RECORD_REMOVED', 'COHORT_CLOSED', null] as const;
    const told = (invalidationWaits: boolean) =>
      losses.map((loss) => groundRefusal({ groundLoss: loss, invalidationWaits }));
    expect(told(false)).toEqual(['EMPLOYER_DISABLED', 'GRADUATE_REMOVED', 'COHORT_CLOSED', null]);
    expect(told(true)).toEqual(['EMPLOYER_DISABLED', 'GRADUATE_REMOVED', 'COHORT_CLOSED', 'ACTION_NOT_ALLOWED']);
  });
});

describe('the ground as the rows tell it', () => {
  const row = {
    employerState: 'VERIFIED',
    graduateRemovedAt: null,
    favoriteCurrent: true,
    opensOn: '2026-09-01',
    closesOn: '2027-08-31',
  } as const;

  test.each([
    ['2026-08-31', { cohortOpen: false, cohortOver: false }],
    ['2026-09-01', { cohortOpen: true, cohortOver: false }],
    ['2027-08-31', { cohortOpen: true, cohortOver: false }],
    ['2027-09-01', { cohortOpen: false, cohortOver: true }],
  ])('the cohort is open on both its first and its last day: %s', (today, cohort) => {
    expect(groundOn(today, row)).toEqual({
      ...{ employerState: 'VERIFIED', graduateRemoved: false, favoriteCurrent: true, ...cohort },
      cohortClosesOn: row.closesOn,
    });
  });

  test('the graduate is removed from the moment on that stands in the record', () => {
    expect(groundOn('2026-10-01', { ...row, graduateRemovedAt: '2026-09-30T02:00:00.000Z' }).graduateRemoved).toBe(
      true,
    );
  });
});

describe('a correction', () => {
  test.each(['name', 'idNumber', 'cohort'] as const)('of %s takes the ground from open signings', (field) => {
    expect(takesGround(['major', field])).toBe(true);
    expect([outdatesFavorites([field]), outdatesFavorites(['phone', field])]).toEqual([true, true]);
  });

  test.each(['educationLevel', 'major'] as const)('of %s makes favorites outdated, signings stay', (field) => {
    expect([takesGround([field]), outdatesFavorites([field])]).toEqual([false, true]);
  });

  test('of what no signing and no favorite says leaves both alone', () => {
    const rest = ['examNo', 'collegeId', 'trainingMode', 'phone'] as const;
    expect([takesGround(rest), outdatesFavorites(rest)]).toEqual([false, false]);
  });
});

describe('a unit that is enabled again', () => {
  test('stands where it stood, if it is still the unit that was verified', () => {
    expect(stateOnceEnabled('VERIFIED', true)).toBe('VERIFIED');
    expect(stateOnceEnabled('VERIFIED', false)).toBe('REVERIFY_REQUIRED');
    expect(stateOnceEnabled('REVERIFY_REQUIRED', true)).toBe('REVERIFY_REQUIRED');
  });

  test('is not verified where it was not', () => {
    for (const before of ['UNVERIFIED', 'IN_PROGRESS', 'REVOKED'] as const)
      expect(stateOnceEnabled(before, true)).toBe('UNVERIFIED');
  });
});

test('what a graduate has confirmed is asked for again where letters tell it, or it says how they may be employed', () => {
  for (const field of ['name', 'major', 'educationLevel', 'trainingMode'] as const)
    expect(unconfirms(['phone', field])).toBe(true);
  expect(unconfirms(['phone', 'examNo', 'collegeId', 'homeRegion', 'sex', 'nation'])).toBe(false);
});
