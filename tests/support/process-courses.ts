import type { ActorRelation, SigningAct, TerminationAct, VerificationAct } from '../../domain/permissions.ts';
import type { VerificationRelation } from '../../domain/permissions.ts';
import type { Person } from './everybody.ts';
import type { SceneName } from './process-scenes.ts';

/**
 * Who may ask for what, typed from domain.md §2 and §5–8 and api.md §8, and not taken from domain/permissions.ts: an entry that is
 * wrong there, or here, is noticed.
 */
export const mayAsk = {
  SIGNING: {
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
  } satisfies Record<SigningAct, ActorRelation[]>,
  TERMINATION: {
    read: ['INVITER', 'INVITEE', 'COLLEGE', 'SCHOOL'],
    agree: ['INVITER', 'INVITEE'],
    refuse: ['INVITER', 'INVITEE'],
    withdraw: ['INVITER', 'INVITEE'],
    approve: ['COLLEGE', 'SCHOOL'],
    reject: ['COLLEGE', 'SCHOOL'],
    invalidate: ['SYSTEM'],
  } satisfies Record<TerminationAct, ActorRelation[]>,
  VERIFICATION: {
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
  } satisfies Record<VerificationAct, VerificationRelation[]>,
} as const;

/** What a route asks of a process, `KIND act`; an agreement's paper is read by whoever may read its signing. */
export type Asked =
  | `SIGNING ${keyof typeof mayAsk.SIGNING}`
  | 'SIGNING read paper'
  | `TERMINATION ${keyof typeof mayAsk.TERMINATION}`
  | `VERIFICATION ${keyof typeof mayAsk.VERIFICATION}`;

/** What each route about a process asks of it; one that is not here fails. */
export const askedOf: Record<string, readonly Asked[]> = {
  'get /api/v1/employer/signings/{signingId}': ['SIGNING read'],
  'get /api/v1/graduate/signings/{signingId}': ['SIGNING read'],
  'get /api/v1/school/signings/{signingId}': ['SIGNING read'],
  'get /api/v1/review/cases/{caseId}': ['SIGNING read', 'TERMINATION read'],
  'get /api/v1/employer/signings/{signingId}/agreement': ['SIGNING read paper'],
  'get /api/v1/graduate/signings/{signingId}/agreement': ['SIGNING read paper'],
  'get /api/v1/school/signings/{signingId}/agreement': ['SIGNING read paper'],
  'get /api/v1/review/cases/{caseId}/agreement': ['SIGNING read paper'],
  'post /api/v1/employer/signings/{signingId}/withdraw': ['SIGNING withdraw'],
  'post /api/v1/employer/signings/{signingId}/reinvite': ['SIGNING reinvite'],
  'post /api/v1/employer/signings/{signingId}/terminations': ['SIGNING terminate'],
  'post /api/v1/graduate/signings/{signingId}/accept': ['SIGNING accept'],
  'post /api/v1/graduate/signings/{signingId}/decline': ['SIGNING decline'],
  'post /api/v1/graduate/signings/{signingId}/terminations': ['SIGNING terminate'],
  'post /api/v1/review/cases/{caseId}/approve': ['SIGNING approve', 'TERMINATION approve'],
  'post /api/v1/review/cases/{caseId}/reject': ['SIGNING reject', 'TERMINATION reject'],
  'post /api/v1/school/signings/{signingId}/void': ['SIGNING void'],
  'get /api/v1/employer/terminations/{terminationId}': ['TERMINATION read'],
  'get /api/v1/graduate/terminations/{terminationId}': ['TERMINATION read'],
  'post /api/v1/employer/terminations/{terminationId}/agree': ['TERMINATION agree'],
  'post /api/v1/graduate/terminations/{terminationId}/agree': ['TERMINATION agree'],
  'post /api/v1/employer/terminations/{terminationId}/refuse': ['TERMINATION refuse'],
  'post /api/v1/graduate/terminations/{terminationId}/refuse': ['TERMINATION refuse'],
  'post /api/v1/employer/terminations/{terminationId}/withdraw': ['TERMINATION withdraw'],
  'post /api/v1/graduate/terminations/{terminationId}/withdraw': ['TERMINATION withdraw'],
  'get /api/v1/employer/verifications/{verificationId}': ['VERIFICATION read'],
  'post /api/v1/employer/verifications/{verificationId}/amount': ['VERIFICATION amount'],
  'post /api/v1/employer/verifications/{verificationId}/supplement': ['VERIFICATION supplement'],
  'post /api/v1/employer/verifications/{verificationId}/switch-method': ['VERIFICATION switchMethod'],
  'post /api/v1/employer/verifications/{verificationId}/withdraw': ['VERIFICATION withdraw'],
};

/** One act on a record in one state: who succeeds, how they are answered; everybody else may not know of the record. */
export interface Course {
  scene: SceneName;
  by: readonly Person[];
  /** The status of the answer, and that of the record it tells. */
  answer: string;
  /** Who may know of the record, and may not act on it now. */
  notNow?: readonly Person[];
}

const unit: readonly Person[] = ['a user of the unit', 'a colleague', 'a system of the unit'];
const members: readonly Person[] = ['a user of the unit', 'a colleague'];
const graduate: readonly Person[] = ['the graduate'];
const both: readonly Person[] = [...unit, ...graduate];
const [college, school]: (readonly Person[])[] = [['the college'], ['the school']];
const all: readonly Person[] = [...both, 'the college', 'the school'];

/** Reviews go the same way whatever is reviewed. */
const reviews = (kind: 'signing' | 'termination', after: { college: string; school: string }): Course[] => [
  { scene: `${kind} at the college`, by: college ?? [], answer: after.college, notNow: school ?? [] },
  { scene: `${kind} at the school`, by: school ?? [], answer: after.school, notNow: college ?? [] },
  { scene: `${kind} at an absent college`, by: school ?? [], answer: after.college },
];

/** What comes of each act of a person, typed from domain.md §5–8; what is asked of no route is asked of the platform alone. */
export const courses: Partial<Record<Asked, readonly Course[]>> = {
  'SIGNING read': [
    { scene: 'signing sent', by: both, answer: '200 AWAITING_GRADUATE' },
    { scene: 'signing declined', by: both, answer: '200 DECLINED' },
    { scene: 'signing at the college', by: all, answer: '200 COLLEGE_REVIEW' },
  ],
  'SIGNING read paper': [{ scene: 'signing with its paper', by: all, answer: '200' }],
  'SIGNING accept': [{ scene: 'signing sent', by: graduate, answer: '200 COLLEGE_REVIEW' }],
  'SIGNING decline': [{ scene: 'signing sent', by: graduate, answer: '200 DECLINED' }],
  'SIGNING withdraw': [{ scene: 'signing sent', by: unit, answer: '200 WITHDRAWN' }],
  'SIGNING reinvite': [{ scene: 'signing declined', by: unit, answer: '201 AWAITING_GRADUATE' }],
  'SIGNING terminate': [{ scene: 'signing signed', by: both, answer: '201 AWAITING_COUNTERPARTY' }],
  'SIGNING void': [{ scene: 'signing signed', by: ['the school'], answer: '201 INVALIDATED' }],
  'SIGNING approve': reviews('signing', { college: '200 SCHOOL_REVIEW', school: '200 SIGNED' }),
  'SIGNING reject': reviews('signing', { college: '200 REVIEW_REJECTED', school: '200 REVIEW_REJECTED' }),
  'TERMINATION read': [
    { scene: 'termination the unit asks for', by: both, answer: '200 AWAITING_COUNTERPARTY' },
    { scene: 'termination at the college', by: all, answer: '200 COLLEGE_REVIEW' },
    // The college is no level of this one's review.
    { scene: 'termination for the school alone', by: [...both, 'the school'], answer: '200 SCHOOL_REVIEW' },
  ],
  'TERMINATION agree': [
    { scene: 'termination the unit asks for', by: graduate, answer: '200 SCHOOL_REVIEW', notNow: unit },
    { scene: 'termination the graduate asks for', by: unit, answer: '200 SCHOOL_REVIEW', notNow: graduate },
  ],
  'TERMINATION refuse': [
    { scene: 'termination the unit asks for', by: graduate, answer: '200 COUNTERPARTY_REFUSED', notNow: unit },
    { scene: 'termination the graduate asks for', by: unit, answer: '200 COUNTERPARTY_REFUSED', notNow: graduate },
  ],
  'TERMINATION withdraw': [
    { scene: 'termination the unit asks for', by: unit, answer: '200 WITHDRAWN', notNow: graduate },
    { scene: 'termination the graduate asks for', by: graduate, answer: '200 WITHDRAWN', notNow: unit },
  ],
  'TERMINATION approve': [
    ...reviews('termination', { college: '200 SCHOOL_REVIEW', school: '200 TERMINATED' }),
    { scene: 'termination for the school alone', by: ['the school'], answer: '200 TERMINATED' },
    // Before the other side has agreed it is no case of the reviewers.
    { scene: 'termination the unit asks for', by: [], answer: '404' },
  ],
  'TERMINATION reject': [
    ...reviews('termination', { college: '200 REJECTED', school: '200 REJECTED' }),
    { scene: 'termination for the school alone', by: ['the school'], answer: '200 REJECTED' },
  ],
  'VERIFICATION read': [
    { scene: 'verification with money on its way', by: unit, answer: '200 SENDING' },
    { scene: 'verification by the amount', by: unit, answer: '200 AWAITING_AMOUNT' },
  ],
  'VERIFICATION amount': [{ scene: 'verification by the amount', by: members, answer: '200 VERIFIED' }],
  'VERIFICATION supplement': [{ scene: 'verification to supplement', by: members, answer: '200 AWAITING_REVIEW' }],
  'VERIFICATION switchMethod': [{ scene: 'verification the bank failed', by: members, answer: '200 AWAITING_REVIEW' }],
  'VERIFICATION withdraw': [{ scene: 'verification by the amount', by: members, answer: '200 WITHDRAWN' }],
};
