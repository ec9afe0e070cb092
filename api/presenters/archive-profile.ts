import type { ArchiveProfileRow } from '../../database/queries/archive-profile.ts';
import { emptyArchiveProfile, isArchiveComplete } from '../../domain/archive-profile.ts';

/** 档案信息, open fields and all; of a unit that told none yet, an empty one. */
export function presentArchiveProfile(row: ArchiveProfileRow | undefined) {
  const profile = row ?? { ...emptyArchiveProfile, lastEditedBy: null, lastEditedAt: null };
  return { ...profile, complete: isArchiveComplete(profile) };
}
