import { apiTokenScopeCodes, type ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import type { Door, Person } from './everybody.ts';

/** Whom a route lets in, typed from api.md: its door, and, behind it, whose the thing is that its path names. */
export interface RouteAccess extends Door {
  /** Who of those let in at the door is let in behind it too; everybody unless told. */
  people?: readonly Person[];
  /** What the others are told; the same as of a missing thing unless told. */
  others?: '403 WRONG_USER_TYPE';
}

const open: RouteAccess = { access: 'OPEN', needs: 'ANY', scopes: [] };

const members: readonly Person[] = ['a user of the unit', 'a colleague', 'a system of the unit'];
/** Whoever has a unit of some sort, theirs to read. */
const ofAnyUnit: readonly Person[] = [
  ...members,
  ...(['one who asked to join', 'a user of another unit', 'a user of an unverified unit'] as const),
];

/** Of a user of an approved membership; `verified` of a verified unit; `one` about a thing of the unit. */
const unit = (...scopes: ApiTokenScope[]): RouteAccess => ({ access: 'EMPLOYER', needs: 'APPROVED', scopes });
const verified = (...scopes: ApiTokenScope[]): RouteAccess => ({ ...unit(...scopes), needs: 'VERIFIED' });
const joining = (...scopes: ApiTokenScope[]): RouteAccess => ({ ...unit(...scopes), needs: 'ANY' });
const one = (access: RouteAccess): RouteAccess => ({ ...access, people: members });

const signedIn: RouteAccess = { access: 'SIGNED_IN', needs: 'ANY', scopes: [] };
/** Of things of the graduate of the rows in right-requests.ts. */
const own: RouteAccess = { ...signedIn, people: ['the graduate'] };

const graduate: RouteAccess = { access: 'GRADUATE', needs: 'ANY', scopes: [] };
const ownCase: RouteAccess = { ...graduate, people: ['the graduate'] };

const reviewer: RouteAccess = { access: 'REVIEWER', needs: 'ANY', scopes: [] };
const schoolOnly: RouteAccess = { ...reviewer, people: ['the school', 'another school'] };
/** About somebody or something of the school: of both levels, of the school alone, of the college's own. */
const reviewed: RouteAccess = { ...reviewer, people: ['the college', 'the school'] };
const ofSchool: RouteAccess = { ...reviewer, people: ['the school'] };

/** One row for each route; a route without one fails. */
export const routeAccess: Record<string, RouteAccess> = {
  'post /api/v1/phone-codes': open,
  'post /api/v1/employer-users': open,
  'post /api/v1/graduate-activations': open,
  'post /api/v1/password-resets': open,
  'post /api/v1/sessions': open,
  'delete /api/v1/sessions/current': signedIn,
  'get /api/v1/sessions': signedIn,
  'delete /api/v1/sessions/{id}': own,
  'get /api/v1/me': signedIn,
  'patch /api/v1/me': signedIn,
  'post /api/v1/me/email-codes': signedIn,
  'put /api/v1/me/email': signedIn,
  'put /api/v1/me/password': signedIn,
  'put /api/v1/me/phone': signedIn,
  'get /api/v1/notifications': signedIn,
  'post /api/v1/notifications/{id}/read': own,
  'post /api/v1/notifications/read-all': signedIn,
  'post /api/v1/files': { ...signedIn, scopes: ['terminations'] },
  'get /api/v1/files/{id}': own,

  'get /api/v1/employer': { ...joining('read'), people: ofAnyUnit },
  'put /api/v1/employer': joining(),
  'get /api/v1/employer/members': unit('read'),
  'delete /api/v1/me/employer-membership': joining(),
  'post /api/v1/employer-memberships': joining(),
  'get /api/v1/employer/memberships': unit('read'),
  'post /api/v1/employer/memberships/{id}/approve': one(unit()),
  'post /api/v1/employer/memberships/{id}/decline': one(unit()),
  'get /api/v1/employer/archive-profile': unit('read'),
  'put /api/v1/employer/archive-profile': unit(),
  'get /api/v1/employer/archive-profile/edits': unit('read'),
  'get /api/v1/employer/workbench': unit('read'),
  'get /api/v1/employer/api-tokens': unit(),
  'post /api/v1/employer/api-tokens': unit(),
  'delete /api/v1/employer/api-tokens/{tokenId}': one(unit()),
  'get /api/v1/employer/authorization-letter-template': { ...joining('read'), people: ofAnyUnit },
  'get /api/v1/employer/events': unit('read'),

  'post /api/v1/employer/verifications': unit(),
  'get /api/v1/employer/verifications': unit('read'),
  'get /api/v1/employer/verifications/{verificationId}': one(unit('read')),
  'post /api/v1/employer/verifications/{verificationId}/amount': one(unit()),
  'post /api/v1/employer/verifications/{verificationId}/supplement': one(unit()),
  'post /api/v1/employer/verifications/{verificationId}/switch-method': one(unit()),
  'post /api/v1/employer/verifications/{verificationId}/withdraw': one(unit()),
  'post /callbacks/bank': open,

  'post /api/v1/employer/graduate-searches': verified('favorites'),
  'get /api/v1/employer/favorites': unit('read', 'favorites'),
  'post /api/v1/employer/favorites/search': unit('read', 'favorites'),
  'post /api/v1/employer/favorites': verified('favorites'),
  'delete /api/v1/employer/favorites/{favoriteId}': one(unit('favorites')),
  'get /api/v1/employer/favorites/import-template': unit('read', 'favorites'),
  'post /api/v1/employer/favorites/imports': verified('favorites'),
  'get /api/v1/employer/favorites/imports/{importId}': one(unit('read', 'favorites')),
  'get /api/v1/employer/favorites/imports/{importId}/result': one(unit('read', 'favorites')),

  'post /api/v1/employer/signings': verified('signings'),
  'get /api/v1/employer/signings': unit('read'),
  'post /api/v1/employer/signings/search': unit('read'),
  'get /api/v1/employer/signings/{signingId}': one(unit('read')),
  'post /api/v1/employer/signings/{signingId}/withdraw': one(unit('signings')),
  // Whether the unit is verified is a state, judged last: of another's signing nobody learns more than that it is not theirs.
  'post /api/v1/employer/signings/{signingId}/reinvite': one(unit('signings')),
  'get /api/v1/employer/signings/{signingId}/agreement': one(unit('read')),
  'post /api/v1/employer/signing-batches': verified('signings'),
  'get /api/v1/employer/signing-batches/{batchId}': one(unit('read')),

  'post /api/v1/employer/signings/{signingId}/terminations': one(unit('terminations')),
  'get /api/v1/employer/terminations/{terminationId}': one(unit('read')),
  'post /api/v1/employer/terminations/{terminationId}/agree': one(unit('terminations')),
  'post /api/v1/employer/terminations/{terminationId}/refuse': one(unit('terminations')),
  'post /api/v1/employer/terminations/{terminationId}/withdraw': one(unit('terminations')),

  'get /api/v1/graduate/profile': graduate,
  'post /api/v1/graduate/profile/confirm': graduate,
  'post /api/v1/graduate/profile/corrections': graduate,
  'get /api/v1/graduate/signings': graduate,
  'get /api/v1/graduate/signings/{signingId}': ownCase,
  'post /api/v1/graduate/signings/{signingId}/accept': ownCase,
  'post /api/v1/graduate/signings/{signingId}/decline': ownCase,
  'get /api/v1/graduate/signings/{signingId}/agreement': ownCase,
  'post /api/v1/graduate/signings/{signingId}/terminations': ownCase,
  'get /api/v1/graduate/terminations/{terminationId}': ownCase,
  'post /api/v1/graduate/terminations/{terminationId}/agree': ownCase,
  'post /api/v1/graduate/terminations/{terminationId}/refuse': ownCase,
  'post /api/v1/graduate/terminations/{terminationId}/withdraw': ownCase,

  'get /api/v1/review/cases': reviewer,
  'post /api/v1/review/cases/search': reviewer,
  'get /api/v1/review/cases/{caseId}': reviewed,
  'post /api/v1/review/cases/{caseId}/approve': reviewed,
  'post /api/v1/review/cases/{caseId}/reject': reviewed,
  'get /api/v1/review/cases/{caseId}/agreement': reviewed,
  'post /api/v1/review/batches': reviewer,
  'get /api/v1/review/batches/{batchId}': { ...reviewer, people: ['the college'] },
  'get /api/v1/school/review-policy': reviewer,
  'put /api/v1/school/review-policy': { ...schoolOnly, others: '403 WRONG_USER_TYPE' },
  'get /api/v1/school/colleges': reviewer,
  'post /api/v1/school/colleges': schoolOnly,
  'patch /api/v1/school/colleges/{collegeId}': ofSchool,
  'get /api/v1/school/reviewers': schoolOnly,
  'post /api/v1/school/reviewers': schoolOnly,
  'delete /api/v1/school/reviewers/{reviewerId}': ofSchool,
  'get /api/v1/school/signings': reviewer,
  'post /api/v1/school/signings/search': reviewer,
  'get /api/v1/school/signings/export': reviewer,
  'get /api/v1/school/signings/{signingId}': reviewed,
  'get /api/v1/school/signings/{signingId}/agreement': reviewed,
  'post /api/v1/school/signings/{signingId}/void': ofSchool,
  'get /api/v1/school/graduates': reviewer,
  'post /api/v1/school/graduates/search': reviewer,
  'get /api/v1/school/graduates/{graduateId}': reviewed,
  'patch /api/v1/school/graduates/{graduateId}': ofSchool,
  'post /api/v1/school/graduates/{graduateId}/remove': ofSchool,
  'post /api/v1/school/graduates/{graduateId}/restore': ofSchool,
  'post /api/v1/school/graduates/{graduateId}/lock': ofSchool,
  'post /api/v1/school/graduates/{graduateId}/unlock': ofSchool,
  'post /api/v1/school/graduates/{graduateId}/destination': ofSchool,
  'delete /api/v1/school/graduates/{graduateId}/destination': ofSchool,
  'get /api/v1/school/corrections/{correctionId}': reviewed,
  'get /api/v1/school/graduate-imports/template': reviewer,
  'post /api/v1/school/graduate-imports': schoolOnly,
  'get /api/v1/school/graduate-imports/{importId}': ofSchool,
  'get /api/v1/school/graduate-imports/{importId}/result': ofSchool,

  'get /api/v1/commands/{id}': { ...own, scopes: apiTokenScopeCodes },
  'get /api/v1/agreements/{agreementNo}': open,
  'get /api/v1/site': open,
  'get /api/v1/captcha-challenge': open,
  'get /api/v1/cohorts': open,
  'get /api/v1/vocabulary': open,
  'get /api/v1/regions': open,
  'get /api/v1/schools': open,
  'get /health/live': open,
  'get /health/ready': open,
  'get /health/deep': open,
  'get /sandbox/messages': open,
  'get /sandbox/bank/transfers': open,
  'get /sandbox': open,
  'get /sandbox/samples/': open,
  'get /sandbox/samples/business-license.png': open,
  'get /sandbox/samples/signing-authorization-letter.png': open,
  'get /': open,
  'get /terms': open,
  'get /a': open,
  'get /a/{agreementNo}': open,
  'get /plain.css': open,
  'get /icon.svg': open,
  'get /openapi.json': open,
  'get /docs': open,
  'get /docs/start.js': open,
  'get /docs/swagger-ui-bundle.js': open,
  'get /docs/swagger-ui.css': open,
  'get /docs/own.css': open,
  'get /docs/errors': open,
};
