import type { Knex } from 'knex';
import type { EmployerUser, GraduateUser } from '../../domain/permissions.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import { isAttachable } from './file-holders.ts';
import { findUnitFiles } from './unit-files.ts';

/** What those of these files are for that somebody may attach: their unit's, or their own; others are left out. */
export async function findAttachable(
  knex: Knex,
  actor: EmployerUser | GraduateUser,
  fileIds: readonly string[],
): Promise<Map<string, FilePurpose>> {
  if (actor.userType === 'EMPLOYER')
    return actor.employerId === null ? new Map() : findUnitFiles(knex, actor.employerId, fileIds);
  const rows = await knex('file as f')
    .where('f.uploaded_by', actor.accountId)
    .whereIn('f.id', [...fileIds])
    .whereRaw(isAttachable('f'))
    .select<{ id: string; purpose: FilePurpose }[]>('f.id', 'f.purpose');
  return new Map(rows.map(({ id, purpose }) => [id, purpose]));
}
