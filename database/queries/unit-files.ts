import type { Knex } from 'knex';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import { isAttachable } from './file-holders.ts';

/** What those of these files are for that a member of the unit uploaded; others are left out, as if they were not there. */
export async function findUnitFiles(
  knex: Knex,
  employerId: string,
  fileIds: readonly string[],
): Promise<Map<string, FilePurpose>> {
  const rows = await knex('file as f')
    .join('employer_membership as m', 'm.account_id', 'f.uploaded_by')
    .where({ 'm.employer_id': employerId, 'm.status': 'APPROVED' })
    .whereIn('f.id', [...fileIds])
    .whereRaw(isAttachable('f'))
    .select<{ id: string; purpose: FilePurpose }[]>('f.id', 'f.purpose');
  return new Map(rows.map(({ id, purpose }) => [id, purpose]));
}
