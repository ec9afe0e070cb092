import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { makeApiToken } from '../../commands/make-api-token.ts';
import { apiTokenScopeCodes } from '../../domain/vocabulary/api-token-scope.ts';
import { verificationStatusCodes } from '../../domain/vocabulary/verification-status.ts';
import { buildVerification } from '../support/build-verification.ts';
import {
  buildApiToken,
  buildColleague,
  buildEmployer,
  buildFavorite,
  buildGraduate,
  buildReviewer,
  type BuiltGraduate,
  type BuiltSchool,
} from '../support/factories.ts';
import { bodiesWithCodes } from './codes.ts';
import { bodiesOf, type Feed } from './feed.ts';
import { buildSignings } from './signings.ts';
import { signIn, type Actor, type Stage } from './stage.ts';

const picture = new URL('../../api/samples/business-license.png', import.meta.url);

/**
 * Makes an actor's world anew: records of theirs in every state an act wants to find, and a session or token. What the calls
 * before have used up, ended or signed out does not matter then. `turn` decides what can only be one at a time.
 */
export async function buildCast(
  stage: Stage,
  { actor, school, pictures, turn }: { actor: Actor; school: BuiltSchool; pictures: Pictures; turn: number },
): Promise<Feed> {
  const { knex } = stage;
  // Time passes for whoever asked too often.
  await knex('rate_limit').delete();
  // A school's reviewer may have set a period or a count that lets nobody apply for anything.
  const freely = { terminationFrom: null, terminationUntil: null, terminationMaxPerGraduate: null };
  await knex('school')
    .where({ schoolCode: school.schoolCode })
    .update({ ...freely, terminationLetterRequired: false, terminationNoticeDays: 0 });
  const employer = await buildEmployer(stage);
  const profile = { companyName: employer.name, department: '人事部', jobTitle: '招聘', officePhone: '010-88886666' };
  await knex('account')
    .where({ id: employer.accountId })
    .update({ ...profile, email: `${randomUUID()}@example.com` });
  const colleague = await buildColleague(stage, employer.employerId);
  const joiners = [
    await buildColleague(stage, employer.employerId, 'PENDING'),
    await buildColleague(stage, employer.employerId, 'PENDING'),
  ];
  const signings = await buildSignings(stage, { employer, school, actor, turn });
  const { invitee } = signings;
  const free = await buildGraduate(stage, { school });
  const favoriteId = await buildFavorite(stage, employer, free);
  const removed = await buildGraduate(stage, { school });
  await knex('graduate').where({ id: removed.graduateId }).update({ removedAt: knex.fn.now() });
  const destined = await buildGraduate(stage, { school });
  await knex('destination').insert({
    ...{ graduateId: destined.graduateId, category: '801', detail: '考取研究生', registeredAt: knex.fn.now() },
  });
  const unused = await buildFavorite(stage, employer, await buildGraduate(stage, { school }));
  const verification = await buildVerification(stage, {
    employer,
    status:
      actor === 'unverified'
        ? (verificationStatusCodes[turn % verificationStatusCodes.length] ?? 'SENDING')
        : 'VERIFIED',
  });
  if (actor === 'unverified')
    await knex('employer')
      .where({ id: employer.employerId, verificationState: 'VERIFIED' })
      .update({ verificationState: 'UNVERIFIED' });
  const reviewerId = await buildReviewer(stage, {
    level: 'COLLEGE',
    schoolCode: school.schoolCode,
    collegeId: school.collegeId,
  });
  const accountId = accountOf(actor, { employer: employer.accountId, graduate: invitee.accountId, school });
  const own = accountId ?? employer.accountId;
  const cookie = await signIn(stage, own);
  await signIn(stage, own);
  const sessionIds = await knex('session')
    .where({ accountId: own })
    .orderBy('id', 'desc')
    .limit(1)
    .pluck<string[]>('id');
  const notificationId = await buildNotification(stage, own, signings.ids[0] ?? '');
  const commandIds = await knex('command').where({ actorAccountId: own }).limit(3).pluck<string[]>('id');
  const fileIds = await copiesOf(pictures, stage, own);
  const search = await searchFor(stage, employer.accountId, free);
  const token = await makeApiToken(
    stage,
    {
      userType: 'EMPLOYER',
      ...{ accountId: employer.accountId, sessionId: randomUUID() },
      ...{ employerId: employer.employerId, membership: 'APPROVED', employerVerified: true },
    },
    { name: '人事系统', scopes: [...apiTokenScopeCodes], expiresOn: inAYear() },
  );
  const asking = joiners.map(({ accountId: joiner }) => joiner);
  const [toApprove = '', toDecline = ''] = await knex('employer_membership')
    .whereIn('accountId', asking)
    .orderBy('id')
    .pluck<string[]>('id');
  const headers =
    actor === 'nobody' ? {} : actor === 'token' ? { authorization: `Bearer ${token.secret}` } : { cookie };
  const seqs = Object.fromEntries(signings.seqs);
  const paths: Feed['paths'] = {
    '/api/v1/sessions/{id}': sessionIds,
    '/api/v1/notifications/{id}/read': [notificationId],
    '/api/v1/files/{id}': Object.values(fileIds),
    '/api/v1/employer/memberships/{id}/approve': [toApprove],
    '/api/v1/employer/memberships/{id}/decline': [toDecline],
    '/api/v1/commands/{id}': commandIds,
    '/api/v1/school/graduates/{graduateId}/destination': [destined.graduateId, free.graduateId],
    '/api/v1/school/graduates/{graduateId}/restore': [removed.graduateId],
    ...signings.paths,
  };
  const params: Feed['params'] = {
    signingId: signings.ids,
    terminationId: signings.terminationIds,
    caseId: [...signings.ids, ...signings.terminationIds],
    verificationId: [verification.id],
    favoriteId: [favoriteId, unused],
    tokenId: [await buildApiToken(stage, colleague)],
    graduateId: [free.graduateId, invitee.graduateId],
    reviewerId: [reviewerId],
  };
  return {
    ...{ headers, paths, params, seqs, agreements: await someAgreements(stage) },
    fields: {
      favoriteId: [favoriteId],
      searchId: [search],
      collegeId: [school.collegeId],
      schoolCode: [school.schoolCode],
      photoFileId: [fileIds.PHOTO],
      logoFileId: [fileIds.LOGO],
      signingAuthorizationLetterFileId: [fileIds.SIGNING_AUTHORIZATION_LETTER],
      businessLicenseFileId: [fileIds.BUSINESS_LICENSE],
      usccCertificateFileId: [fileIds.USCC_CERTIFICATE],
      otherFileIds: [[], [fileIds.OTHER_MATERIAL]],
      fileIds: [[], [fileIds.TERMINATION_ATTACHMENT]],
      fileId: [fileIds.BUSINESS_LICENSE],
    },
    bodies: {
      ...bodiesOf({ graduate: free, verification, fileId: fileIds.BUSINESS_LICENSE }),
      ...(await bodiesWithCodes(stage, { actor, accountId: own, cookie, turn })),
    },
  };
}

function accountOf(
  actor: Actor,
  { employer, graduate, school }: { employer: string; graduate: string; school: BuiltSchool },
): string | null {
  switch (actor) {
    case 'graduate':
      return graduate;
    case 'college':
      return school.collegeReviewer;
    case 'school':
      return school.schoolReviewer;
    case 'employer':
    case 'unverified':
    case 'nobody':
    case 'token':
      return employer;
  }
}

async function buildNotification({ knex }: Stage, accountId: string, processId: string): Promise<string> {
  const [row] = await knex('notification')
    .insert({ accountId, processId, seq: 1, kind: 'FUZZ', message: 'INVITATION_SENT', createdAt: knex.fn.now() })
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

/** Numbers and check codes, those with a document first. */
async function someAgreements({ knex }: Stage): Promise<Feed['agreements']> {
  return knex('agreement as a')
    .join('signing as s', 's.id', 'a.signing_id')
    .orderByRaw('a.issued_at desc nulls last')
    .limit(3)
    .select<Feed['agreements']>({ agreementNo: 's.agreement_no', code: 'a.check_code' });
}

const purposes = [
  'PHOTO',
  'LOGO',
  'SIGNING_AUTHORIZATION_LETTER',
  'BUSINESS_LICENSE',
  'USCC_CERTIFICATE',
  'OTHER_MATERIAL',
  'TERMINATION_ATTACHMENT',
] as const;

/** A file of each purpose. */
export type Pictures = Record<(typeof purposes)[number], string>;

/** One real picture for each purpose, uploaded by somebody. */
export async function uploadPictures(stage: Stage): Promise<Pictures> {
  const { accountId } = await buildEmployer(stage);
  const headers = { cookie: await signIn(stage, accountId), origin: stage.baseUrl };
  const bytes = await readFile(picture);
  const pictures: Partial<Pictures> = {};
  for (const purpose of purposes) {
    const form = new FormData();
    form.set('purpose', purpose);
    form.set('file', new Blob([bytes], { type: 'image/png' }), 'picture.png');
    const response = await fetch(`${stage.baseUrl}/api/v1/files`, { method: 'POST', headers, body: form });
    if (!response.ok) throw new Error(`A picture answered ${response.status}: ${await response.text()}`);
    pictures[purpose] = ((await response.json()) as { id: string }).id;
  }
  return pictures as Pictures;
}

/** The same pictures as another account's own uploads: decoded once and not for every cast. */
async function copiesOf(pictures: Pictures, { knex }: Stage, accountId: string): Promise<Pictures> {
  const columns = ['purpose', 'sha256', 'mediaType', 'bytes', 'width', 'height'];
  const rows = await knex('file').whereIn('id', Object.values(pictures)).select<object[]>(columns);
  const copies = await knex('file')
    .insert(rows.map((row) => ({ ...row, uploadedBy: accountId })))
    .returning<{ id: string; purpose: string }[]>(['id', 'purpose']);
  return Object.fromEntries(copies.map(({ id, purpose }) => [purpose, id])) as Pictures;
}

/** A search that found a graduate, for adding them to the favorites. */
async function searchFor(stage: Stage, accountId: string, { name, idNumber, school }: BuiltGraduate): Promise<string> {
  const headers = { cookie: await signIn(stage, accountId), origin: stage.baseUrl, 'content-type': 'application/json' };
  const body = JSON.stringify({ name, idNumber, schoolCode: school.schoolCode });
  const path = `${stage.baseUrl}/api/v1/employer/graduate-searches`;
  const answer = (await (await fetch(path, { method: 'POST', headers, body })).json()) as {
    match?: { searchId: string };
  };
  return answer.match?.searchId ?? randomUUID();
}

function inAYear(): string {
  return new Date(Date.now() + 360 * 86_400_000).toISOString().slice(0, 10);
}
