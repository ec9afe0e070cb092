import type { Knex } from 'knex';
import { archiveFields, type ArchiveField, type ArchiveProfile } from '../../domain/archive-profile.ts';
import type { Instant } from '../../domain/calendar.ts';
import { inOrder, positionAt, type PageRequest } from './keyset.ts';

/** 档案信息 of a unit, and who told it last. */
export type ArchiveProfileRow = ArchiveProfile & { lastEditedBy: string | null; lastEditedAt: Instant };

/** One field that somebody changed. */
export interface ArchiveEditRow {
  id: string;
  who: string | null;
  when: Instant;
  field: ArchiveField;
  before: string | null;
  after: string | null;
  positionAt: string;
}

/** SQL for the profile of a row `p` as one JSON value with our names: to be copied as it is. */
export const archiveProfileJson = `jsonb_build_object(${archiveFields
  .map((field) => `'${field}', p.${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)
  .join(', ')})`;

/** A unit's profile, or undefined before it was told. */
export async function findArchiveProfile(knex: Knex, employerId: string): Promise<ArchiveProfileRow | undefined> {
  return knex('archive_profile as p')
    .join('account as a', 'a.id', 'p.last_edited_by')
    .where('p.employer_id', employerId)
    .select(archiveFields.map((field) => `p.${field}`))
    .first<ArchiveProfileRow | undefined>({ lastEditedBy: 'a.name', lastEditedAt: 'p.last_edited_at' });
}

/** One page of what was changed in a unit's profile, the newest first. */
export async function listArchiveEdits(
  knex: Knex,
  employerId: string,
  page: PageRequest,
): Promise<{ rows: ArchiveEditRow[]; total?: number }> {
  const wanted = () => knex('archive_profile_edit as d').where('d.employer_id', employerId);
  const listed = wanted()
    .join('account as a', 'a.id', 'd.edited_by')
    .select('d.id', 'd.field', 'd.before', 'd.after', { who: 'a.name', when: 'd.edited_at' })
    .select({ positionAt: positionAt(knex, 'd.edited_at') })
    .limit(page.fetch);
  const rows: ArchiveEditRow[] = await inOrder(
    listed,
    { at: 'd.edited_at', id: 'd.id', direction: 'desc' },
    page.after,
  );
  if (!page.count) return { rows };
  const [counted] = await wanted().count<{ total: string }[]>({ total: '*' });
  return { rows, total: Number(counted?.total ?? 0) };
}
