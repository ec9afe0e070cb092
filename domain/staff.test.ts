import { describe, expect, test } from '@jest/globals';
import { isSignInName, nextSignInStep } from './staff.ts';
import { staffRoleCodes } from './vocabulary/staff-role.ts';
import { staffMay } from './staff-permissions.ts';

const done = { hasSecondFactor: true, codeGiven: true, mustChangePassword: false };

describe('the panel opens', () => {
  test.each(staffRoleCodes)('for a %s who gave the code and has a password of their own', (role) => {
    expect(nextSignInStep({ role, ...done })).toBeNull();
  });

  test('for others than administrators without a second factor', () => {
    const without = { ...done, hasSecondFactor: false, codeGiven: false };
    expect(staffRoleCodes.map((role) => nextSignInStep({ role, ...without }))).toEqual([null, null, 'SECOND_FACTOR']);
  });

  test('never before a second factor that is there was shown, not even to change the password', () => {
    const waiting = { hasSecondFactor: true, codeGiven: false, mustChangePassword: true };
    expect(staffRoleCodes.map((role) => nextSignInStep({ role, ...waiting }))).toEqual(['CODE', 'CODE', 'CODE']);
  });

  test('never with a password that somebody else made; the second factor is set after it', () => {
    const first = { hasSecondFactor: false, codeGiven: false, mustChangePassword: true };
    expect(nextSignInStep({ role: 'ADMINISTRATOR', ...first })).toBe('PASSWORD');
  });
});

test.each([
  ['reviewer', true],
  ['li.na-2', true],
  ['ab', false],
  ['Reviewer', false],
  ['2reviewer', false],
  ['re viewer', false],
  ['审核员', false],
  ['a'.repeat(33), false],
])('whether %s may be signed in with: %s', (text, expected) => {
  expect(isSignInName(text)).toBe(expected);
});

test.each([
  ...(['SCHOOL_MADE', 'SCHOOL_RENAMED', 'COLLEGE_MADE', 'COLLEGE_RENAMED'] as const),
  ...(['SCHOOL_REVIEWER_MADE', 'CALENDAR_SET'] as const),
])('%s is for an administrator and nobody else of the staff', (act) => {
  expect(staffRoleCodes.filter((role) => staffMay(role, act))).toEqual(['ADMINISTRATOR']);
});
