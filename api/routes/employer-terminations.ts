import { agreeTermination } from '../../commands/agree-termination.ts';
import { applyTermination } from '../../commands/apply-termination.ts';
import { refuseTermination } from '../../commands/refuse-termination.ts';
import { withdrawTermination } from '../../commands/withdraw-termination.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentTermination } from '../presenters/termination.ts';
import { readableSigning } from '../readable-signing.ts';
import { readableTermination, readableTerminationDetail, terminationAfterAct } from '../readable-termination.ts';
import { availableHere } from '../refusals.ts';
import { defineRoute, type RequestFacts, type UnitMember } from '../route.ts';
import { SigningPath } from '../schemas/signings.ts';
import * as schemas from '../schemas/terminations.ts';
import { checkAttachments } from '../termination-files.ts';

const tag = 'Terminations';

/** 申请解约 */
export const postEmployerTermination = defineRoute({
  method: 'post',
  path: '/employer/signings/{signingId}/terminations',
  summary: '申请解约 Ask to terminate a signed agreement',
  description: 'The agreement stays in force until the termination succeeds.',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  body: schemas.ApplyTermination,
  answers: { 201: schemas.Termination },
  handle: async ({ deps, actor, call, thing, body }) => {
    await checkAttachments(deps, actor, body.fileIds);
    return applyTermination(deps, call, thing, availableHere(deps, body));
  },
  present: presentToUnit,
});

/** 解约详情 */
export const getEmployerTermination = defineRoute({
  method: 'get',
  path: '/employer/terminations/{terminationId}',
  summary: '解约详情 A termination of the unit',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  params: schemas.TerminationPath,
  thing: async ({ deps, actor, params }) => readableTerminationDetail(deps, actor, params.terminationId),
  answers: { 200: schemas.Termination },
  handle: async ({ deps, thing, request: { language } }) =>
    presentTermination(thing, { deps, relation: 'INVITER', language }),
});

/** 同意解约 */
export const postEmployerAgreement = defineRoute({
  method: 'post',
  path: '/employer/terminations/{terminationId}/agree',
  summary: '同意解约 Agree to what the graduate asks for',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  params: schemas.TerminationPath,
  thing: async ({ deps, actor, params }) => readableTermination(deps, actor, params.terminationId),
  body: schemas.AgreeTermination,
  answers: { 200: schemas.Termination },
  handle: async ({ deps, actor, call, thing, body }) => {
    await checkAttachments(deps, actor, body.fileIds);
    return agreeTermination(deps, call, thing, body);
  },
  present: presentToUnit,
});

/** 不同意解约 */
export const postEmployerRefusal = defineRoute({
  method: 'post',
  path: '/employer/terminations/{terminationId}/refuse',
  summary: '不同意解约 Refuse what the graduate asks for',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  params: schemas.TerminationPath,
  thing: async ({ deps, actor, params }) => readableTermination(deps, actor, params.terminationId),
  body: schemas.RefuseTermination,
  answers: { 200: schemas.Termination },
  handle: async ({ deps, actor, call, thing, body: { reason: refusal, fileIds } }) => {
    await checkAttachments(deps, actor, fileIds);
    return refuseTermination(deps, call, thing, { refusal, fileIds });
  },
  present: presentToUnit,
});

/** 撤回解约申请 */
export const postEmployerTerminationWithdrawal = defineRoute({
  method: 'post',
  path: '/employer/terminations/{terminationId}/withdraw',
  summary: '撤回解约申请 Withdraw one’s own application, until it is answered',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  params: schemas.TerminationPath,
  thing: async ({ deps, actor, params }) => readableTermination(deps, actor, params.terminationId),
  answers: { 200: schemas.Termination },
  handle: async ({ deps, call, thing }) => withdrawTermination(deps, call, thing),
  present: presentToUnit,
});

async function presentToUnit(after: {
  deps: ApiDependencies;
  actor: UnitMember;
  request: RequestFacts;
  processId: string;
}) {
  const { deps, actor, request, processId } = after;
  const detail = await terminationAfterAct(deps, actor, processId);
  return presentTermination(detail, { deps, relation: 'INVITER', language: request.language });
}
