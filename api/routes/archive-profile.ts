import { z } from 'zod';
import { putArchiveProfile } from '../../commands/put-archive-profile.ts';
import { findArchiveProfile, listArchiveEdits, type ArchiveEditRow } from '../../database/queries/archive-profile.ts';
import { emptyArchiveProfile } from '../../domain/archive-profile.ts';
import { hintOf } from '../../domain/vocabulary/hints.ts';
import { readPage } from '../lists.ts';
import { presentArchiveProfile } from '../presenters/archive-profile.ts';
import { printable } from '../refusals.ts';
import { defineRoute } from '../route.ts';
import * as schemas from '../schemas/archive-profile.ts';
import { pageOf, pageQuery } from '../schemas/common.ts';

const profile = { path: '/employer/archive-profile', tag: 'Employer', access: 'EMPLOYER' } as const;

/** 档案信息 */
export const getArchiveProfile = defineRoute({
  ...profile,
  method: 'get',
  summary: '档案信息 Where graduates’ archives go; empty before it was told',
  kind: 'read',
  answers: { 200: schemas.ArchiveProfile },
  handle: async ({ deps, actor }) => presentArchiveProfile(await findArchiveProfile(deps.knex, actor.employerId)),
});

/** 修改档案信息 */
export const putArchive = defineRoute({
  ...profile,
  method: 'put',
  summary: '修改档案信息 Tell where archives go, whole; an incomplete one is kept as it is',
  description: hintOf('ARCHIVE_PROFILE'),
  kind: 'write',
  body: schemas.ArchiveProfileData,
  answers: { 200: schemas.ArchiveProfile },
  handle: async ({ deps, actor, body }) => {
    await putArchiveProfile(deps, actor, printable({ ...emptyArchiveProfile, ...told(body) }));
    return presentArchiveProfile(await findArchiveProfile(deps.knex, actor.employerId));
  },
});

/** 编辑记录 */
export const getArchiveEdits = defineRoute({
  ...profile,
  method: 'get',
  path: '/employer/archive-profile/edits',
  summary: '编辑记录 Who changed what, a row for each field, newest first',
  kind: 'read',
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(schemas.ArchiveEdit) },
  handle: async ({ deps, actor: { employerId }, query }) => {
    const page = readPage(deps, { list: 'archive-edits', employerId }, query);
    const { rows, total } = await listArchiveEdits(deps.knex, employerId, page.request);
    const as = {
      item: ({ id, who, when, field, before, after }: ArchiveEditRow) => ({ id, who, when, field, before, after }),
      position: ({ positionAt: at, id }: ArchiveEditRow) => ({ at, id }),
    };
    return page.answer(rows, as, total);
  },
});

type Told = z.output<typeof schemas.ArchiveProfileData>;

/** Without what was left out. */
function told(body: Told) {
  type Field = keyof Told;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [Name in Field]?: NonNullable<Told[Name]> | null;
  };
}
