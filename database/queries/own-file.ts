import type { Knex } from 'knex';
import type { FilePurpose } from '../../domain/vocabulary/file-purpose.ts';
import { isAttachable } from './file-holders.ts';

/** What a file is for that somebody uploaded, or a colleague in their unit; undefined for any other, as if it were not there. */
export async function findOwnFile(
  knex: Knex,
  { accountId, employerId, id }: { accountId: string; employerId: string | null; id: string },
): Promise<{ purpose: FilePurpose } | undefined> {
  return knex('file as f')
    .where('f.id', id)
    .whereRaw(isAttachable('f'))
    .where((own) =>
      own
        .where('f.uploaded_by', accountId)
        .orWhereExists((colleagues) =>
          colleagues
            .from('employer_membership as m')
            .whereRaw('m.account_id = f.uploaded_by')
            .where({ 'm.employer_id': employerId, 'm.status': 'APPROVED' }),
        ),
    )
    .first<{ purpose: FilePurpose } | undefined>('f.purpose');
}
