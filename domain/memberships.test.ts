import { describe, expect, test } from '@jest/globals';
import { endingRefusal, joiningRefusal, membershipRefusal, type MembershipDecider } from './memberships.ts';
import { membershipStatusCodes } from './vocabulary/membership-status.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const facts = { status: 'PENDING', verificationState: 'VERIFIED', accountActive: true } as const;
const colleague: MembershipDecider = { is: 'USER', isJoiner: false, membership: 'APPROVED' };

describe('who may decide on a joining', () => {
  test.each<[string, MembershipDecider, string | null]>([
    ['a colleague', colleague, null],
    ['the joiner', { ...colleague, isJoiner: true, membership: 'PENDING' }, 'MEMBERSHIP_PENDING'],
    ['another joiner', { ...colleague, membership: 'PENDING' }, 'NOT_FOUND'],
    ['a stranger', { ...colleague, membership: null }, 'NOT_FOUND'],
  ])('%s', (_, decider, refusal) => {
    expect(membershipRefusal('APPROVE', decider, facts)).toBe(refusal);
    expect(membershipRefusal('DECLINE', decider, facts)).toBe(refusal);
  });

  test('is asked once, in a verified unit, about an account that may act', () => {
    for (const status of membershipStatusCodes)
      expect(membershipRefusal('APPROVE', colleague, { ...facts, status })).toBe(
        status === 'PENDING' ? null : 'ACTION_NOT_ALLOWED',
      );
    for (const verificationState of verificationStateCodes)
      expect(membershipRefusal('APPROVE', colleague, { ...facts, verificationState })).toBe(
        verificationState === 'VERIFIED' ? null : 'EMPLOYER_NOT_VERIFIED',
      );
    const disabled = { ...facts, accountActive: false };
    expect(membershipRefusal('APPROVE', colleague, disabled)).toBe('ACTION_NOT_ALLOWED');
    expect(membershipRefusal('DECLINE', colleague, disabled)).toBeNull();
  });
});

test('somebody is left for open cases', () => {
  const member = { status: 'APPROVED', othersActive: 1, casesOpen: true } as const;
  expect(endingRefusal('SELF', member)).toBeNull();
  expect(endingRefusal('SELF', { ...member, othersActive: 0 })).toBe('LAST_MEMBER');
  expect(endingRefusal('SELF', { ...member, othersActive: 0, casesOpen: false })).toBeNull();
});

test('a request can be taken back by the joiner alone', () => {
  const pending = { status: 'PENDING', othersActive: 0, casesOpen: true } as const;
  expect([endingRefusal('SELF', pending), endingRefusal('STAFF', pending)]).toEqual([null, 'ACTION_NOT_ALLOWED']);
});

test('whoever belongs to a unit leaves it first, but for one that nobody verified', () => {
  expect(joiningRefusal(undefined)).toBeNull();
  const member = (verificationState: (typeof verificationStateCodes)[number]) =>
    joiningRefusal({ status: 'APPROVED', verificationState });
  expect(verificationStateCodes.map((state) => [state, member(state)])).toEqual([
    ['UNVERIFIED', null],
    ['IN_PROGRESS', 'VERIFICATION_OPEN'],
    ['VERIFIED', 'ACTION_NOT_ALLOWED'],
    ['REVERIFY_REQUIRED', 'ACTION_NOT_ALLOWED'],
    ['REVOKED', 'ACTION_NOT_ALLOWED'],
  ]);
  for (const verificationState of verificationStateCodes)
    expect(joiningRefusal({ status: 'PENDING', verificationState })).toBe('ACTION_NOT_ALLOWED');
});
