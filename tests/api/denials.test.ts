import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { needsKey, type Route } from '../../api/route.ts';
import { allRoutes } from '../../api/routes/all.ts';
import { findLiveSession } from '../../database/queries/session-actor.ts';
import { findSigningRecord } from '../../database/queries/signing-record.ts';
import { findTerminationRecord } from '../../database/queries/termination-record.ts';
import * as permissions from '../../domain/permissions.ts';
import type { Actor, SigningAct, TerminationAct, VerificationAct } from '../../domain/permissions.ts';
import { startApi, type SignedIn, type TestApi } from '../support/api.ts';
import { buildSigning, type BuiltSigning } from '../support/build-signing.ts';
import { buildTermination, type BuiltTermination } from '../support/build-termination.ts';
import type { BuiltVerification } from '../support/build-verification.ts';
import * as factories from '../support/factories.ts';
import { buildPeople, rightRequests, type People } from '../support/right-requests.ts';

/** What a route asks of the process its path names; a route about a process that is not here fails. */
const actOf: Record<string, SigningAct | TerminationAct | VerificationAct> = {
  'post /api/v1/employer/signings/{signingId}/terminations': 'terminate',
  'post /api/v1/graduate/signings/{signingId}/terminations': 'terminate',
  'post /api/v1/school/signings/{signingId}/void': 'void',
  'get /api/v1/employer/terminations/{terminationId}': 'read',
  'post /api/v1/employer/terminations/{terminationId}/agree': 'agree',
  'post /api/v1/employer/terminations/{terminationId}/refuse': 'refuse',
  'post /api/v1/employer/terminations/{terminationId}/withdraw': 'withdraw',
  'get /api/v1/graduate/terminations/{terminationId}': 'read',
  'post /api/v1/graduate/terminations/{terminationId}/agree': 'agree',
  'post /api/v1/graduate/terminations/{terminationId}/refuse': 'refuse',
  'post /api/v1/graduate/terminations/{terminationId}/withdraw': 'withdraw',
  'get /api/v1/employer/signings/{signingId}': 'read',
  'post /api/v1/employer/signings/{signingId}/withdraw': 'withdraw',
  'post /api/v1/employer/signings/{signingId}/reinvite': 'reinvite',
  'get /api/v1/graduate/signings/{signingId}': 'read',
  'post /api/v1/graduate/signings/{signingId}/accept': 'accept',
  'post /api/v1/graduate/signings/{signingId}/decline': 'decline',
  'get /api/v1/review/cases/{caseId}': 'read',
  'post /api/v1/review/cases/{caseId}/approve': 'approve',
  'post /api/v1/review/cases/{caseId}/reject': 'reject',
  'get /api/v1/employer/signings/{signingId}/agreement': 'read',
  'get /api/v1/graduate/signings/{signingId}/agreement': 'read',
  'get /api/v1/review/cases/{caseId}/agreement': 'read',
  'get /api/v1/school/signings/{signingId}': 'read',
  'get /api/v1/school/signings/{signingId}/agreement': 'read',
  'get /api/v1/employer/verifications/{verificationId}': 'read',
  'post /api/v1/employer/verifications/{verificationId}/amount': 'amount',
  'post /api/v1/employer/verifications/{verificationId}/supplement': 'supplement',
  'post /api/v1/employer/verifications/{verificationId}/switch-method': 'switchMethod',
  'post /api/v1/employer/verifications/{verificationId}/withdraw': 'withdraw',
};

const named = ({ method, path }: Route) => `${method} ${path}`;
const isAboutProcess = ({ path }: Route) => /\{(signing|case|verification|termination)Id\}/.test(path);
const routes = allRoutes.filter(isAboutProcess).map((route) => [named(route), route] as const);

/** Somebody, as they stand to the signings and verifications below. */
interface Somebody {
  call: SignedIn;
  actor: Actor;
}

let api: TestApi;
let people: People;
/** Signings in which each act is possible, each with everybody around it. */
let scenes: Record<'atCollege' | 'atSchool' | 'waiting' | 'failed' | 'signed' | 'ending', Scene>;
let termination: BuiltTermination;

interface Scene {
  signing: BuiltSigning;
  cast: Record<string, Somebody>;
}

beforeAll(async () => {
  api = await startApi();
  people = await buildPeople(api);
  scenes = {
    atCollege: await sceneOf(people),
    atSchool: await sceneOf(await buildSigning(api, { status: 'SCHOOL_REVIEW' })),
    waiting: await sceneOf(await buildSigning(api, { status: 'AWAITING_GRADUATE' })),
    failed: await sceneOf(await buildSigning(api, { status: 'DECLINED' })),
    signed: await sceneOf(await buildSigning(api, { status: 'SIGNED' })),
    ending: await sceneOf(await buildSigning(api, { status: 'SIGNED' })),
  };
  termination = await buildTermination(api, scenes.ending.signing);
}, 60_000);
afterAll(() => api.stop());

async function sceneOf(signing: BuiltSigning): Promise<Scene> {
  const { employer, graduate } = signing;
  const { school } = graduate;
  const other = { employer: await factories.buildEmployer(api), school: await factories.buildSchool(api) };
  const unverified = await factories.buildEmployer(api, { verificationState: 'UNVERIFIED' });
  const { collegeId } = await factories.buildCollege(api, school.schoolCode);
  const anotherCollege = { level: 'COLLEGE', schoolCode: school.schoolCode, collegeId } as const;
  const accounts = {
    'a user of the unit': employer.accountId,
    'a colleague': (await factories.buildColleague(api, employer.employerId)).accountId,
    'one who asked to join': (await factories.buildColleague(api, employer.employerId, 'PENDING')).accountId,
    'a user of another unit': other.employer.accountId,
    'a user of an unverified unit': unverified.accountId,
    'a user without a unit': await factories.buildAccount(api, 'EMPLOYER', '无单位'),
    'the graduate': graduate.accountId,
    'another graduate': (await factories.buildGraduate(api, { school })).accountId,
    'the college': school.collegeReviewer ?? '',
    'another college': await factories.buildReviewer(api, anotherCollege),
    'the school': school.schoolReviewer,
    'another school': other.school.schoolReviewer,
  };
  const entries = Object.entries(accounts).map(async ([who, account]) => [who, await somebody(account)] as const);
  return { signing, cast: Object.fromEntries(await Promise.all(entries)) };
}

async function somebody(accountId: string): Promise<Somebody> {
  const call = await factories.signedInAs(api, accountId);
  const { tokenHash } = await api.knex('session').where({ accountId }).first<{ tokenHash: Buffer }>('tokenHash');
  const session = await findLiveSession(api.knex, tokenHash);
  if (!session) throw new Error('no session');
  return { call, actor: session.actor };
}

/** What the contract says of this caller and this route, from the rules of domain/permissions.ts alone. */
async function expected(route: Route, { actor }: Somebody, thing: Thing): Promise<string> {
  const { access, membership } = route;
  if (access !== actor.userType) return '403 WRONG_USER_TYPE';
  const verdict = actor.userType === 'EMPLOYER' ? permissions.mayBegin(actor) : 'YES';
  if (actor.userType === 'EMPLOYER' && actor.membership !== 'APPROVED') return `403 ${verdict}`;
  if (!(await isAllowed(route, actor, thing))) return '404 NOT_FOUND';
  // Whether the unit is verified is a state, and told after the thing.
  return membership === 'VERIFIED' && verdict !== 'YES' ? `403 ${verdict}` : 'allowed';
}

type Thing = BuiltSigning | BuiltTermination | BuiltVerification;

const isAbout = (route: Route, kind: 'verification' | 'termination') => route.path.includes(`${kind}Id`);

/** What is told of an act that is let in and is not possible now; whether each one is possible where it should be, other tests say. */
const isLetInOnly = ({ path }: Route) => /verificationId|termination|agreement$/.test(path);

async function isAllowed(route: Route, actor: Actor, thing: Thing): Promise<boolean> {
  const act = actOf[named(route)];
  if (isAbout(route, 'verification')) {
    const relation = permissions.relationToVerification(people.verification.employer, actor);
    return permissions.mayInVerification(relation, act as VerificationAct);
  }
  if (isAbout(route, 'termination')) {
    const record = await findTerminationRecord(api.knex, api.clock, thing.id);
    const relation = record && permissions.relationToTermination(record.parties, actor);
    return permissions.mayInTermination(relation ?? null, act as TerminationAct);
  }
  const record = await findSigningRecord(api.knex, api.clock, thing.id);
  return record !== undefined && permissions.may(permissions.relationTo(record.parties, actor), act as SigningAct);
}

/** Where the act is possible now: for a reviewer, at the level that is theirs. */
function sceneFor(route: Route, who: string): Scene {
  const act = actOf[named(route)];
  if (isAbout(route, 'verification')) return scenes.atCollege;
  if (isAbout(route, 'termination')) return scenes.ending;
  if (act === 'terminate' || act === 'void' || route.path.endsWith('/agreement')) return scenes.signed;
  if (act === 'reinvite') return scenes.failed;
  if (act === 'accept' || act === 'decline' || act === 'withdraw') return scenes.waiting;
  return who === 'the school' ? scenes.atSchool : scenes.atCollege;
}

function thingOf(route: Route, signing: BuiltSigning): Thing {
  if (isAbout(route, 'verification')) return people.verification;
  return isAbout(route, 'termination') ? termination : signing;
}

async function ask(route: Route, who: Somebody, thing: Thing): Promise<string> {
  const request = who.call(route.method, route.path.replace(/\{\w+\}/, thing.id));
  if (needsKey(route)) void request.set('idempotency-key', randomUUID());
  if (route.kind === 'decision') void request.set('if-match', `"${thing.seq}"`);
  const { status, body } = await (route.method === 'get'
    ? request
    : request.send(rightRequests[named(route)]?.body?.(people) ?? {}));
  if ([401, 403, 404].includes(status)) return `${status} ${(body as { code: string }).code}`;
  if (!isLetInOnly(route) && status >= 300) return `${status} ${(body as { code: string }).code}`;
  return 'allowed';
}

test('every route about a process says which act it asks for, and nothing else does', () => {
  expect(Object.keys(actOf).sort()).toEqual(routes.map(([name]) => name).sort());
});

test.each(routes)(
  '%s lets in whom the rules let in, and answers everybody else as the contract says',
  async (_, route) => {
    const answers: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const who of Object.keys(scenes.atCollege.cast)) {
      const { signing, cast } = sceneFor(route, who);
      const thing = thingOf(route, signing);
      const one = cast[who] as Somebody;
      wanted[who] = await expected(route, one, thing);
      answers[who] = await ask(route, one, thing);
    }
    expect(answers).toEqual(wanted);
    expect(Object.values(answers)).toContain('allowed');
  },
);

test('the rules let in exactly these', () => {
  const inOf = (act: SigningAct) =>
    Object.entries(scenes.atCollege.cast)
      .filter(([, { actor }]) => permissions.may(permissions.relationTo(parties, actor), act))
      .map(([who]) => who);
  const { employer, graduate } = people;
  const { schoolCode, collegeId } = graduate.school;
  const ids = { employerId: employer.employerId, graduateId: graduate.graduateId, schoolCode, collegeId };
  const parties = { ...ids, status: 'COLLEGE_REVIEW', wasAccepted: true } as const;
  const [unit, reviewers] = [
    ['a user of the unit', 'a colleague'],
    ['the college', 'the school'],
  ];
  expect(inOf('read')).toEqual([...unit, 'the graduate', ...reviewers]);
  expect([inOf('accept'), inOf('withdraw'), inOf('approve')]).toEqual([['the graduate'], unit, reviewers]);
});
