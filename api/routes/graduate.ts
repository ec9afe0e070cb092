import { acceptSigning } from '../../commands/accept-signing.ts';
import { confirmProfile } from '../../commands/confirm-profile.ts';
import { declineSigning } from '../../commands/decline-signing.ts';
import { requestCorrection } from '../../commands/request-correction.ts';
import { findGraduateProfile } from '../../database/queries/graduate-profile.ts';
import { listSignings } from '../../database/queries/signing-lists.ts';
import { DomainError } from '../../domain/errors.ts';
import type { GraduateUser } from '../../domain/permissions.ts';
import { pairsIn } from '../../domain/signing-tabs.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readPage } from '../lists.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { presentGraduateProfile } from '../presenters/graduate-profile.ts';
import { presentGraduateSigningRow } from '../presenters/signing-row.ts';
import { presentGraduateSigning } from '../presenters/signing.ts';
import { detailAfterAct, readableDetail, readableSigning } from '../readable-signing.ts';
import { defineRoute, type RequestFacts } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/graduate.ts';
import { SigningPath } from '../schemas/signings.ts';

const tag = 'Graduate';

/** 基本信息 */
export const getProfile = defineRoute({
  method: 'get',
  path: '/graduate/profile',
  summary: '基本信息 The school’s record of oneself',
  tag,
  access: 'GRADUATE',
  kind: 'read',
  answers: { 200: schemas.GraduateProfile },
  handle: async ({ deps, actor, request: { language } }) => ownProfile(deps, actor, language),
});

/** 确认基本信息 */
export const postProfileConfirmation = defineRoute({
  method: 'post',
  path: '/graduate/profile/confirm',
  summary: '确认基本信息 Confirm the record, once, before the first acceptance',
  tag,
  access: 'GRADUATE',
  kind: 'write',
  answers: { 200: schemas.GraduateProfile },
  handle: async ({ deps, actor, request: { language } }) => {
    await confirmProfile(deps, actor);
    return ownProfile(deps, actor, language);
  },
});

/** 申请更正 */
export const postCorrection = defineRoute({
  method: 'post',
  path: '/graduate/profile/corrections',
  summary: '申请更正基本信息 Ask the college to correct the record',
  tag,
  access: 'GRADUATE',
  kind: 'write',
  body: schemas.NewCorrection,
  answers: { 201: schemas.Correction },
  handle: async ({ deps, actor, body: { note = null, ...given } }) => {
    const correction = { ...given, note };
    return { ...correction, ...(await requestCorrection(deps, actor, correction).catch(refuseUsedUp)) };
  },
});

/** 我的签约 */
export const getGraduateSignings = defineRoute({
  method: 'get',
  path: '/graduate/signings',
  summary: '我的签约 Invitations and signings, newest status first',
  tag,
  access: 'GRADUATE',
  kind: 'read',
  query: schemas.GraduateSigningListQuery,
  answers: { 200: pageOf(schemas.GraduateSigningRow) },
  handle: async ({ deps, actor: { graduateIds }, query, request: { language } }) => {
    const pairs = query.status && pairsIn({ status: query.status });
    const filter = { party: { graduateIds }, pairs };
    const page = readPage(deps, { list: 'graduate-signings', ...filter }, query);
    const { rows, total } = await listSignings(deps.knex, deps.clock, filter, page.request);
    const as = {
      item: ({ record }: (typeof rows)[number]) => presentGraduateSigningRow(record, language),
      position: ({ position }: (typeof rows)[number]) => position,
    };
    return page.answer(rows, as, total);
  },
});

/** 签约详情 */
export const getGraduateSigning = defineRoute({
  method: 'get',
  path: '/graduate/signings/{signingId}',
  summary: '签约详情 An invitation or signing',
  tag,
  access: 'GRADUATE',
  kind: 'read',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableDetail(deps, actor, params.signingId),
  answers: { 200: schemas.GraduateSigning },
  handle: async ({ deps, thing, request: { language } }) => presentGraduateSigning(thing, { deps, language }),
});

/** 接受 */
export const postAcceptance = defineRoute({
  method: 'post',
  path: '/graduate/signings/{signingId}/accept',
  summary: '应约 Accept an invitation',
  description: 'Binds at once: no other invitation can be accepted until this one has failed.',
  tag,
  access: 'GRADUATE',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  body: schemas.AcceptSigning,
  answers: { 200: schemas.GraduateSigning },
  handle: async ({ deps, call, thing }) => acceptSigning(deps, call, thing),
  present: presentToInvitee,
});

/** 拒绝 */
export const postDecline = defineRoute({
  method: 'post',
  path: '/graduate/signings/{signingId}/decline',
  summary: '拒绝 Decline an invitation',
  tag,
  access: 'GRADUATE',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  body: schemas.DeclineSigning,
  answers: { 200: schemas.GraduateSigning },
  handle: async ({ deps, call, thing, body }) => declineSigning(deps, call, thing, body),
  present: presentToInvitee,
});

async function ownProfile(deps: ApiDependencies, { accountId, graduateId }: GraduateUser, language: Language) {
  const profile = await findGraduateProfile(deps.knex, graduateId);
  if (!profile) throw new DomainError('NOT_FOUND');
  deps.log.info({ accountId, graduateId }, 'ID number shown in full to its owner');
  return presentGraduateProfile(profile, language, deps);
}

async function presentToInvitee(after: {
  deps: ApiDependencies;
  actor: GraduateUser;
  request: RequestFacts;
  processId: string;
}) {
  const { deps, actor, request, processId } = after;
  const detail = await detailAfterAct(deps, actor, processId);
  return presentGraduateSigning(detail, { deps, language: request.language });
}
