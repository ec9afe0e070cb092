import type { Knex } from 'knex';
import type { GraduateGround } from '../../domain/binding.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import { bindingOfPerson } from './binding-of-person.ts';

/** 基本信息: the school's record of a graduate, as shown to that graduate, and what stands in the way of accepting. */
export interface GraduateProfile {
  graduateId: string;
  name: string;
  idNumberEncrypted: string;
  phoneEncrypted: string;
  schoolCode: string;
  schoolName: string;
  collegeName: string;
  cohortYear: number;
  educationLevel: string;
  major: string;
  trainingMode: TrainingMode;
  confirmedAt: Instant | null;
  ground: GraduateGround;
}

type Row = Omit<GraduateProfile, 'ground'> & {
  lockedAt: Instant | null;
  boundStatus: SigningStatus | null;
  otherDestination: boolean;
};

/** Reads a graduate's own record, or undefined when the school has removed it. */
export async function findGraduateProfile(knex: Knex, graduateId: string): Promise<GraduateProfile | undefined> {
  const row = await knex('graduate as g')
    .join('school as sc', 'sc.school_code', 'g.school_code')
    .join('college as c', 'c.id', 'g.college_id')
    .joinRaw(bindingOfPerson)
    .leftJoin('signing as bs', 'bs.id', 'b.signing_id')
    .where('g.id', graduateId)
    .whereNull('g.removed_at')
    .select('g.name', 'g.id_number_encrypted', 'g.phone_encrypted', 'g.school_code', 'g.cohort_year')
    .select('g.education_level', 'g.major', 'g.training_mode', 'g.locked_at')
    .select({ graduateId: 'g.id', schoolName: 'sc.name', collegeName: 'c.name' })
    .select({ confirmedAt: 'g.profile_confirmed_at', boundStatus: 'bs.status' })
    .select({
      otherDestination: knex.raw(
        `exists (select from destination d where d.graduate_id = g.id and d.voided_at is null and d.signing_id is null)`,
      ),
    })
    .first<Row | undefined>();
  if (!row) return undefined;
  const { lockedAt, boundStatus, otherDestination, ...profile } = row;
  const { trainingMode } = profile;
  // No signing is asked about here, so whichever binds is another one.
  const binding = boundStatus && { isThisSigning: false, isSigned: boundStatus === 'SIGNED' };
  return { ...profile, ground: { trainingMode, schoolLocked: lockedAt !== null, otherDestination, binding } };
}
