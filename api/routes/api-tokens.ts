import { z } from 'zod';
import { makeApiToken } from '../../commands/make-api-token.ts';
import { revokeApiToken } from '../../commands/revoke-api-token.ts';
import { listApiTokens } from '../../database/queries/api-tokens.ts';
import { presentInstant } from '../../database/queries/present-instant.ts';
import { mayExpireOn } from '../../domain/api-tokens.ts';
import { DomainError } from '../../domain/errors.ts';
import { readPage } from '../lists.ts';
import { invalid } from '../refusals.ts';
import { reply } from '../reply.ts';
import { defineRoute } from '../route.ts';
import { pageOf, pageQuery } from '../schemas/common.ts';
import { ApiToken, ApiTokenPath, MadeApiToken, NewApiToken } from '../schemas/api-tokens.ts';

const tag = 'API tokens';

/** 接口令牌 */
export const getApiTokens = defineRoute({
  method: 'get',
  path: '/employer/api-tokens',
  summary: '接口令牌 Tokens of the unit’s systems',
  tag,
  access: 'EMPLOYER',
  kind: 'read',
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(ApiToken) },
  handle: async ({ deps, actor: { employerId }, query }) => {
    const page = readPage(deps, { list: 'api-tokens', employerId }, query);
    const { rows, total } = await listApiTokens(deps.knex, employerId, page.request);
    type Row = (typeof rows)[number];
    const as = {
      item: ({ id, name, scopes, expiresOn, createdAt, createdByName: createdBy, lastUsedAt }: Row) => ({
        ...{ id, name, scopes, expiresOn, createdAt, createdBy, lastUsedAt },
      }),
      position: ({ position }: Row) => position,
    };
    return page.answer(rows, as, total);
  },
});

/** 新建接口令牌 */
export const postApiToken = defineRoute({
  method: 'post',
  path: '/employer/api-tokens',
  summary: '新建接口令牌 Make a token; its secret is shown this once',
  description:
    'Sent as `Authorization: Bearer <secret>`. It acts as whoever made it, and ends when they leave the unit. Scopes: `read` reads the unit, its favorites, signings, terminations and events; `favorites` searches and keeps favorites; `signings` sends, withdraws and re-invites; `terminations` applies and answers.',
  tag,
  access: 'EMPLOYER',
  kind: 'write',
  body: NewApiToken,
  answers: { 201: MadeApiToken },
  handle: async ({ deps, actor, body }) => {
    const now = await presentInstant(deps.knex, deps.clock);
    if (!mayExpireOn(body.expiresOn, now)) throw invalid({ pointer: '/expiresOn', code: 'OUT_OF_RANGE' });
    const made = await makeApiToken(deps, actor, body);
    return { ...made, scopes: [...made.scopes] };
  },
});

/** 停用接口令牌 */
export const deleteApiToken = defineRoute({
  method: 'delete',
  path: '/employer/api-tokens/{tokenId}',
  summary: '停用接口令牌 End a token at once',
  tag,
  access: 'EMPLOYER',
  kind: 'write',
  params: ApiTokenPath,
  answers: { 204: null },
  handle: async ({ deps, actor: { employerId }, params: { tokenId } }) => {
    if (!(await revokeApiToken(deps, { employerId, tokenId }))) throw new DomainError('NOT_FOUND');
    return reply(204);
  },
});
