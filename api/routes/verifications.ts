import type { SwitchMethodBody } from '../../commands/employer-verification-bodies.ts';
import { enterAmount } from '../../commands/enter-amount.ts';
import { submitVerification } from '../../commands/submit-verification.ts';
import { supplementVerification } from '../../commands/supplement-verification.ts';
import { switchVerificationMethod } from '../../commands/switch-verification-method.ts';
import { withdrawVerification } from '../../commands/withdraw-verification.ts';
import { listVerifications, type ListedVerification } from '../../database/queries/verification-lists.ts';
import { readPage } from '../lists.ts';
import { presentVerification, presentVerificationRow } from '../presenters/verification.ts';
import { readableVerification, readableVerificationDetail, verificationAfterAct } from '../readable-verification.ts';
import { availableHere } from '../refusals.ts';
import { defineRoute, type RequestFacts, type UnitMember } from '../route.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { pageOf } from '../schemas/common.ts';
import * as requests from '../schemas/verification-requests.ts';
import * as schemas from '../schemas/verifications.ts';
import { checkFiles, checkSupplement, filesHandedIn } from '../verification-files.ts';

const tag = 'Verification';
const ofOne = { tag, access: 'EMPLOYER', params: schemas.VerificationPath } as const;

/** 提交认证 */
export const postVerification = defineRoute({
  method: 'post',
  path: '/employer/verifications',
  summary: '提交认证 Begin to be verified, by remittance or by material',
  description: 'REMITTANCE_LIMIT_REACHED comes with `availableAt`, when money may be sent again.',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  body: requests.NewVerification,
  answers: { 201: schemas.Verification },
  handle: async ({ deps, actor: { employerId }, body, call }) => {
    const { sandboxDeadlineSeconds } = availableHere(deps, body);
    const handedIn = await checked(deps, employerId, body);
    return submitVerification(deps, call, { ...handedIn, employerId, scope: body.scope, sandboxDeadlineSeconds });
  },
  present: presentToMember,
});

/** 认证记录 */
export const getVerifications = defineRoute({
  method: 'get',
  path: '/employer/verifications',
  summary: '认证记录 Verifications of the unit, newest status first',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  query: schemas.VerificationListQuery,
  answers: { 200: pageOf(schemas.VerificationRow) },
  handle: async ({ deps, actor: { employerId }, query, request: { language } }) => {
    const page = readPage(deps, { list: 'employer-verifications', employerId }, query);
    const { rows, total } = await listVerifications(deps.knex, deps.clock, employerId, page.request);
    const as = {
      item: ({ record }: ListedVerification) => presentVerificationRow(record, { ...deps, language }),
      position: ({ position }: ListedVerification) => position,
    };
    return page.answer(rows, as, total);
  },
});

/** 认证详情 */
export const getVerification = defineRoute({
  ...ofOne,
  method: 'get',
  path: '/employer/verifications/{verificationId}',
  summary: '认证详情 A verification of the unit',
  kind: 'read',
  thing: async ({ deps, actor, params }) => readableVerificationDetail(deps, actor, params.verificationId),
  answers: { 200: schemas.Verification },
  handle: async ({ deps, thing, request: { language } }) => presentVerification(thing, { ...deps, language }),
});

/** 填写汇款金额 */
export const postAmount = defineRoute({
  ...ofOne,
  method: 'post',
  path: '/employer/verifications/{verificationId}/amount',
  summary: '填写汇款金额 Enter the amount that arrived',
  description:
    'A wrong one is AMOUNT_MISMATCH with `triesLeft`; the third ends the verification. An amount that was never sent costs no try.',
  kind: 'act',
  thing: async ({ deps, actor, params }) => readableVerification(deps, actor, params.verificationId),
  body: requests.EnteredAmount,
  answers: { 200: schemas.Verification },
  handle: async ({ deps, call, thing, body }) => enterAmount(deps, call, thing, body),
  present: presentToMember,
});

/** 补传认证材料 */
export const postSupplement = defineRoute({
  ...ofOne,
  method: 'post',
  path: '/employer/verifications/{verificationId}/supplement',
  summary: '补传认证材料 Hand in what was asked for',
  description: 'Every file that was asked for is replaced; others may be replaced or added, up to six in all.',
  kind: 'act',
  thing: async ({ deps, actor, params }) => readableVerificationDetail(deps, actor, params.verificationId),
  body: requests.Supplement,
  answers: { 200: schemas.Verification },
  handle: async ({ deps, call, thing, body }) => {
    await checkSupplement(deps, thing, body);
    return supplementVerification(deps, call, thing, body);
  },
  present: presentToMember,
});

/** 更换认证方式 */
export const postMethodSwitch = defineRoute({
  ...ofOne,
  method: 'post',
  path: '/employer/verifications/{verificationId}/switch-method',
  summary: '更换认证方式 Go on by the other method, or with corrected bank data after a failed transfer',
  description: 'REMITTANCE_LIMIT_REACHED comes with `availableAt`, when money may be sent again.',
  kind: 'act',
  thing: async ({ deps, actor, params }) => readableVerification(deps, actor, params.verificationId),
  body: requests.MethodSwitch,
  answers: { 200: schemas.Verification },
  handle: async ({ deps, actor: { employerId }, call, thing, body }) =>
    switchVerificationMethod(deps, call, thing, await checked(deps, employerId, body)),
  present: presentToMember,
});

/** 撤回 */
export const postVerificationWithdrawal = defineRoute({
  ...ofOne,
  method: 'post',
  path: '/employer/verifications/{verificationId}/withdraw',
  summary: '撤回认证 Withdraw an open verification',
  kind: 'act',
  thing: async ({ deps, actor, params }) => readableVerification(deps, actor, params.verificationId),
  answers: { 200: schemas.Verification },
  handle: async ({ deps, call, thing }) => withdrawVerification(deps, call, thing),
  present: presentToMember,
});

/** What was handed in, its files looked at. */
async function checked(deps: ApiDependencies, employerId: string, body: requests.HandedIn): Promise<SwitchMethodBody> {
  const files = filesHandedIn(body);
  await checkFiles(deps, employerId, files);
  const fileIds = files.map(({ fileId }) => fileId);
  if (body.method === 'MATERIALS') return { method: body.method, fileIds };
  const { method, corporateAccountNo, bankBranchName, cnapsCode } = body;
  return { method, fileIds, bank: { corporateAccountNo, bankBranchName, cnapsCode } };
}

async function presentToMember(after: {
  deps: ApiDependencies;
  actor: UnitMember;
  request: RequestFacts;
  processId: string;
}) {
  const { deps, actor, request, processId } = after;
  const detail = await verificationAfterAct(deps, actor, processId);
  return presentVerification(detail, { ...deps, language: request.language });
}
