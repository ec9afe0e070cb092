import { takeAllowance } from '../../commands/allowance.ts';
import { findEmployer, findVerifiedEmployer } from '../../database/queries/employer.ts';
import { Binary } from '../binary.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { refuseUsedUp } from '../middleware/rate-limit-headers.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { AuthorizationLetterQuery } from '../schemas/employer.ts';
import { attached } from './agreement-documents.ts';
import { DomainError } from '../../domain/errors.ts';
import type { EmployerUser } from '../../domain/permissions.ts';

/** Templates for one user; each is set anew, in the server itself. */
const templateLimit = { tries: 60, windowSeconds: 3_600 };

/** 下载模板: 网签授权书 */
export const getAuthorizationLetterTemplate = defineRoute({
  method: 'get',
  path: '/employer/authorization-letter-template',
  summary: '下载模板 网签授权书 The authorization letter to be sealed, with the unit’s name filled in',
  description:
    'Without `uscc` for the caller’s own unit; with it for the verified unit of that code, which a user is about to join. 404 where there is none. At most 60 an hour.',
  tag: 'Employer',
  access: 'EMPLOYER',
  membership: 'ANY',
  kind: 'read',
  query: AuthorizationLetterQuery,
  answers: { 200: new Binary(['application/pdf']) },
  handle: async ({ deps, actor, query: { uscc } }) => {
    const unit = uscc === undefined ? await own(deps, actor) : await joined(deps, uscc);
    if (!unit) throw new DomainError('NOT_FOUND');
    await takeAllowance(deps.knex, { name: 'letter-templates', key: actor.accountId, ...templateLimit }).catch(
      refuseUsedUp,
    );
    const content = await deps.documents.authorizationLetter(unit);
    return reply(200, content, attached(`网签授权书-${unit.name}.pdf`, 'authorization-letter.pdf'));
  },
});

type Named = { name: string; uscc: string } | undefined;

/** A member's letter is for the verification to come: it names what the unit tells. Who waits to be let in joins what was verified. */
async function own({ knex }: ApiDependencies, { employerId, membership }: EmployerUser): Promise<Named> {
  const unit = employerId === null ? undefined : await findEmployer(knex, employerId);
  if (!unit || membership === 'APPROVED') return unit && { name: unit.name, uscc: unit.uscc };
  return inForce(unit);
}

function inForce({ nameInForce: name, usccInForce: uscc }: { nameInForce: string; usccInForce: string }): Named {
  return { name, uscc };
}

/** A unit that is to be verified again is joined by what was verified. */
async function joined({ knex }: ApiDependencies, uscc: string): Promise<Named> {
  const unit = await findVerifiedEmployer(knex, uscc);
  return unit && inForce(unit);
}
