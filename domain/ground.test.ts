import { describe, expect, test } from '@jest/globals';
import { groundLoss, groundRefusalOf, outdatesFavorites, stateOnceEnabled, takesGround } from './ground.ts';
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
    expect([
      groundRefusalOf('EMPLOYER_DISABLED'),
      groundRefusalOf('GRADUATE_RECORD_REMOVED'),
      groundRefusalOf('COHORT_CLOSED'),
    ]).toEqual(['EMPLOYER_DISABLED', 'GRADUATE_REMOVED', 'COHORT_CLOSED']);
  });
});

describe('a correction', () => {
  test.each(['name', 'idNumber', 'cohort'] as const)('of %s takes the ground from open signings', (field) => {
    expect(takesGround(['major', field])).toBe(true);
    expect(outdatesFavorites([field])).toBe(true);
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
