import { randomUUID } from 'node:crypto';
import { demoPassword } from '../../database/seeds/demo-data.ts';
import type { TestApi } from './api.ts';
import { buildSigning, type BuiltSigning } from './build-signing.ts';
import { buildVerification, type BuiltVerification } from './build-verification.ts';
import { buildTermination } from './build-termination.ts';
import {
  buildApiToken,
  buildBatch,
  buildColleague,
  buildFile,
  buildGraduate,
  buildReviewer,
  signedInAs,
} from './factories.ts';
import { buildImport } from './import-cast.ts';
import { importRows } from './import-rows.ts';
import { someLetter } from './people.ts';
import { schoolRows } from './school-rows.ts';
import { terminationRows } from './termination-rows.ts';

/**
 * A right request: what a path names, seen by whoever owns it, and the body; where it comes in variants, one of each. Everything wrong
 * is made from it.
 */
export interface RightRequest {
  params?: (of: People) => Record<string, string>;
  body?: (of: NamedInBodies) => object;
  variants?: ((of: NamedInBodies) => object)[];
}

/** What of the people stands in bodies. */
export interface NamedInBodies extends Pick<BuiltSigning, 'id' | 'seq' | 'favoriteId'> {
  graduate: Pick<BuiltSigning['graduate'], 'name' | 'idNumber'> & {
    school: Pick<BuiltSigning['graduate']['school'], 'schoolCode'>;
  };
  verification: Pick<BuiltVerification, 'licence' | 'paymentReference'>;
}

/** Stands in for the people where only the form of a body is asked. */
export const nobodyInBodies: NamedInBodies = {
  ...{ id: '', seq: 1, favoriteId: '' },
  graduate: { name: '', idNumber: '', school: { schoolCode: '' } },
  verification: { licence: '', paymentReference: '' },
};

/** A signing in review with its people, and things of theirs. */
export interface People extends BuiltSigning {
  notificationId: string;
  commandId: string;
  fileId: string;
  tokenId: string;
  terminationId: string;
  /** Of the same school: somebody who has signed nothing, another reviewer, the college. */
  ownGraduateId: string;
  reviewerId: string;
  collegeId: string;
  correctionId: string;
  sessionId: string;
  /** Batches of the unit and of the college's reviewer. */
  signingBatchId: string;
  reviewBatchId: string;
  /** An import of the unit, and one of the school. */
  favoriteImportId: string;
  graduateImportId: string;
  membershipId: string;
  verification: BuiltVerification;
}

const signing: RightRequest = { params: ({ id }) => ({ signingId: id }) };
const reviewCase: RightRequest = { params: ({ id }) => ({ caseId: id }) };
const { positionCategory, positionTitle, responseWindowDays, signingContactName } = someLetter;
const letter = {
  ...{ positionCategory, positionTitle, responseWindowDays, signingContactName },
  ...{ contactPhone: '010-88886666', remarks: '无', sandboxDeadlineSeconds: 60 },
  ...{ acceptsArchive: false, acceptsHukou: false, contactEmail: 'hr@example.com', workRegionCode: '110108' },
  ...{ workAddress: '某路', salary: '面议', benefits: '五险一金', probation: '三个月', penalty: '无' },
  ...{ servicePeriod: '三年', reportOn: '2027-07-01' },
};

const someAgreementNo: RightRequest = { params: () => ({ agreementNo: '2027990010000001K' }) };
const membership: RightRequest = { params: ({ membershipId }) => ({ id: membershipId }) };
const verification: RightRequest = { params: (of) => ({ verificationId: of.verification.id }) };
const someFiles = { signingAuthorizationLetterFileId: randomUUID(), otherFileIds: [randomUUID()] };
const account = { corporateAccountNo: '6222 0202 0000 1234', bankBranchName: '示范银行', cnapsCode: '102100099996' };
const proofs = { businessLicenseFileId: randomUUID(), usccCertificateFileId: randomUUID() };

/** One row per route; a route without one fails. */
export const rightRequests: Record<string, RightRequest> = {
  'post /api/v1/sessions': {
    body: () => ({ userType: 'EMPLOYER', phone: '13800000001', password: demoPassword }),
  },
  'post /api/v1/phone-codes': { body: () => ({ phone: '15100000001', purpose: 'REGISTER', captcha: 'x' }) },
  'post /api/v1/employer-users': {
    body: () => ({ phone: '15100000002', code: '123456', password: demoPassword, acceptedTermsVersion: '2026-1' }),
  },
  'post /api/v1/graduate-activations': {
    body: ({ graduate }) => ({
      ...{ name: graduate.name, idNumber: graduate.idNumber, schoolCode: graduate.school.schoolCode },
      ...{ phone: '15100000003', code: '123456', password: demoPassword },
    }),
  },
  'post /api/v1/password-resets': {
    body: () => ({ userType: 'GRADUATE', phone: '15100000004', code: '123456', newPassword: demoPassword }),
  },
  'delete /api/v1/sessions/current': {},
  'get /api/v1/sessions': {},
  'delete /api/v1/sessions/{id}': { params: ({ sessionId }) => ({ id: sessionId }) },
  'get /api/v1/me': {},
  'patch /api/v1/me': {
    body: () => ({
      ...{ name: '毕业生', companyName: '公司', department: '部门', jobTitle: '职务' },
      ...{ officePhone: '010-88886666', fax: '010-88886666', photoFileId: randomUUID() },
    }),
  },
  'post /api/v1/me/email-codes': { body: () => ({ email: 'a@example.com' }) },
  'put /api/v1/me/email': { body: () => ({ email: 'a@example.com', code: '123456' }) },
  'put /api/v1/me/password': { body: () => ({ code: '123456', newPassword: demoPassword }) },
  'put /api/v1/me/phone': {
    body: () => ({ newPhone: '15100000005', oldPhoneCode: '123456', newPhoneCode: '123456' }),
  },
  'delete /api/v1/me/employer-membership': {},
  'get /api/v1/notifications': {},
  'post /api/v1/notifications/{id}/read': { params: ({ notificationId }) => ({ id: notificationId }) },
  'post /api/v1/notifications/read-all': {},
  'post /api/v1/files': { body: () => ({ file: Buffer.from('a file'), purpose: 'LOGO' }) },
  'get /api/v1/files/{id}': { params: ({ fileId }) => ({ id: fileId }) },
  'get /api/v1/employer': {},
  'put /api/v1/employer': {
    body: () => ({
      ...{ name: '单位', uscc: '91990000MA00000586', industry: 'INTERNET_ECOMMERCE', gbIndustrySection: 'I' },
      ...{ unitNature: 'PRIVATE', unitType: '39', sizeBand: 'SIZE_50_99', regionCode: '110108', address: '某路' },
      ...{ businessScope: '软件', website: 'https://example.com', introduction: '无', logoFileId: randomUUID() },
    }),
  },
  'get /api/v1/employer/members': {},
  'get /api/v1/employer/workbench': {},
  'post /api/v1/employer-memberships': {
    body: () => ({ uscc: '91990000MA00000586', signingAuthorizationLetterFileId: randomUUID() }),
  },
  'get /api/v1/employer/memberships': {},
  'post /api/v1/employer/memberships/{id}/approve': membership,
  'post /api/v1/employer/memberships/{id}/decline': { ...membership, body: () => ({ reason: '不认识' }) },
  'get /api/v1/employer/archive-profile': {},
  'put /api/v1/employer/archive-profile': {
    body: () => ({
      ...{ archiveReceiverType: 'SELF', archiveUnitName: '单位', archiveRegionCode: '110108', archiveAddress: '某路' },
      ...{ archiveContactName: '某人', archiveContactPhone: '010-88886666', postcode: '100080' },
      ...{ hukouRegionCode: '110108', hukouAddress: '某路' },
    }),
  },
  'get /api/v1/employer/archive-profile/edits': {},
  'get /api/v1/employer/authorization-letter-template': {},
  'post /api/v1/employer/verifications': {
    body: () => ({
      ...{ scope: 'NATIONAL', method: 'REMITTANCE', ...account, ...someFiles, sandboxDeadlineSeconds: 60 },
    }),
    variants: [() => ({ scope: 'NATIONAL', method: 'MATERIALS', ...proofs, ...someFiles, sandboxDeadlineSeconds: 60 })],
  },
  'get /api/v1/employer/verifications': {},
  'get /api/v1/employer/api-tokens': {},
  'post /api/v1/employer/api-tokens': {
    body: () => ({ name: '人事系统', scopes: ['read'], expiresOn: '2027-01-01' }),
  },
  'delete /api/v1/employer/api-tokens/{tokenId}': { params: ({ tokenId }) => ({ tokenId }) },
  'get /api/v1/employer/events': {},
  'get /api/v1/employer/verifications/{verificationId}': verification,
  'post /api/v1/employer/verifications/{verificationId}/amount': { ...verification, body: () => ({ amount: '1.78' }) },
  'post /api/v1/employer/verifications/{verificationId}/supplement': {
    ...verification,
    body: ({ verification: { licence } }) => ({
      files: [{ replacesFileId: licence, fileId: randomUUID() }],
      note: '补',
    }),
  },
  'post /api/v1/employer/verifications/{verificationId}/switch-method': {
    ...verification,
    body: () => ({ scope: 'NATIONAL', method: 'MATERIALS', ...proofs, ...someFiles }),
    variants: [() => ({ scope: 'NATIONAL', method: 'REMITTANCE', ...account, ...someFiles })],
  },
  'post /api/v1/employer/verifications/{verificationId}/withdraw': verification,
  'post /callbacks/bank': {
    body: ({ verification: { paymentReference } }) => ({
      ...{ eventId: randomUUID(), paymentReference, outcome: 'SETTLED' },
      ...{ occurredAt: '2026-11-22T04:00:00.000Z', reason: 'ACCOUNT_CLOSED' },
    }),
  },
  'post /api/v1/employer/graduate-searches': {
    body: ({ graduate }) => ({
      ...{ name: graduate.name, idNumber: graduate.idNumber, schoolCode: graduate.school.schoolCode },
    }),
  },
  'get /api/v1/employer/favorites': {},
  'post /api/v1/employer/favorites/search': {
    body: () => ({ cohort: 2027, graduateName: '林晓', idNumber: '990100200401010017', limit: 1, count: true }),
  },
  'post /api/v1/employer/favorites': { body: () => ({ searchId: randomUUID(), remark: '备注' }) },
  'delete /api/v1/employer/favorites/{favoriteId}': { params: ({ favoriteId }) => ({ favoriteId }) },
  'post /api/v1/employer/signings': { body: ({ favoriteId }) => ({ favoriteId, ...letter }) },
  'get /api/v1/employer/signings': {},
  'post /api/v1/employer/signings/search': {
    body: () => ({ tab: 'SIGNING', status: 'SIGNED', cohort: 2027, graduateName: '林晓', limit: 1, count: false }),
  },
  'get /api/v1/employer/signings/{signingId}': signing,
  'post /api/v1/employer/signings/{signingId}/withdraw': signing,
  'post /api/v1/employer/signings/{signingId}/reinvite': { ...signing, body: () => letter },
  'get /api/v1/employer/signings/{signingId}/agreement': signing,
  'get /api/v1/graduate/signings/{signingId}/agreement': signing,
  'get /api/v1/review/cases/{caseId}/agreement': reviewCase,
  'post /api/v1/employer/signing-batches': { body: ({ favoriteId }) => ({ letter, favoriteIds: [favoriteId] }) },
  'get /api/v1/employer/signing-batches/{batchId}': { params: ({ signingBatchId }) => ({ batchId: signingBatchId }) },
  'post /api/v1/review/batches': {
    body: ({ id, seq }) => ({ decisions: [{ caseId: id, seq, decision: 'APPROVE' }] }),
    variants: [
      ({ id: caseId, seq }) => ({
        decisions: [{ caseId, seq, decision: 'REJECT', reasonCode: 'OTHER', reason: '岗位与专业不符' }],
      }),
    ],
  },
  'get /api/v1/review/batches/{batchId}': { params: ({ reviewBatchId }) => ({ batchId: reviewBatchId }) },
  'get /api/v1/graduate/profile': {},
  'post /api/v1/graduate/profile/confirm': {},
  'post /api/v1/graduate/profile/corrections': { body: () => ({ field: 'major', shouldBe: '软件工程', note: '无' }) },
  'get /api/v1/graduate/signings': {},
  'get /api/v1/graduate/signings/{signingId}': signing,
  'post /api/v1/graduate/signings/{signingId}/accept': { ...signing, body: () => ({ confirmed: true }) },
  'post /api/v1/graduate/signings/{signingId}/decline': { ...signing, body: () => ({ reason: '另有安排' }) },
  'get /api/v1/review/cases': {},
  'post /api/v1/review/cases/search': {
    body: () => ({ cohort: 2027, kind: 'SIGNING', graduateName: '林晓', idNumber: '990100200401010017', limit: 1 }),
  },
  'get /api/v1/review/cases/{caseId}': reviewCase,
  'post /api/v1/review/cases/{caseId}/approve': { ...reviewCase, body: () => ({}) },
  'post /api/v1/review/cases/{caseId}/reject': {
    ...reviewCase,
    body: () => ({ reasonCode: 'OTHER', reason: '岗位与专业不符' }),
  },
  'get /api/v1/agreements/{agreementNo}': someAgreementNo,
  'get /api/v1/commands/{id}': { params: ({ commandId }) => ({ id: commandId }) },
  'get /api/v1/site': {},
  'get /api/v1/captcha-challenge': {},
  'get /api/v1/cohorts': {},
  'get /api/v1/vocabulary': {},
  ...terminationRows,
  ...importRows,
  ...schoolRows,
  'get /api/v1/regions': {},
  'get /api/v1/schools': {},
  'get /health/live': {},
  'get /health/ready': {},
  'get /health/deep': {},
  'get /sandbox/messages': {},
  'get /sandbox/bank/transfers': {},
  'get /sandbox': {},
  'get /sandbox/samples/': {},
  'get /sandbox/samples/business-license.png': {},
  'get /sandbox/samples/signing-authorization-letter.png': {},
  'get /': {},
  'get /terms': {},
  'get /a': {},
  'get /a/{agreementNo}': someAgreementNo,
  'get /plain.css': {},
  'get /icon.svg': {},
  'get /openapi.json': {},
  'get /docs': {},
  'get /docs/start.js': {},
  'get /docs/swagger-ui-bundle.js': {},
  'get /docs/swagger-ui.css': {},
  'get /docs/own.css': {},
  'get /docs/errors': {},
};

/** Makes the people and things of a table's rows. */
export async function buildPeople(api: TestApi): Promise<People> {
  const built = await buildSigning(api, { status: 'COLLEGE_REVIEW' });
  const { accountId } = built.graduate;
  const message = { accountId, processId: built.id, seq: 1, kind: 'TEST', message: 'INVITATION_SENT' };
  const [notification] = await api
    .knex('notification')
    .insert({ ...message, createdAt: api.knex.fn.now() })
    .returning<{ id: string }[]>('id');
  const command = await api.knex('command').where({ actorAccountId: accountId }).first<{ id: string }>('id');
  const fileId = await buildFile(api, accountId);
  const tokenId = await buildApiToken(api, built.employer);
  await signedInAs(api, accountId);
  const session = await api.knex('session').where({ accountId }).first<{ id: string }>('id');
  const joiner = await buildColleague(api, built.employer.employerId, 'PENDING');
  const membership = await api
    .knex('employer_membership')
    .where({ accountId: joiner.accountId })
    .first<{ id: string }>('id');
  const verified = await buildVerification(api, { status: 'AWAITING_AMOUNT', employer: built.employer });
  const { id: terminationId } = await buildTermination(api, built);
  const { school } = built.graduate;
  const { graduateId: ownGraduateId } = await buildGraduate(api, { school });
  const { schoolCode, collegeId } = school;
  const correctionId = await buildCorrection(api, built.graduate);
  const reviewerId = await buildReviewer(api, { level: 'COLLEGE', schoolCode, collegeId });
  return {
    ...built,
    ...{ terminationId, notificationId: notification?.id ?? '', commandId: command.id, fileId, tokenId },
    signingBatchId: await buildBatch(api, { kind: 'SIGNING', ...built.employer }),
    reviewBatchId: await buildBatch(api, { kind: 'REVIEW', accountId: school.collegeReviewer ?? '' }),
    ...{ sessionId: session.id, membershipId: membership.id, ownGraduateId, reviewerId, collegeId, correctionId },
    ...(await buildImports(api, built)),
    verification: verified,
  };
}

async function buildCorrection(
  { knex, personalData }: TestApi,
  { graduateId }: { graduateId: string },
): Promise<string> {
  const asked = { graduateId, field: 'major', shouldBeEncrypted: personalData.encrypt('网络工程') };
  const [made] = await knex('profile_correction')
    .insert({ ...asked, requestedAt: knex.fn.now() })
    .returning<{ id: string }[]>('id');
  return made?.id ?? '';
}

async function buildImports(api: TestApi, { employer, graduate: { school } }: BuiltSigning) {
  const { schoolCode, schoolReviewer } = school;
  return {
    favoriteImportId: await buildImport(api, { kind: 'FAVORITES', ...employer }),
    graduateImportId: await buildImport(api, { kind: 'GRADUATES', schoolCode, accountId: schoolReviewer }),
  };
}

/** The same things under ids that nothing has. */
export function nobodys(people: People): People {
  const id = () => randomUUID();
  return {
    ...people,
    ...{ id: id(), favoriteId: id(), fileId: id(), tokenId: id(), notificationId: id(), commandId: id() },
    ...{ signingBatchId: id(), reviewBatchId: id() },
    ...{ terminationId: id(), sessionId: id(), membershipId: id(), ownGraduateId: id(), reviewerId: id() },
    ...{ collegeId: id(), correctionId: id() },
    ...{ favoriteImportId: id(), graduateImportId: id() },
    verification: { ...people.verification, id: id() },
  };
}
