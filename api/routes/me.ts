import { findMe } from '../../database/queries/me.ts';
import { DomainError } from '../../domain/errors.ts';
import { presentMe } from '../presenters/me.ts';
import { defineRoute } from '../route.ts';
import { Me } from '../schemas/accounts.ts';

/** Who is signed in. */
export const getMe = defineRoute({
  method: 'get',
  path: '/me',
  summary: '当前用户 Who is signed in',
  tag: 'Accounts',
  access: 'SIGNED_IN',
  kind: 'read',
  answers: { 200: Me },
  handle: async ({ deps, actor }) => {
    const me = await findMe(deps.knex, actor.accountId);
    if (!me) throw new DomainError('SIGNED_OUT');
    return presentMe(me, deps.personalData);
  },
});
