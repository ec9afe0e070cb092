import { reinvite, sendInvitation } from '../../commands/send-invitation.ts';
import { withdrawSigning } from '../../commands/withdraw-signing.ts';
import { findFavorite, findFavoriteOfSigning } from '../../database/queries/favorites.ts';
import { DomainError } from '../../domain/errors.ts';
import { hintOf } from '../../domain/vocabulary/hints.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentSigning } from '../presenters/signing.ts';
import { detailAfterAct, readableDetail, readableSigning } from '../readable-signing.ts';
import { writableLetter } from '../refusals.ts';
import { defineRoute, type RequestFacts, type UnitMember } from '../route.ts';
import { Invitation, Reinvitation } from '../schemas/letters.ts';
import { EmployerSigning, SigningPath } from '../schemas/signings.ts';

const tag = 'Signings';

/** 发起签约邀请 */
export const postSigning = defineRoute({
  method: 'post',
  path: '/employer/signings',
  summary: '发起签约邀请 Invite a favorite to sign',
  description: hintOf('INVITATION_SENT'),
  tag,
  access: 'EMPLOYER',
  membership: 'VERIFIED',
  kind: 'act',
  body: Invitation,
  answers: { 201: EmployerSigning },
  handle: async ({ deps, actor: { employerId }, body, call }) => {
    const { favoriteId, ...written } = body;
    const letter = writableLetter(deps, written);
    const favorite = await findFavorite(deps.knex, { employerId, favoriteId });
    if (!favorite) throw new DomainError('NOT_FOUND');
    return sendInvitation(deps, call, favorite, letter);
  },
  present: presentToInviter,
});

/** 签约详情 */
export const getEmployerSigning = defineRoute({
  method: 'get',
  path: '/employer/signings/{signingId}',
  summary: '签约详情 A signing of the unit',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableDetail(deps, actor, params.signingId),
  answers: { 200: EmployerSigning },
  handle: async ({ deps, thing, request: { language } }) =>
    presentSigning(thing, { deps, relation: 'INVITER', language }),
});

/** 撤回 */
export const postWithdrawal = defineRoute({
  method: 'post',
  path: '/employer/signings/{signingId}/withdraw',
  summary: '撤回邀请 Withdraw an invitation nobody has answered yet',
  tag,
  access: 'EMPLOYER',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  answers: { 200: EmployerSigning },
  handle: async ({ deps, call, thing }) => withdrawSigning(deps, call, thing),
  present: presentToInviter,
});

/** 再次发起签约 */
export const postReinvitation = defineRoute({
  method: 'post',
  path: '/employer/signings/{signingId}/reinvite',
  summary: '再次发起签约 Invite again after a failed signing',
  description: 'Answers the new signing, linked to the old one.',
  tag,
  access: 'EMPLOYER',
  membership: 'VERIFIED',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  body: Reinvitation,
  answers: { 201: EmployerSigning },
  handle: async ({ deps, actor: { employerId }, body, call, thing: record }) => {
    // The entry may have been removed since, and not been added again; whether it holds is for the decision to say.
    const { favoriteId, graduateId } = record.signing;
    const favorite = await findFavoriteOfSigning(deps.knex, { employerId, favoriteId, graduateId });
    if (!favorite) throw new DomainError('NOT_FOUND');
    return reinvite(deps, call, { record, favorite }, writableLetter(deps, body));
  },
  present: presentToInviter,
});

async function presentToInviter(after: {
  deps: ApiDependencies;
  actor: UnitMember;
  request: RequestFacts;
  processId: string;
}) {
  const { deps, actor, request, processId } = after;
  const detail = await detailAfterAct(deps, actor, processId);
  return presentSigning(detail, { deps, relation: 'INVITER', language: request.language });
}
