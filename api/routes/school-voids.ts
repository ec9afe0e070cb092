import { voidSigning } from '../../commands/void-signing.ts';
import { presentTermination } from '../presenters/termination.ts';
import { readableSigning } from '../readable-signing.ts';
import { terminationAfterAct } from '../readable-termination.ts';
import { defineRoute } from '../route.ts';
import { SigningPath } from '../schemas/signings.ts';
import { Termination, VoidSigning } from '../schemas/terminations.ts';

/** 作废 */
export const postVoid = defineRoute({
  method: 'post',
  path: '/school/signings/{signingId}/void',
  summary: '作废 Void a signed agreement for a data error; both parties are told',
  description: 'By a school reviewer. Answers the termination of kind VOID; the signing is INVALIDATED at once.',
  tag: 'Review',
  access: 'REVIEWER',
  kind: 'act',
  params: SigningPath,
  thing: async ({ deps, actor, params }) => readableSigning(deps, actor, params.signingId),
  body: VoidSigning,
  answers: { 201: Termination },
  handle: async ({ deps, call, thing, body: { reasonCode: voidReason, detail } }) =>
    voidSigning(deps, call, thing, { voidReason, detail }),
  present: async ({ deps, actor, request, processId }) => {
    const detail = await terminationAfterAct(deps, actor, processId);
    return presentTermination(detail, { deps, relation: actor.level, language: request.language });
  },
});
