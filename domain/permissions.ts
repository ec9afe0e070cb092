import type { ReviewStage } from './vocabulary/review-stage.ts';
import type { SigningStatus } from './vocabulary/signing-status.ts';

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

/** How somebody stands to a process; stored with each command, judged at its receipt. */
export type ActorRelation = 'INVITER' | 'INVITEE' | 'COLLEGE' | 'SCHOOL' | 'STAFF' | 'SYSTEM';

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
      return actor.membership === 'APPROVED' && actor.employerId === signing.employerId ? 'INVITER' : null;
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
