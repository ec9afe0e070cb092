import { describe, expect, test } from '@jest/globals';
import { may, mayBegin, mayInTermination, mayInVerification, relationTo, sideOf } from './permissions.ts';
import { relationToTermination, relationToVerification } from './permissions.ts';
import type { Actor, ActorRelation, EmployerUser, ReviewerUser, SigningAct, SigningParties } from './permissions.ts';
import type { TerminationAct, VerificationAct, VerificationRelation } from './permissions.ts';
import { staffRoleCodes, type StaffRole } from './vocabulary/staff-role.ts';

const signing: SigningParties = {
  employerId: 'employer-1',
  graduateId: 'graduate-1',
  schoolCode: '99001',
  collegeId: 'college-1',
  status: 'COLLEGE_REVIEW',
  wasAccepted: true,
};
const session = { accountId: 'account', sessionId: 'session' };
const employer = (more: Partial<EmployerUser> = {}): Actor => ({
  ...{ userType: 'EMPLOYER', ...session, employerId: 'employer-1', membership: 'APPROVED', employerVerified: true },
  ...more,
});
const graduate = (graduateId: string): Actor => ({
  userType: 'GRADUATE',
  ...session,
  graduateId,
  graduateIds: ['graduate-0', graduateId],
});
const reviewer = (more: Partial<ReviewerUser> = {}): Actor => ({
  ...{ userType: 'REVIEWER', ...session, level: 'COLLEGE', schoolCode: '99001', collegeId: 'college-1' },
  ...more,
});
const ofSchool = { level: 'SCHOOL', collegeId: null } as const;

describe('how somebody stands to a signing; null is the same to them as a missing one', () => {
  test.each<[string, Actor, ActorRelation | null]>([
    ['a member of the unit that invited', employer(), 'INVITER'],
    ['a colleague whose unit lost its verification', employer({ employerVerified: false }), 'INVITER'],
    ['one who asked to join it', employer({ membership: 'PENDING' }), null],
    ['one without a membership', employer({ membership: null }), null],
    ['one without a unit', employer({ employerId: null, membership: null }), null],
    ['a member of another unit', employer({ employerId: 'employer-2' }), null],
    ['the graduate', graduate('graduate-1'), 'INVITEE'],
    ['another graduate', graduate('graduate-2'), null],
    ['a reviewer of the college', reviewer(), 'COLLEGE'],
    ['a reviewer of another college', reviewer({ collegeId: 'college-2' }), null],
    ['a reviewer of the same college id at another school', reviewer({ schoolCode: '99002' }), null],
    ['a reviewer of the school', reviewer(ofSchool), 'SCHOOL'],
    ['a reviewer of another school', reviewer({ ...ofSchool, schoolCode: '99002' }), null],
  ])('%s: %j → %s', (_, actor, relation) => {
    expect(relationTo(signing, actor)).toBe(relation);
  });

  test('reviewers know nothing of an invitation that nobody accepted; both parties do', () => {
    const unanswered = { ...signing, status: 'AWAITING_GRADUATE', wasAccepted: false } as const;
    const relations = [reviewer(), reviewer(ofSchool), employer(), graduate('graduate-1')].map((actor) =>
      relationTo(unanswered, actor),
    );
    expect(relations).toEqual([null, null, 'INVITER', 'INVITEE']);
  });

  test('reviewers keep a case that was decided, whatever became of it', () => {
    for (const status of ['SIGNED', 'REVIEW_REJECTED', 'INVALIDATED', 'TERMINATED'] as const)
      expect(relationTo({ ...signing, status }, reviewer())).toBe('COLLEGE');
  });
});

test('each act may be asked for by those named here and by nobody else', () => {
  const relations: (ActorRelation | null)[] = ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL', 'STAFF', 'SYSTEM', null];
  const table: Record<SigningAct, ActorRelation[]> = {
    read: ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'],
    accept: ['INVITEE'],
    decline: ['INVITEE'],
    withdraw: ['INVITER'],
    reinvite: ['INVITER'],
    terminate: ['INVITER', 'INVITEE'],
    void: ['SCHOOL'],
    approve: ['COLLEGE', 'SCHOOL'],
    reject: ['COLLEGE', 'SCHOOL'],
    invalidate: ['SYSTEM'],
  };
  for (const [act, expected] of Object.entries(table))
    expect([act, relations.filter((relation) => may(relation, act as SigningAct))]).toEqual([act, expected]);
});

test.each([
  [{}, 'YES'],
  [{ employerVerified: false }, 'EMPLOYER_NOT_VERIFIED'],
  [{ membership: 'PENDING' }, 'MEMBERSHIP_PENDING'],
  [{ membership: 'PENDING', employerVerified: false }, 'MEMBERSHIP_PENDING'],
  [{ membership: null, employerId: null }, 'EMPLOYER_NOT_VERIFIED'],
] as const)('whether somebody may begin something new for a unit: %j → %s', (more, answer) => {
  expect(mayBegin(employer(more) as EmployerUser)).toBe(answer);
});

describe('how somebody stands to a termination', () => {
  const termination = { ...signing, wasReviewed: true, collegeReviews: true };
  const all = [employer(), graduate('graduate-1'), reviewer(), reviewer(ofSchool)];
  const relations = (more: object) => all.map((actor) => relationToTermination({ ...termination, ...more }, actor));
  test('both sides from the start, reviewers once it is their case, and only those of the levels that review it', () => {
    expect(relations({})).toEqual(['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL']);
    expect(relations({ collegeReviews: false })).toEqual(['INVITER', 'INVITEE', null, 'SCHOOL']);
    expect(relations({ wasReviewed: false })).toEqual(['INVITER', 'INVITEE', null, null]);
    expect(relations({ employerId: 'e', graduateId: 'g', schoolCode: 's' })).toEqual([null, null, null, null]);
  });

  test('each act may be asked for by those named here and by nobody else', () => {
    const sides = ['INVITER', 'INVITEE'];
    const reviewers = ['COLLEGE', 'SCHOOL'];
    const table: Record<TerminationAct, string[]> = {
      ...{ read: [...sides, ...reviewers], agree: sides, refuse: sides, withdraw: sides },
      ...{ approve: reviewers, reject: reviewers, invalidate: ['SYSTEM'] },
    };
    const everybody = [...sides, ...reviewers, 'MEMBER', 'STAFF', 'SYSTEM'] as ActorRelation[];
    for (const [act, expected] of Object.entries(table))
      expect([act, everybody.filter((one) => mayInTermination(one, act as TerminationAct))]).toEqual([act, expected]);
  });
});

describe('how somebody stands to a verification', () => {
  const staff = (role: StaffRole) => ({ userType: 'STAFF', ...session, role }) as const;
  test.each<[string, Parameters<typeof relationToVerification>[1], VerificationRelation | null]>([
    ['a member of the unit, verified or not', employer({ employerVerified: false }), 'MEMBER'],
    ['one who asked to join it', employer({ membership: 'PENDING' }), null],
    ['one without a unit', employer({ employerId: null, membership: null }), null],
    ['a member of another unit', employer({ employerId: 'employer-2' }), null],
    ['a graduate', graduate('graduate-1'), null],
    ['a reviewer of a school', reviewer(ofSchool), null],
    ['a reviewer of the platform', staff('REVIEWER'), 'REVIEWER'],
    ['a supervisor', staff('SUPERVISOR'), 'SUPERVISOR'],
    ['an administrator', staff('ADMINISTRATOR'), 'ADMINISTRATOR'],
  ])('%s', (_, actor, relation) => {
    expect(relationToVerification({ employerId: 'employer-1' }, actor)).toBe(relation);
  });

  test('each act may be asked for by those named here and by nobody else', () => {
    const relations: (VerificationRelation | null)[] = ['MEMBER', ...staffRoleCodes, 'SYSTEM', null];
    const table: Record<VerificationAct, VerificationRelation[]> = {
      read: ['MEMBER', 'REVIEWER', 'SUPERVISOR', 'ADMINISTRATOR'],
      submit: ['MEMBER'],
      amount: ['MEMBER'],
      switchMethod: ['MEMBER'],
      supplement: ['MEMBER'],
      withdraw: ['MEMBER'],
      approve: ['REVIEWER'],
      requestSupplement: ['REVIEWER'],
      reject: ['REVIEWER'],
      remittanceSettled: ['SYSTEM'],
      remittanceReturned: ['SYSTEM'],
      remittanceRejected: ['SYSTEM'],
      rivalVerified: ['SYSTEM'],
      unitDisabled: ['SYSTEM'],
    };
    for (const [act, expected] of Object.entries(table))
      expect([act, relations.filter((relation) => mayInVerification(relation, act as VerificationAct))]).toEqual([
        act,
        expected,
      ]);
  });
});

test('who is nothing to a case may do nothing with it, and stands on neither side', () => {
  expect([may(null, 'read'), mayInTermination(null, 'read'), mayInVerification(null, 'read')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(
    [null, 'COLLEGE', 'SCHOOL', 'INVITER', 'INVITEE'].map((relation) => sideOf(relation as ActorRelation)),
  ).toEqual([null, null, null, 'EMPLOYER', 'GRADUATE']);
});
