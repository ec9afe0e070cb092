import type { Access, Membership } from '../../api/route.ts';
import { apiTokenScopeCodes, type ApiTokenScope } from '../../domain/vocabulary/api-token-scope.ts';
import { testOrigin, type SignedIn, type TestApi } from './api.ts';
import {
  buildAccount,
  buildCollege,
  buildColleague,
  buildEmployer,
  buildGraduate,
  buildReviewer,
  buildSchool,
  calledBySystem,
  signedInAs,
  type BuiltEmployer,
  type BuiltGraduate,
  type BuiltSchool,
} from './factories.ts';
import { buildStaff } from './verification-cast.ts';

type Api = Omit<TestApi, 'stop'>;

/** Everybody who may stand around a record: the user type they sign in as, what the door says of their place in a unit. */
const standings = {
  'a user of the unit': 'EMPLOYER',
  'a colleague': 'EMPLOYER',
  'a system of the unit': 'SYSTEM',
  'one who asked to join': 'EMPLOYER',
  'a user of another unit': 'EMPLOYER',
  'a user of an unverified unit': 'EMPLOYER',
  'a user without a unit': 'EMPLOYER',
  'the graduate': 'GRADUATE',
  'another graduate': 'GRADUATE',
  'the college': 'REVIEWER',
  'another college': 'REVIEWER',
  'the school': 'REVIEWER',
  'another school': 'REVIEWER',
  'another school’s college': 'REVIEWER',
  'a member of staff': 'STAFF',
  nobody: 'NOBODY',
} as const;

/** Somebody, by how they stand to a record. */
export type Person = keyof typeof standings;

/** All of them. */
export const everybody = Object.keys(standings) as Person[];

/** What a route asks of whoever calls it, before it looks at what its path names. */
export interface Door {
  access: Access;
  needs: Membership;
  scopes: readonly ApiTokenScope[];
}

/** What somebody is told at a route's door, or null: then they are let in. Typed from api.md §1, not from the code. */
export function refusedAtTheDoor(who: Person, { access, needs, scopes }: Door): string | null {
  const standing = standings[who];
  if (access === 'OPEN') return null;
  if (standing === 'STAFF' || standing === 'NOBODY') return '401 SIGNED_OUT';
  if (standing === 'SYSTEM') return scopes.length === 0 ? '403 SCOPE_MISSING' : null;
  if (access !== 'SIGNED_IN' && access !== standing) return '403 WRONG_USER_TYPE';
  if (access !== 'EMPLOYER' || needs === 'ANY') return null;
  if (who === 'one who asked to join') return '403 MEMBERSHIP_PENDING';
  const isLess = who === 'a user without a unit' || (who === 'a user of an unverified unit' && needs === 'VERIFIED');
  return isLess ? '403 EMPLOYER_NOT_VERIFIED' : null;
}

/** Who stands at a distance from every record of a school: made once, whatever the record. */
export type Strangers = Awaited<ReturnType<typeof buildStrangers>>;

/** Makes and signs in those who have no part in any record of a school. */
export async function buildStrangers(api: Api, { schoolCode }: BuiltSchool) {
  const { collegeId } = await buildCollege(api, schoolCode);
  const elsewhere = await buildSchool(api);
  const as = (accountId: string) => signedInAs(api, accountId);
  const unverified = await buildEmployer(api, { verificationState: 'UNVERIFIED' });
  return {
    'a user of another unit': await as((await buildEmployer(api)).accountId),
    'a user of an unverified unit': await as(unverified.accountId),
    'a user without a unit': await as(await buildAccount(api, 'EMPLOYER', '无单位')),
    'another graduate': await as((await buildGraduate(api)).accountId),
    'another college': await as(await buildReviewer(api, { level: 'COLLEGE', schoolCode, collegeId })),
    'another school': await as(elsewhere.schoolReviewer),
    'another school’s college': await as(elsewhere.collegeReviewer ?? ''),
    'a member of staff': await as(await buildStaff(api, 'SUPERVISOR')),
    nobody: ((method, path) => api.call(method, path).set('origin', testOrigin)) satisfies SignedIn,
  } as const;
}

/** Signs everybody in around a unit and a graduate; a college without a reviewer is seen by one of another college. */
export async function buildEverybody(
  api: Api,
  { employer, graduate }: { employer: BuiltEmployer; graduate: BuiltGraduate },
  strangers: Strangers,
): Promise<Record<Person, SignedIn>> {
  const { employerId, accountId } = employer;
  const { schoolReviewer, collegeReviewer } = graduate.school;
  const as = (account: string) => signedInAs(api, account);
  return {
    ...strangers,
    'a user of the unit': await as(accountId),
    'a colleague': await as((await buildColleague(api, employerId)).accountId),
    'a system of the unit': await calledBySystem(api, employer, apiTokenScopeCodes),
    'one who asked to join': await as((await buildColleague(api, employerId, 'PENDING')).accountId),
    'the graduate': await as(graduate.accountId),
    'the college': collegeReviewer === null ? strangers['another college'] : await as(collegeReviewer),
    'the school': await as(schoolReviewer),
  };
}
