import type { EmployerVerificationCommand } from './employer-verification-model.ts';
import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';
import type { StaffRole } from './vocabulary/staff-role.ts';

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

/** 毕业生, with the school's newest record of them. */
export interface GraduateUser {
  userType: 'GRADUATE';
  accountId: string;
  sessionId: string;
  graduateId: string;
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

/** The ids that tie people to a signing. */
export interface SigningParties {
  employerId: string;
  graduateId: string;
  schoolCode: string;
  collegeId: string;
  status: SigningStatus;
  /** Whether the graduate ever accepted it: only then it is a case of the school's reviewers. */
  wasAccepted: boolean;
}

/** What can be done with a signing that is already there. */
export type SigningAct = 'read' | 'accept' | 'decline' | 'withdraw' | 'reinvite' | 'approve' | 'reject' | 'invalidate';

const relationsByAct: Record<SigningAct, readonly ActorRelation[]> = {
  read: ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'],
  accept: ['INVITEE'],
  decline: ['INVITEE'],
  withdraw: ['INVITER'],
  reinvite: ['INVITER'],
  approve: ['COLLEGE', 'SCHOOL'],
  reject: ['COLLEGE', 'SCHOOL'],
  invalidate: ['SYSTEM'],
};

/** How an actor stands to a signing, or null: then it is the same to them as a missing one. Source: domain.md §2. */
export function relationTo(signing: SigningParties, actor: Actor): ActorRelation | null {
  switch (actor.userType) {
    case 'EMPLOYER':
      return isMember(actor, signing.employerId) ? 'INVITER' : null;
    case 'GRADUATE':
      return actor.graduateId === signing.graduateId ? 'INVITEE' : null;
    case 'REVIEWER': {
      if (!signing.wasAccepted || actor.schoolCode !== signing.schoolCode) return null;
      if (actor.level === 'SCHOOL') return 'SCHOOL';
      return actor.collegeId === signing.collegeId ? 'COLLEGE' : null;
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

/** How somebody stands to a verification: a member of its unit, staff by their role, or the platform itself. */
export type VerificationRelation = 'MEMBER' | StaffRole | 'SYSTEM';

/** What can be done with a verification; `lapse` nobody may ask for. */
export type VerificationAct = 'read' | Exclude<EmployerVerificationCommand['type'], 'lapse'>;

const relationsByVerificationAct: Record<VerificationAct, readonly VerificationRelation[]> = {
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
