import { DomainError } from '../domain/errors.ts';
import { mayInVerification, relationToVerification } from '../domain/permissions.ts';
import { act, type ActAnswer } from './act.ts';
import type { ActCall } from './act-on-signing.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { SubmitBody } from './employer-verification-bodies.ts';
import { newId } from './inbox.ts';

/** 提交认证: starts a verification of the caller's unit. Refusals: domain.md §3.3, §3.4. */
export async function submitVerification(
  deps: CommandDependencies,
  call: ActCall,
  body: SubmitBody,
): Promise<ActAnswer> {
  if (!mayInVerification(relationToVerification(body, call.actor), 'submit')) throw new DomainError('NOT_FOUND');
  return act(
    deps,
    {
      process: { id: await newId(deps.knex), kind: 'EMPLOYER_VERIFICATION', cohortYear: null },
      kind: 'submit',
      body,
      actorAccountId: call.actor.accountId,
      actorRelation: 'MEMBER',
      idempotency: call.idempotency,
      requestId: call.requestId,
      clientAddress: call.clientAddress,
    },
    true,
  );
}
