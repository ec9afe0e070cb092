import type { GraduateProfile } from '../../database/queries/graduate-profile.ts';
import { maskPhone } from '../../domain/identifiers.ts';
import type { Language } from '../../domain/vocabulary/term.ts';
import { presentBinding, type Unsealing } from './signing-row.ts';

/** 基本信息, the ID number in full: for the graduate it belongs to, and nobody else. */
export function presentGraduateProfile(profile: GraduateProfile, language: Language, { personalData }: Unsealing) {
  return {
    name: profile.name,
    idNumber: personalData.decrypt(profile.idNumberEncrypted),
    schoolCode: profile.schoolCode,
    schoolName: profile.schoolName,
    collegeName: profile.collegeName,
    cohort: profile.cohortYear,
    educationLevel: profile.educationLevel,
    major: profile.major,
    trainingMode: profile.trainingMode,
    phoneMasked: maskPhone(personalData.decrypt(profile.phoneEncrypted)),
    confirmedAt: profile.confirmedAt,
    ...presentBinding(profile.ground, language),
  };
}
