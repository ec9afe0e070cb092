import { expect, test } from '@jest/globals';
import { isOpen } from './employer-verification-state.ts';
import { verificationStateAfter } from './employer-verification-ground.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';
import { verificationStatusCodes } from './vocabulary/verification-status.ts';

test.each([
  ['UNVERIFIED', 'IN_PROGRESS', 'UNVERIFIED'],
  ['IN_PROGRESS', 'IN_PROGRESS', 'UNVERIFIED'],
  // The old verification of these stays what it is, whatever becomes of a new one that does not succeed.
  ['VERIFIED', 'VERIFIED', 'VERIFIED'],
  ['REVERIFY_REQUIRED', 'REVERIFY_REQUIRED', 'REVERIFY_REQUIRED'],
  ['REVOKED', 'REVOKED', 'REVOKED'],
] as const)('a unit that is %s is %s while a verification is open, %s once it failed', (before, open, failed) => {
  for (const status of verificationStatusCodes) {
    if (status === 'VERIFIED') continue;
    expect([status, verificationStateAfter(before, status)]).toEqual([status, isOpen(status) ? open : failed]);
  }
});

test('success verifies every unit but a disabled one', () => {
  expect(verificationStateCodes.map((before) => verificationStateAfter(before, 'VERIFIED'))).toEqual(
    verificationStateCodes.map((before) => (before === 'REVOKED' ? 'REVOKED' : 'VERIFIED')),
  );
});
