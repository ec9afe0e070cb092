import { agreeTermination } from '../../commands/agree-termination.ts';
import { applyTermination } from '../../commands/apply-termination.ts';
import { refuseTermination } from '../../commands/refuse-termination.ts';
import { withdrawTermination } from '../../commands/withdraw-termination.ts';
import type { GraduateUser } from '../../domain/permissions.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentTermination } from '../presenters/termination.ts';
import { readableSigning } from '../readable-signing.ts';
import { readableTermination, readableTerminationDetail, terminationAfterAct } from '../readable-termination.ts';
import { availableHere } from '../refusals.ts';
import { defineRoute, type Before, type RequestFacts, type Route, type UnitMember } from '../route.ts';
import { SigningPath } from '../schemas/signings.ts';
import * as schemas from '../schemas/terminations.ts';
import { checkAttachments } from '../termination-files.ts';

/** One of the two that signed: where its calls stand, and how it stands to a termination. */
interface Side {
  path: '/employer' | '/graduate';
  access: 'EMPLOYER' | 'GRADUATE';
  relation: 'INVITER' | 'INVITEE';
  /** Words of the summaries. */
  own: string;
  asks: string;
}

const unit: Side = {
  path: '/employer',
  access: 'EMPLOYER',
  relation: 'INVITER',
  own: 'A termination of the unit',
  asks: 'what the graduate asks for',
};
const graduate: Side = {
  path: '/graduate',
  access: 'GRADUATE',
  relation: 'INVITEE',
  own: 'A termination of one’s own agreement',
  asks: 'what the unit asks for',
};

/** 解约 by the two that signed: the same five calls for each of them. */
export const terminationRoutes: readonly Route[] = [unit, graduate].flatMap(routesOf);

function routesOf({ path, access, relation, own, asks }: Side): Route[] {
  const common = { tag: 'Terminations', access } as const;
  const one = {
    ...common,
    params: schemas.TerminationPath,
    answers: { 200: schemas.Termination },
  } as const;
  /** What each act on a termination that is there needs, and how it is shown afterwards. */
  const act = {
    ...one,
    method: 'post',
    kind: 'act',
    thing: async ({ deps, actor, params }: Before<UnitMember | GraduateUser, { terminationId: string }>) =>
      readableTermination(deps, actor, params.terminationId),
    present,
  } as const;

  async function present(after: {
    deps: ApiDependencies;
    actor: UnitMember | GraduateUser;
    request: RequestFacts;
    processId: string;
  }) {
    const { deps, actor, request, processId } = after;
    const detail = await terminationAfterAct(deps, actor, processId);
    return presentTermination(detail, { deps, relation, language: request.language });
  }

  return [
    defineRoute({
      ...common,
      method: 'post',
      path: `${path}/signings/{signingId}/terminations`,
      summary: '申请解约 Ask to terminate a signed agreement',
      description: 'The agreement stays in force until the termination succeeds.',
      kind: 'act',
      params: SigningPath,
      thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
      body: schemas.ApplyTermination,
      answers: { 201: schemas.Termination },
      handle: async ({ deps, actor, call, thing, body }) => {
        await checkAttachments(deps, actor, body.fileIds);
        return applyTermination(deps, call, thing, availableHere(deps, body));
      },
      present,
    }),
    defineRoute({
      ...one,
      method: 'get',
      path: `${path}/terminations/{terminationId}`,
      summary: `解约详情 ${own}`,
      kind: 'read',
      thing: async ({ deps, actor, params }) => readableTerminationDetail(deps, actor, params.terminationId),
      handle: async ({ deps, thing, request: { language } }) => presentTermination(thing, { deps, relation, language }),
    }),
    defineRoute({
      ...act,
      path: `${path}/terminations/{terminationId}/agree`,
      summary: `同意解约 Agree to ${asks}`,
      body: schemas.AgreeTermination,
      handle: async ({ deps, actor, call, thing, body }) => {
        await checkAttachments(deps, actor, body.fileIds);
        return agreeTermination(deps, call, thing, body);
      },
    }),
    defineRoute({
      ...act,
      path: `${path}/terminations/{terminationId}/refuse`,
      summary: `不同意解约 Refuse ${asks}`,
      body: schemas.RefuseTermination,
      handle: async ({ deps, actor, call, thing, body: { reason: refusal, fileIds } }) => {
        await checkAttachments(deps, actor, fileIds);
        return refuseTermination(deps, call, thing, { refusal, fileIds });
      },
    }),
    defineRoute({
      ...act,
      path: `${path}/terminations/{terminationId}/withdraw`,
      summary: '撤回解约申请 Withdraw one’s own application, until it is answered',
      handle: async ({ deps, call, thing }) => withdrawTermination(deps, call, thing),
    }),
  ];
}
