import { describe, expect, test } from '@jest/globals';
import {
  endingRefusal,
  joiningRefusal,
  membershipRefusal,
  type MembershipDecider,
  type MembershipFacts,
} from './memberships.ts';
import { membershipStatusCodes } from './vocabulary/membership-status.ts';
import { verificationStateCodes } from './vocabulary/verification-state.ts';

const facts: MembershipFacts = { status: 'PENDING', verificationState: 'VERIFIED', accountActive: true };
const reviewer: MembershipDecider = { is: 'STAFF', role: 'REVIEWER', isPartial: false };
const colleague: MembershipDecider = { is: 'USER', isJoiner: false, membership: 'APPROVED' };

describe('who may decide on a joining', () => {
  test.each<[string, MembershipDecider, string | null]>([
    ['a reviewer', reviewer, null],
    ['a supervisor', { ...reviewer, role: 'SUPERVISOR' }, 'NOT_FOUND'],
    ['an administrator', { ...reviewer, role: 'ADMINISTRATOR' }, 'NOT_FOUND'],
    ['a reviewer who is a user of the unit', { ...reviewer, isPartial: true }, 'REVIEWER_PARTIAL'],
    ['a colleague', colleague, null],
    ['the joiner', { is: 'USER', isJoiner: true, membership: 'PENDING' }, 'MEMBERSHIP_PENDING'],
    ['who has left since', { is: 'USER', isJoiner: true, membership: null }, 'NOT_FOUND'],
    ['another joiner', { is: 'USER', isJoiner: false, membership: 'PENDING' }, 'NOT_FOUND'],
    ['a stranger', { is: 'USER', isJoiner: false, membership: null }, 'NOT_FOUND'],
  ])('%s', (_, decider, refusal) => {
    expect(membershipRefusal('APPROVE', decider, facts)).toBe(refusal);
    expect(membershipRefusal('DECLINE', decider, facts)).toBe(refusal);
  });

  test('is asked once: what is decided stays so', () => {
    for (const status of membershipStatusCodes)
      for (const decider of [reviewer, colleague])
        expect(membershipRefusal('APPROVE', decider, { ...facts, status })).toBe(
          status === 'PENDING' ? null : 'ACTION_NOT_ALLOWED',
        );
  });

  test('lets nobody into a unit that is not verified, and a colleague of one decides nothing', () => {
    for (const verificationState of verificationStateCodes) {
      const now = { ...facts, verificationState };
      const refusal = verificationState === 'VERIFIED' ? null : 'EMPLOYER_NOT_VERIFIED';
      expect(membershipRefusal('APPROVE', reviewer, now)).toBe(refusal);
      expect(membershipRefusal('DECLINE', reviewer, now)).toBeNull();
      expect(membershipRefusal('APPROVE', colleague, now)).toBe(refusal);
      expect(membershipRefusal('DECLINE', colleague, now)).toBe(refusal);
    }
  });

  test('lets no disabled account in', () => {
    expect(membershipRefusal('APPROVE', reviewer, { ...facts, accountActive: false })).toBe('ACTION_NOT_ALLOWED');
    expect(membershipRefusal('DECLINE', reviewer, { ...facts, accountActive: false })).toBeNull();
  });
});

describe('the end of a membership', () => {
  const member = { status: 'APPROVED', othersActive: 1, casesOpen: true } as const;

  test('leaves somebody for open cases', () => {
    for (const by of ['STAFF', 'SELF'] as const) {
      expect(endingRefusal(by, member)).toBeNull();
      expect(endingRefusal(by, { ...member, othersActive: 0 })).toBe('LAST_MEMBER');
      expect(endingRefusal(by, { ...member, othersActive: 0, casesOpen: false })).toBeNull();
    }
  });

  test('comes to a request by the joiner alone, and to nothing that has ended', () => {
    const pending = { status: 'PENDING', othersActive: 0, casesOpen: true } as const;
    expect([endingRefusal('SELF', pending), endingRefusal('STAFF', pending)]).toEqual([null, 'ACTION_NOT_ALLOWED']);
    for (const status of ['DECLINED', 'ENDED'] as const)
      expect(endingRefusal('SELF', { ...member, status })).toBe('ACTION_NOT_ALLOWED');
  });
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
