import { describe, expect, test } from '@jest/globals';
import { changeUnit, type UnitStanding } from './unit-changes.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const facts = { name: '甲公司', uscc: 'A', unitType: '39' };
const standing = (
  verificationState: UnitStanding['verificationState'],
  verified: Partial<UnitStanding> = {},
): UnitStanding => ({ ...facts, verificationState, verifiedName: null, verifiedUscc: null, ...verified });
const free = { creditCodeTaken: false, verificationOpen: false };
const neverVerified: readonly UnitStanding['verificationState'][] = ['UNVERIFIED', 'IN_PROGRESS'];
const changes = [{ name: '乙公司' }, { uscc: 'B' }, { unitType: '31' }];

test.each(verificationStateCodes)('a unit that is %s stays so while its verified facts stay', (state) => {
  const all = { creditCodeTaken: !neverVerified.includes(state), verificationOpen: true };
  const verified = { verifiedName: '丙公司', verifiedUscc: 'Z' };
  expect(changeUnit(standing(state, verified), facts, all)).toEqual({ verificationState: state, ...verified });
});

test('a code that another unit has been verified with since is not told by who was never verified', () => {
  const taken = { ...free, creditCodeTaken: true };
  for (const state of neverVerified)
    expect(changeUnit(standing(state), facts, taken)).toEqual({ refusal: 'EMPLOYER_EXISTS' });
});

describe.each(changes)('with %j', (change) => {
  const after = { ...facts, ...change };

  test('a verified unit is to be verified again', () => {
    for (const state of ['VERIFIED', 'REVERIFY_REQUIRED'] as const)
      expect(changeUnit(standing(state), after, free)).toMatchObject({ verificationState: 'REVERIFY_REQUIRED' });
  });

  test('one that never was stays what it is', () => {
    expect(changeUnit(standing('UNVERIFIED'), after, free)).toEqual({
      ...{ verificationState: 'UNVERIFIED', verifiedName: null, verifiedUscc: null },
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

describe.each([
  ['uscc', 'verifiedUscc', ['A', 'B', 'C']],
  ['name', 'verifiedName', ['甲公司', '乙公司', '丙公司']],
] as const)('the %s that was verified', (told, verified, [first, second, third]) => {
  const to = (before: UnitStanding, value: string) => changeUnit(before, { ...facts, [told]: value }, free);
  const changed = standing('REVERIFY_REQUIRED', { [told]: second, [verified]: first });

  test('stays in force through every further change, until it is told again', () => {
    expect(to(standing('VERIFIED'), second)).toMatchObject({ [verified]: first });
    expect(to(changed, third)).toMatchObject({ [verified]: first });
    expect(to(changed, first)).toMatchObject({ verificationState: 'REVERIFY_REQUIRED', [verified]: null });
  });

  test('is not held beside itself when something else changes', () => {
    expect(changeUnit(standing('VERIFIED'), { ...facts, unitType: '31' }, free)).toMatchObject({ [verified]: null });
  });
});
