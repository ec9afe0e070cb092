import { decideCases } from '../../commands/decide-cases.ts';
import { sendInvitations } from '../../commands/send-invitations.ts';
import { findBatch } from '../../database/queries/batches.ts';
import { findFavorites } from '../../database/queries/favorites.ts';
import { DomainError } from '../../domain/errors.ts';
import { presentReviewBatch, presentSigningBatch } from '../presenters/batch.ts';
import { writableLetter } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/batches.ts';

const invitations = { path: '/employer/signing-batches', tag: 'Signings', access: 'EMPLOYER' } as const;
const reviews = { path: '/review/batches', tag: 'Review', access: 'REVIEWER' } as const;

/** 批量发起签约 */
export const postSigningBatch = defineRoute({
  ...invitations,
  method: 'post',
  summary: '批量发起签约 The same letter to many favorites',
  description:
    'Each is sent as if it were sent alone, at its turn; a favorite that is not the unit’s refuses the whole.',
  membership: 'VERIFIED',
  kind: 'batch',
  body: schemas.NewSigningBatch,
  answers: { 202: schemas.BatchReceived },
  handle: async ({ deps, actor: { employerId }, call, body }) => {
    const letter = writableLetter(deps, body.letter, '/letter');
    const favorites = await findFavorites(deps.knex, { employerId, favoriteIds: body.favoriteIds });
    if (favorites.includes(undefined)) throw new DomainError('NOT_FOUND');
    return sendInvitations(
      deps,
      call,
      favorites.filter((favorite) => favorite !== undefined),
      letter,
    );
  },
});

/** 批量发起签约的进度 */
export const getSigningBatch = defineRoute({
  ...invitations,
  method: 'get',
  path: '/employer/signing-batches/{batchId}',
  summary: '批量发起签约的进度 How far it has come, row by row; for 30 days after its end',
  kind: 'read',
  params: schemas.BatchPath,
  thing: async ({ deps: { knex }, actor: { employerId }, params }) =>
    findBatch(knex, 'SIGNING', { id: params.batchId, owner: { employerId } }),
  answers: { 200: schemas.SigningBatch },
  handle: async ({ deps, thing }) => presentSigningBatch(thing, deps),
});

/** 批量审核 */
export const postReviewBatch = defineRoute({
  ...reviews,
  method: 'post',
  summary: '批量审核 Decide many cases, each at the version in which it was seen',
  description: 'Each is decided as if it were decided alone, at its turn, by its own outcome.',
  kind: 'batch',
  body: schemas.NewReviewBatch,
  answers: { 202: schemas.BatchReceived },
  handle: async ({ deps, call, body }) => decideCases(deps, call, body.decisions),
});

/** 批量审核的进度 */
export const getReviewBatch = defineRoute({
  ...reviews,
  method: 'get',
  path: '/review/batches/{batchId}',
  summary: '批量审核的进度 How far the caller’s own has come, row by row; for 30 days after its end',
  kind: 'read',
  params: schemas.BatchPath,
  thing: async ({ deps: { knex }, actor: { accountId }, params }) =>
    findBatch(knex, 'REVIEW', { id: params.batchId, owner: { actorAccountId: accountId } }),
  answers: { 200: schemas.ReviewBatch },
  handle: async ({ deps, thing }) => presentReviewBatch(thing, deps),
});
