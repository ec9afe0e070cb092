import { archiveChanges, archiveFields, emptyArchiveProfile, type ArchiveProfile } from '../domain/archive-profile.ts';
import type { CommandDependencies } from './dependencies.ts';

/**
 * 修改档案信息: keeps a unit's profile as it is told, complete or not, with one line for each field that changed; the same again
 * changes nothing. What was attached to an invitation stays as it was. Source: domain.md §9.
 */
export async function putArchiveProfile(
  { knex, clock }: Pick<CommandDependencies, 'knex' | 'clock'>,
  { accountId, employerId }: { accountId: string; employerId: string },
  profile: ArchiveProfile,
): Promise<void> {
  const now = knex.raw(await clock());
  await knex.transaction(async (trx) => {
    // Two first entries at once: the second sees the first.
    await trx('employer').where({ id: employerId }).forNoKeyUpdate().first('id');
    const before = await trx('archive_profile')
      .where({ employerId })
      .first<ArchiveProfile | undefined>(...archiveFields);
    const changes = archiveChanges(before ?? emptyArchiveProfile, profile);
    if (before && changes.length === 0) return;
    const row = { ...profile, employerId, lastEditedBy: accountId, lastEditedAt: now };
    await trx('archive_profile').insert(row).onConflict('employerId').merge();
    if (changes.length === 0) return;
    // The moment of the profile, so that one change is one moment.
    const editedAt = trx('archive_profile').where({ employerId }).select('lastEditedAt');
    const lines = changes.map((change) => ({ ...change, employerId, editedBy: accountId, editedAt }));
    await trx('archive_profile_edit').insert(lines);
  });
}
