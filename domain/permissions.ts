import type { EmployerVerificationCommand } from './employer-verification-model.ts';
import type { TerminationCommand } from './termination-model.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';
import type { StaffRole } from './vocabulary/staff-role.ts';
import type { TerminationSide } from './vocabulary/termination-applicant.ts';

/** Who acts, as the session knows them. Accounts of one user type never act as another. */
export type Actor = EmployerUser | GraduateUser | ReviewerUser;

/** 单位用户. A user without a unit, or whose membership is not approved, may do nothing for one. */
export interface EmployerUser {
  userType: 'EMPLOYER';
  accountId: string;
  sessionId: string;
  employerId: string | null;
  membership: 'PENDING' | 'APPROVED' | null;
  employerVerified: boolean;
  /** Set when a system of the unit calls with this token; then the account is that of whoever made it. */
  apiTokenId?: string;
}

/** 毕业生, with the schools' records of them. */
export interface GraduateUser {
  userType: 'GRADUATE';
  accountId: string;
  sessionId: string;
  /** The record that counts: the newest that stands. */
  graduateId: string;
  /** Every record of this account, that one among them: what they signed under an older one stays theirs. */
  graduateIds: readonly string[];
}

/** 院系/学校审核人. */
export interface ReviewerUser {
  userType: 'REVIEWER';
  accountId: string;
  sessionId: string;
  level: ReviewStage;
  schoolCode: string;
  collegeId: string | null;
}

/** 平台工作人员, who sign in at the panel alone. Source: api.md §2, §8. */
export interface StaffUser {
  userType: 'STAFF';
  accountId: string;
  sessionId: string;
  role: StaffRole;
}

/** How somebody stands to a process; stored with each command, judged at its receipt. */
export type ActorRelation = 'INVITER' | 'INVITEE' | 'COLLEGE' | 'SCHOOL' | 'MEMBER' | 'STAFF' | 'SYSTEM';

/** The ids that tie people to a case of two sides and a school. */
interface CaseParties {
  employerId: string;
  graduateId: string;
  schoolCode: string;
  collegeId: string;
}

/** The ids that tie people to a signing. */
export interface SigningParties extends CaseParties {
  status: SigningStatus;
  /** Whether the graduate ever accepted it: only then it is a case of the school's reviewers. */
  wasAccepted: boolean;
}

/** What can be done with a signing that is already there. */
export type SigningAct =
  'read' | 'accept' | 'decline' | 'withdraw' | 'reinvite' | 'terminate' | 'approve' | 'reject' | 'void' | 'invalidate';

/** Who may ask for what of a signing. Source: domain.md §2, §6, §8. */
export const relationsByAct: Record<SigningAct, readonly ActorRelation[]> = {
  read: ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'],
  accept: ['INVITEE'],
  decline: ['INVITEE'],
  withdraw: ['INVITER'],
  reinvite: ['INVITER'],
  terminate: ['INVITER', 'INVITEE'],
  approve: ['COLLEGE', 'SCHOOL'],
  reject: ['COLLEGE', 'SCHOOL'],
  void: ['SCHOOL'],
  invalidate: ['SYSTEM'],
};

/** How an actor stands to a signing, or null: then it is the same to them as a missing one. Source: domain.md §2. */
export function relationTo(signing: SigningParties, actor: Actor): ActorRelation | null {
  const { wasAccepted } = signing;
  return relationToCase(signing, actor, { SCHOOL: wasAccepted, COLLEGE: wasAccepted });
}

/** How an actor stands to a case, the reviewers of a level only where it is one of theirs. */
function relationToCase(
  parties: CaseParties,
  actor: Actor,
  isCaseOf: Record<ReviewStage, boolean>,
): Exclude<ActorRelation, 'MEMBER' | 'STAFF' | 'SYSTEM'> | null {
  switch (actor.userType) {
    case 'EMPLOYER':
      return isMember(actor, parties.employerId) ? 'INVITER' : null;
    case 'GRADUATE':
      return actor.graduateIds.includes(parties.graduateId) ? 'INVITEE' : null;
    case 'REVIEWER': {
      if (!isCaseOf[actor.level] || actor.schoolCode !== parties.schoolCode) return null;
      if (actor.level === 'SCHOOL') return 'SCHOOL';
      return actor.collegeId === parties.collegeId ? 'COLLEGE' : null;
    }
  }
}

/** Whether somebody who stands so to a signing may ask for this at all; whether it is possible now, `decide` says. */
export function may(relation: ActorRelation | null, act: SigningAct): relation is ActorRelation {
  return relation !== null && relationsByAct[act].includes(relation);
}

/** Whether an employer user may begin something new: search, add, send. Source: api.md §5. */
export function mayBegin(actor: EmployerUser): 'YES' | 'EMPLOYER_NOT_VERIFIED' | 'MEMBERSHIP_PENDING' {
  if (actor.membership === 'PENDING') return 'MEMBERSHIP_PENDING';
  return actor.membership === 'APPROVED' && actor.employerVerified ? 'YES' : 'EMPLOYER_NOT_VERIFIED';
}

/** The ids that tie people to a termination. */
export interface TerminationParties extends CaseParties {
  /** Whether its review was ever opened, or the school voided: only then it is a case of the school's reviewers. */
  wasReviewed: boolean;
  /** Whether the college is among the levels that review it: what was attached is for the case's reviewers only. */
  collegeReviews: boolean;
}

/** What can be done with a termination that is already there; `lapse` nobody may ask for. */
export type TerminationAct = 'read' | Exclude<TerminationCommand['type'], 'apply' | 'void' | 'lapse'>;

/** Who may ask for what of a termination. Source: domain.md §2, §7. */
export const relationsByTerminationAct: Record<TerminationAct, readonly ActorRelation[]> = {
  read: ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'],
  agree: ['INVITER', 'INVITEE'],
  refuse: ['INVITER', 'INVITEE'],
  withdraw: ['INVITER', 'INVITEE'],
  approve: ['COLLEGE', 'SCHOOL'],
  reject: ['COLLEGE', 'SCHOOL'],
  invalidate: ['SYSTEM'],
};

/** How an actor stands to a termination, or null: then it is the same to them as a missing one. Source: domain.md §7. */
export function relationToTermination(termination: TerminationParties, actor: Actor) {
  const { wasReviewed, collegeReviews } = termination;
  return relationToCase(termination, actor, { SCHOOL: wasReviewed, COLLEGE: wasReviewed && collegeReviews });
}

/** On which side somebody stands who stands so to a termination; null for those who are none of the two that signed. */
export function sideOf(relation: ActorRelation | null): TerminationSide | null {
  if (relation === 'INVITER') return 'EMPLOYER';
  return relation === 'INVITEE' ? 'GRADUATE' : null;
}

/** Whether somebody who stands so to a termination may ask for this at all; whether it is possible now, `decide` says. */
export function mayInTermination(relation: ActorRelation | null, act: TerminationAct): relation is ActorRelation {
  return relation !== null && relationsByTerminationAct[act].includes(relation);
}

/** How somebody stands to a verification: a member of its unit, staff by their role, or the platform itself. */
export type VerificationRelation = 'MEMBER' | StaffRole | 'SYSTEM';

/** What can be done with a verification; `lapse` nobody may ask for. */
export type VerificationAct = 'read' | Exclude<EmployerVerificationCommand['type'], 'lapse'>;

/** Who may ask for what of a verification. Source: domain.md §2, §5, api.md §8. */
export const relationsByVerificationAct: Record<VerificationAct, readonly VerificationRelation[]> = {
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

/**
 * How an actor stands to a unit's verification, or null: then it is the same to them as a missing one. Source: domain.md §2,
 * api.md §8.
 */
export function relationToVerification(
  verification: { employerId: string },
  actor: Actor | StaffUser,
): VerificationRelation | null {
  switch (actor.userType) {
    case 'EMPLOYER':
      return isMember(actor, verification.employerId) ? 'MEMBER' : null;
    case 'STAFF':
      return actor.role;
    case 'GRADUATE':
    case 'REVIEWER':
      return null;
  }
}

/** Whether somebody who stands so to a verification may ask for this at all; whether it is possible now, `decide` says. */
export function mayInVerification(
  relation: VerificationRelation | null,
  act: VerificationAct,
): relation is VerificationRelation {
  return relation !== null && relationsByVerificationAct[act].includes(relation);
}

function isMember(actor: EmployerUser, employerId: string): boolean {
  return actor.membership === 'APPROVED' && actor.employerId === employerId;
}
