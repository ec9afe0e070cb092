import { describe, expect, test } from '@jest/globals';
import { changeUnit, type UnitStanding } from './unit-changes.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const facts = { name: '甲公司', uscc: 'A', unitType: '39' };
const standing = (verificationState: UnitStanding['verificationState'], verifiedUscc: string | null = null) => ({
  ...facts,
  verificationState,
  verifiedUscc,
});
const free = { creditCodeTaken: false, verificationOpen: false };
const changes = [{ name: '乙公司' }, { uscc: 'B' }, { unitType: '31' }];

test.each(verificationStateCodes)('a unit that is %s stays so while its verified facts stay', (state) => {
  const all = { creditCodeTaken: true, verificationOpen: true };
  expect(changeUnit(standing(state, 'Z'), facts, all)).toEqual({ verificationState: state, verifiedUscc: 'Z' });
});

describe.each(changes)('with %j', (change) => {
  const after = { ...facts, ...change };

  test('a verified unit is to be verified again', () => {
    for (const state of ['VERIFIED', 'REVERIFY_REQUIRED'] as const)
      expect(changeUnit(standing(state), after, free)).toMatchObject({ verificationState: 'REVERIFY_REQUIRED' });
  });

  test('one that never was stays what it is', () => {
    expect(changeUnit(standing('UNVERIFIED'), after, free)).toEqual({
      ...{ verificationState: 'UNVERIFIED', verifiedUscc: null },
    });
  });

  test('nothing changes while a verification is open, nor of a disabled unit, nor to a code that is taken', () => {
    for (const state of verificationStateCodes)
      expect(changeUnit(standing(state), after, { ...free, verificationOpen: true })).toEqual({
        refusal: 'VERIFICATION_OPEN',
      });
    expect(changeUnit(standing('REVOKED'), after, free)).toEqual({ refusal: 'ACTION_NOT_ALLOWED' });
    expect(changeUnit(standing('VERIFIED'), after, { ...free, creditCodeTaken: true })).toEqual({
      refusal: 'EMPLOYER_EXISTS',
    });
  });
});

test('the code that was verified stays the unit’s, through every further change, until it is told again', () => {
  const to = (before: UnitStanding, uscc: string) => changeUnit(before, { ...facts, uscc }, free);
  expect(to(standing('VERIFIED'), 'B')).toMatchObject({ verifiedUscc: 'A' });
  expect(to({ ...standing('REVERIFY_REQUIRED', 'A'), uscc: 'B' }, 'C')).toMatchObject({ verifiedUscc: 'A' });
  expect(to({ ...standing('REVERIFY_REQUIRED', 'A'), uscc: 'B' }, 'A')).toMatchObject({ verifiedUscc: null });
});
