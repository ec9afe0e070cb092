import type { Knex } from 'knex';
import type { EmployerUser, GraduateUser } from '../../domain/permissions.ts';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import { findUnitFiles } from './unit-files.ts';

/** What those of these files are for that somebody may attach: their unit's, or their own; others are left out. */
export async function findAttachable(
  knex: Knex,
  actor: EmployerUser | GraduateUser,
  fileIds: readonly string[],
): Promise<Map<string, FilePurpose>> {
  if (actor.userType === 'EMPLOYER')
    return actor.employerId === null ? new Map() : findUnitFiles(knex, actor.employerId, fileIds);
  const rows = await knex('file')
    .where({ uploadedBy: actor.accountId })
    .whereIn('id', [...fileIds])
    .select<{ id: string; purpose: FilePurpose }[]>('id', 'purpose');
  return new Map(rows.map(({ id, purpose }) => [id, purpose]));
}
