import { z } from 'zod';
import { findOwnCommand } from '../../database/queries/commands.ts';
import { presentCommand } from '../presenters/command.ts';
import { defineRoute } from '../route.ts';
import { Id } from '../schemas/common.ts';
import { Command } from '../schemas/shared.ts';

/** What became of an act that was answered with 202. */
export const getCommand = defineRoute({
  method: 'get',
  path: '/commands/{id}',
  summary: '受理结果 What became of an act answered with 202',
  tag: 'Shared',
  access: 'SIGNED_IN',
  kind: 'read',
  params: z.strictObject({ id: Id }),
  thing: ({ deps, actor: { accountId }, params: { id } }) => findOwnCommand(deps.knex, { accountId, id }),
  answers: { 200: Command },
  handle: async ({ thing }) => presentCommand(thing),
});
