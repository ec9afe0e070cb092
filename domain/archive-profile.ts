import type { ArchiveReceiverType } from './vocabulary/archive-receiver-type.ts';

/** 户档信息: where graduates' files and registrations go, one for each unit. Source: domain.md §9. */
export interface ArchiveProfile {
  archiveReceiverType: ArchiveReceiverType | null;
  archiveUnitName: string | null;
  archiveRegionCode: string | null;
  archiveAddress: string | null;
  archiveContactName: string | null;
  archiveContactPhone: string | null;
  postcode: string | null;
  hukouRegionCode: string | null;
  hukouAddress: string | null;
}

/** What a unit has that told nothing yet. */
export const emptyArchiveProfile: ArchiveProfile = {
  archiveReceiverType: null,
  archiveUnitName: null,
  archiveRegionCode: null,
  archiveAddress: null,
  archiveContactName: null,
  archiveContactPhone: null,
  postcode: null,
  hukouRegionCode: null,
  hukouAddress: null,
};

/** A field of the profile. */
export type ArchiveField = keyof ArchiveProfile;

/** The fields in the order of the page. */
export const archiveFields = Object.keys(emptyArchiveProfile) as ArchiveField[];

/** One field that changed. */
export interface ArchiveChange {
  field: ArchiveField;
  before: string | null;
  after: string | null;
}

/** What an archive cannot be sent without; the registration goes another way. */
const neededFields = archiveFields.filter((field) => !field.startsWith('hukou'));

/** Whether an invitation may promise to receive the archive: all it needs is told, to the door, and the unit receives archives at all. */
export function isArchiveComplete(profile: ArchiveProfile): boolean {
  const isTold = neededFields.every((field) => profile[field] !== null);
  return isTold && namesDoor(profile.archiveAddress) && profile.archiveReceiverType !== 'NOT_ACCEPTED';
}

/** A short address gets the file sent back: it has a number, or says 号. */
function namesDoor(address: string | null): boolean {
  return address !== null && /[\p{Nd}号]/u.test(address);
}

function isHukouComplete({ hukouRegionCode, hukouAddress }: ArchiveProfile): boolean {
  return hukouRegionCode !== null && hukouAddress !== null;
}

/** What an invitation promises to receive: 接收档案, 接收户口. */
export interface ReceivingPromise {
  archive: boolean;
  hukou: boolean;
}

/** Where the archive goes, as it was copied into a letter: only where the letter promises to receive it. */
export function promisedArchive({
  acceptsArchive,
  archive,
}: {
  acceptsArchive: boolean;
  archive: ArchiveProfile | null;
}): ArchiveProfile | null {
  return acceptsArchive ? archive : null;
}

/** Where the registration goes, from the profile that was copied into a letter: only where the letter promises to receive it. */
export function promisedHukou({
  acceptsHukou,
  archive,
}: {
  acceptsHukou: boolean | null;
  archive: ArchiveProfile | null;
}): Pick<ArchiveProfile, 'hukouRegionCode' | 'hukouAddress'> | null {
  if (acceptsHukou !== true || archive === null) return null;
  const { hukouRegionCode, hukouAddress } = archive;
  return { hukouRegionCode, hukouAddress };
}

/** Whether it is told where all that is promised goes. Source: domain.md §9. */
export function mayPromise({ archive, hukou }: ReceivingPromise, profile: ArchiveProfile): boolean {
  return (!archive || isArchiveComplete(profile)) && (!hukou || isHukouComplete(profile));
}

/** What differs, field by field, in the order of the page. */
export function archiveChanges(before: ArchiveProfile, after: ArchiveProfile): ArchiveChange[] {
  return archiveFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}
