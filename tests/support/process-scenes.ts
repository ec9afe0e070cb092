import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { SignedIn, TestApi } from './api.ts';
import { buildSigning } from './build-signing.ts';
import { buildTermination } from './build-termination.ts';
import { buildVerification, builtAmount } from './build-verification.ts';
import { eventually } from './eventually.ts';
import {
  buildEmployer,
  buildFile,
  buildGraduate,
  buildSchool,
  signedInAs,
  type BuiltEmployer,
  type BuiltGraduate,
  type BuiltSchool,
} from './factories.ts';
import { someLetter } from './people.ts';

type Api = Omit<TestApi, 'stop'>;

/** Where records are made: one unit, one school whose college reviews, one whose college has nobody who could. */
export interface Place {
  employer: BuiltEmployer;
  school: BuiltSchool;
  withoutCollege: BuiltSchool;
}

/** Makes the place. */
export async function buildPlace(api: Api): Promise<Place> {
  return {
    employer: await buildEmployer(api),
    school: await buildSchool(api),
    withoutCollege: await buildSchool(api, { collegeReviewer: false }),
  };
}

/** A record in the state in which something may be asked of it. */
export interface Scene {
  id: string;
  seq: number;
  employer: BuiltEmployer;
  graduate: BuiltGraduate;
  /** The body of each act that takes one. */
  bodies: Record<string, object>;
}

const { positionCategory, positionTitle, responseWindowDays, signingContactName } = someLetter;
const rejection = { reasonCode: 'OTHER', reason: '材料与实际不符' };
const bodies = {
  accept: { confirmed: true },
  decline: { reason: '另有安排' },
  reinvite: { positionCategory, positionTitle, responseWindowDays, signingContactName },
  terminate: { reason: 'MUTUAL', detail: '双方协商一致' },
  reject: rejection,
  void: { reasonCode: 'DATA_ERROR', detail: '专业有误' },
  refuse: { reason: '岗位已安排' },
};

type SigningStatus = NonNullable<NonNullable<Parameters<typeof buildSigning>[1]>['status']>;

const signing =
  (status: SigningStatus, at: 'school' | 'withoutCollege' = 'school') =>
  async (api: Api, place: Place): Promise<Scene> => {
    const { employer } = place;
    const graduate = await buildGraduate(api, { school: place[at] });
    const { id, seq } = await buildSigning(api, { employer, graduate, status });
    return { id, seq, employer, graduate, bodies };
  };

const termination =
  (options: Parameters<typeof buildTermination>[2], at: 'school' | 'withoutCollege' = 'school') =>
  async (api: Api, place: Place): Promise<Scene> => {
    const { employer } = place;
    const graduate = await buildGraduate(api, { school: place[at] });
    const signed = await buildSigning(api, { employer, graduate, status: 'SIGNED' });
    return { ...(await buildTermination(api, signed, options)), employer, graduate, bodies };
  };

type VerificationStatus = NonNullable<NonNullable<Parameters<typeof buildVerification>[1]>['status']>;

const verification =
  (status: VerificationStatus) =>
  async (api: Api, place: Place): Promise<Scene> => {
    const { id, seq, employer, licence, letter } = await buildVerification(api, { status });
    const fileId = await buildFile(api, employer.accountId, 'BUSINESS_LICENSE');
    const material = { businessLicenseFileId: licence, signingAuthorizationLetterFileId: letter };
    const ofVerification = {
      amount: { amount: builtAmount },
      supplement: { files: [{ replacesFileId: licence, fileId }] },
      switchMethod: { scope: 'NATIONAL', method: 'MATERIALS', ...material },
    };
    const graduate = await buildGraduate(api, { school: place.school });
    return { id, seq, employer, graduate, bodies: ofVerification };
  };

/**
 * Asks for an act and answers what came of it. On a busy machine the first answer may be 202; then the same request is sent again
 * once its command is decided, which the contract answers as it would have answered the first.
 */
export async function decidedAnswer(
  by: SignedIn,
  path: string,
  { body, seq }: { body: object; seq?: number },
): Promise<Response> {
  const headers = { 'idempotency-key': randomUUID(), ...(seq === undefined ? {} : { 'if-match': `"${seq}"` }) };
  const ask = () => by('post', path).set(headers).send(body);
  const first = await ask();
  if (first.status !== 202) return first;
  await eventually(async () => {
    const command = await by('get', first.headers['location'] ?? '');
    if ((command.body as { status?: string }).status === 'RECEIVED') throw new Error('not decided yet');
  }, 60_000);
  return ask();
}

/** Signed a moment ago, with the paper that its last approval had made. */
async function signedOnPaper(api: Api, place: Place): Promise<Scene> {
  const scene = await signing('SCHOOL_REVIEW')(api, place);
  const by = await signedInAs(api, place.school.schoolReviewer);
  const at = `/api/v1/review/cases/${scene.id}`;
  const { status } = await decidedAnswer(by, `${at}/approve`, { body: {}, seq: scene.seq });
  if (status !== 200) throw new Error(`approving answered ${status}`);
  await eventually(() => by('get', `${at}/agreement`).expect(200));
  return { ...scene, seq: scene.seq + 1 };
}

const bothLevels = ['COLLEGE', 'SCHOOL'] as const;

/** How each is made. */
export const scenes = {
  'signing sent': signing('AWAITING_GRADUATE'),
  'signing declined': signing('DECLINED'),
  'signing at the college': signing('COLLEGE_REVIEW'),
  'signing at the school': signing('SCHOOL_REVIEW'),
  'signing at an absent college': signing('COLLEGE_REVIEW', 'withoutCollege'),
  'signing signed': signing('SIGNED'),
  'signing with its paper': signedOnPaper,
  'termination the unit asks for': termination({}),
  'termination the graduate asks for': termination({ applicant: 'GRADUATE' }),
  'termination at the college': termination({ status: 'COLLEGE_REVIEW', chain: bothLevels }),
  'termination at the school': termination({ status: 'SCHOOL_REVIEW', chain: bothLevels }),
  'termination at an absent college': termination({ status: 'COLLEGE_REVIEW', chain: bothLevels }, 'withoutCollege'),
  'termination for the school alone': termination({ status: 'SCHOOL_REVIEW' }),
  'verification with money on its way': verification('SENDING'),
  'verification by the amount': verification('AWAITING_AMOUNT'),
  'verification to supplement': verification('NEEDS_SUPPLEMENT'),
  'verification the bank failed': verification('BANK_FAILED'),
} satisfies Record<string, (api: Api, place: Place) => Promise<Scene>>;

/** One of them. */
export type SceneName = keyof typeof scenes;
