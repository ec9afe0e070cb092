import { readAgreement } from '../../commands/read-agreement.ts';
import type { SigningRecord } from '../../database/queries/signing-record.ts';
import type { Actor } from '../../domain/permissions.ts';
import { Binary } from '../binary.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readableSigning } from '../readable-signing.ts';
import { reply } from '../reply.ts';
import { defineRoute, type RequestFacts } from '../route.ts';
import { CasePath } from '../schemas/review.ts';
import { SigningPath } from '../schemas/signings.ts';

const pdf = 'application/pdf';

/** The routes differ in who calls them. */
const download = {
  method: 'get',
  kind: 'read',
  summary: '下载就业协议书 The agreement as PDF',
  description:
    'The same bytes for both sides while it is in force; after a termination or invalidation a copy that is marked so. 409 AGREEMENT_NOT_READY until it is made, some seconds after the signing; ACTION_NOT_ALLOWED where it ended unsigned. With an ETag; 304 when If-None-Match names it.',
  answers: { 200: new Binary([pdf]), 304: null },
} as const;

/** 单位下载 */
export const getEmployerAgreement = defineRoute({
  ...download,
  path: '/employer/signings/{signingId}/agreement',
  tag: 'Signings',
  access: 'EMPLOYER',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  handle: async (input) => sendAgreement(input),
});

/** 毕业生下载 */
export const getGraduateAgreement = defineRoute({
  ...download,
  path: '/graduate/signings/{signingId}/agreement',
  tag: 'Graduate',
  access: 'GRADUATE',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  handle: async (input) => sendAgreement(input),
});

/** 学校、学院下载 */
export const getReviewedAgreement = defineRoute({
  ...download,
  path: '/review/cases/{caseId}/agreement',
  tag: 'Review',
  access: 'REVIEWER',
  params: CasePath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.caseId),
  handle: async (input) => sendAgreement(input),
});

/** 学校、学院下载, from their list of signings */
export const getSchoolAgreement = defineRoute({
  ...download,
  path: '/school/signings/{signingId}/agreement',
  tag: 'School',
  access: 'REVIEWER',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  handle: async (input) => sendAgreement(input),
});

async function sendAgreement(input: {
  deps: ApiDependencies;
  actor: Actor;
  thing: SigningRecord;
  request: RequestFacts;
}) {
  const { deps, actor, thing, request } = input;
  const signingId = thing.signing.id;
  const publicOrigin = deps.settings.publicOrigins[0] ?? '';
  const { sha256, fileName, bytes } = await readAgreement({ ...deps, publicOrigin }, signingId);
  const etag = `"${sha256}"`;
  if (request.hasVersion(etag)) return reply(304, undefined, { etag });
  const content = await bytes();
  deps.log.info({ accountId: actor.accountId, signingId }, 'ID number shown in full on an agreement');
  return reply(200, content, { etag, ...attached(fileName, `agreement-${thing.signing.agreementNo}.pdf`) });
}

/** Headers of a file, a PDF unless told otherwise, to be kept under a Chinese name; `plainName` is for whoever cannot read one. Source: RFC 6266, RFC 8187. */
export function attached(fileName: string, plainName: string, mediaType = pdf): Record<string, string> {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const disposition = `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`;
  return { 'content-type': mediaType, 'content-disposition': disposition };
}
