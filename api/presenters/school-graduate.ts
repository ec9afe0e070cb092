import type { GroundDetails } from '../../commands/ground-changes.ts';
import type { GroundChangeRow } from '../../database/queries/ground-changes.ts';
import type { ReviewerRow } from '../../database/queries/school-people.ts';
import type { SchoolGraduate } from '../../database/queries/school-graduates.ts';
import { bindingReasons } from '../../domain/binding.ts';
import { maskIdNumber, maskPhone } from '../../domain/identifiers.ts';
import type { Unsealing } from './signing-row.ts';

/** A graduate in the school's list, numbers masked. */
export function presentSchoolGraduateRow(graduate: SchoolGraduate, { personalData }: Unsealing) {
  const { destination, ground } = graduate;
  return {
    id: graduate.id,
    seq: graduate.seq,
    name: graduate.name,
    idNumberMasked: maskIdNumber(personalData.decrypt(graduate.idNumberEncrypted)),
    examNo: graduate.examNo,
    collegeId: graduate.collegeId,
    collegeName: graduate.collegeName,
    educationLevel: graduate.educationLevel,
    major: graduate.major,
    cohort: graduate.cohortYear,
    trainingMode: graduate.trainingMode,
    phoneMasked: maskPhone(personalData.decrypt(graduate.phoneEncrypted)),
    activated: graduate.activated,
    profileConfirmedAt: graduate.profileConfirmedAt,
    locked: graduate.lockedAt !== null,
    lockReason: graduate.lockReason,
    removedAt: graduate.removedAt,
    removalReason: graduate.removalReason,
    bindingReasons: bindingReasons(ground),
    destination,
    createdAt: graduate.createdAt,
  };
}

/** A graduate's own page for the school, with what was done to the record, newest first. */
export function presentSchoolGraduate(
  graduate: SchoolGraduate,
  changes: readonly GroundChangeRow[],
  unsealing: Unsealing,
) {
  return {
    ...presentSchoolGraduateRow(graduate, unsealing),
    removalDetail: graduate.removalDetail,
    changes: changes.map((change) => presentChange(change, unsealing)),
  };
}

function presentChange({ id, kind, at, byName, detailsEncrypted }: GroundChangeRow, { personalData }: Unsealing) {
  const {
    before = {},
    after = {},
    reasonCode,
    reason,
  } = JSON.parse(personalData.decrypt(detailsEncrypted)) as GroundDetails;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].map((field) => ({
    field,
    before: shown(field, before[field]),
    after: shown(field, after[field]),
  }));
  return { id, kind, at, byName, fields, reasonCode: reasonCode ?? null, reason: reason ?? null };
}

function shown(field: string, value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  if (field === 'idNumber') return maskIdNumber(text);
  return field === 'phone' ? maskPhone(text) : text;
}

/** A reviewer in the school's list. */
export function presentReviewer({ phoneEncrypted, ...reviewer }: ReviewerRow, { personalData }: Unsealing) {
  const { id, name, role, collegeId, collegeName, createdAt } = reviewer;
  const phoneMasked = maskPhone(personalData.decrypt(phoneEncrypted));
  return { id, name, phoneMasked, role, collegeId, collegeName, createdAt };
}
