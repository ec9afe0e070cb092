import type { Knex } from 'knex';
import type { GraduateGround } from '../../domain/binding.ts';
import { shanghaiDate, type Instant } from '../../domain/calendar.ts';
import { groundOn, type InvitationGround } from '../../domain/ground.ts';
import type { SigningParties } from '../../domain/permissions.ts';
import type { SigningState } from '../../domain/signing.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import type { Clock } from '../clock.ts';
import type { Signing } from '../models/signing.ts';
import { bindingOfPerson } from './binding-of-person.ts';
import { collegeHasReviewer } from './college-has-reviewer.ts';
import { endingGroundIfSigned, toEndingGround, type EndingGround } from './ending-ground.ts';
import { favoriteIsCurrent } from './favorite-current.ts';
import { pairTaken } from './pair-taken.ts';
import { newestTermination } from './termination-summary.ts';
import type { NewestTerminationColumns, TerminationSummary } from './termination-summary.ts';

/** A signing with all that its pages show and its acts look at first. Instants are as stored; `now` is the judging clock's. */
export interface SigningRecord {
  signing: Signing;
  seq: number;
  state: SigningState;
  createdAt: Instant;
  updatedAt: Instant;
  now: Instant;
  parties: SigningParties;
  /** The graduate as frozen in the favorite. */
  graduateName: string;
  idNumberEncrypted: string;
  schoolName: string;
  collegeName: string;
  educationLevel: string;
  major: string;
  employerName: string;
  ground: GraduateGround;
  /** What it stands on itself, and what another invitation of the two would. */
  signingGround: InvitationGround;
  profileConfirmed: boolean;
  collegeHasReviewer: boolean;
  /** Whether another signing of this unit and graduate is open or signed. */
  pairTaken: boolean;
  /** What the school and earlier tries say of ending it; null where there is nothing to end. */
  ending: EndingGround | null;
  /** The newest try to end it. */
  termination: TerminationSummary | null;
}

/** A record as its statement reads it. */
export interface RecordRow extends Signing, NewestTerminationColumns {
  seq: number;
  state: SigningState;
  createdAt: Instant;
  updatedAt: Instant;
  now: Instant;
  graduateName: string;
  idNumberEncrypted: string;
  schoolName: string;
  collegeName: string;
  educationLevel: string;
  major: string;
  employerName: string;
  trainingMode: TrainingMode;
  lockedAt: Instant | null;
  profileConfirmedAt: Instant | null;
  boundBy: string | null;
  boundStatus: SigningStatus | null;
  otherDestination: boolean;
  employerState: VerificationState;
  graduateRemovedAt: Instant | null;
  favoriteCurrent: boolean;
  opensOn: string;
  closesOn: string;
  collegeHasReviewer: boolean;
  pairTaken: boolean;
  ending: EndingGround | null;
}

/** Reads one signing whole, or undefined. Who may see it is the caller's question. */
export async function findSigningRecord(
  knex: Knex,
  clock: Clock,
  signingId: string,
): Promise<SigningRecord | undefined> {
  return (await findSigningRecords(knex, clock, [signingId]))[0];
}

/** Reads signings whole, in the order of the ids given; those that are not there are left out. */
export async function findSigningRecords(
  knex: Knex,
  clock: Clock,
  signingIds: readonly string[],
): Promise<SigningRecord[]> {
  if (signingIds.length === 0) return [];
  const where = `s.id in (${signingIds.map(() => '?').join(', ')})`;
  const sql = selectRecords({ now: await clock(), where });
  const { rows } = await knex.raw<{ rows: RecordRow[] }>(sql, [...signingIds]);
  const byId = new Map(rows.map((row) => [row.id, toRecord(row)]));
  return signingIds.flatMap((id) => byId.get(id) ?? []);
}

/** The statement that reads records: `now` by the judging clock, `more` columns where a page shows more of a signing `s`. */
export function selectRecords({ now, more, where }: { now: string; more?: string; where: string }): string {
  return `select s.*, p.seq, p.state, p.created_at, p.updated_at, ${now} as now,
      f.graduate_name, f.id_number_encrypted, f.school_name, f.education_level, f.major,
      e.name_in_force as employer_name, c.name as college_name,
      g.training_mode, g.locked_at, g.profile_confirmed_at, b.signing_id as bound_by, bs.status as bound_status,
      e.verification_state as employer_state, g.removed_at as graduate_removed_at, co.opens_on, co.closes_on,
      exists (select from favorite pf where pf.employer_id = s.employer_id and pf.graduate_id = s.graduate_id
        and pf.removed_at is null and ${favoriteIsCurrent('pf', 'g')}) as favorite_current,
      exists (select from destination d
        where d.graduate_id = s.graduate_id and d.voided_at is null and d.signing_id is null) as other_destination,
      ${collegeHasReviewer('s.college_id')} as college_has_reviewer,
      ${pairTaken({ pair: 's', signingId: 's.id' })} as pair_taken,
      ${endingGroundIfSigned} as ending,
      lt.id as termination_id, lt.status as termination_status, lt.status_at as termination_status_at${more === undefined ? '' : `, ${more}`}
    from signing s
      join process p on p.id = s.id
      join favorite f on f.id = s.favorite_id
      join employer e on e.id = s.employer_id
      join college c on c.id = s.college_id
      join school sc on sc.school_code = s.school_code
      join graduate g on g.id = s.graduate_id
      join cohort co on co.year = g.cohort_year
      ${bindingOfPerson}
      left join signing bs on bs.id = b.signing_id
      left join termination lt on lt.signing_id = s.id and lt.is_newest
    where ${where}`;
}

/** A record from the row its statement reads. */
export function toRecord(row: RecordRow): SigningRecord {
  return {
    signing: row,
    seq: row.seq,
    state: row.state,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    now: row.now,
    parties: {
      employerId: row.employerId,
      graduateId: row.graduateId,
      schoolCode: row.schoolCode,
      collegeId: row.collegeId,
      status: row.status,
      wasAccepted: row.acceptedAt !== null,
    },
    graduateName: row.graduateName,
    idNumberEncrypted: row.idNumberEncrypted,
    schoolName: row.schoolName,
    collegeName: row.collegeName,
    educationLevel: row.educationLevel,
    major: row.major,
    employerName: row.employerName,
    ground: {
      trainingMode: row.trainingMode,
      schoolLocked: row.lockedAt !== null,
      otherDestination: row.otherDestination,
      binding: row.boundBy && { isThisSigning: row.boundBy === row.id, isSigned: row.boundStatus === 'SIGNED' },
    } as GraduateGround,
    signingGround: groundOn(shanghaiDate(row.now), row),
    profileConfirmed: row.profileConfirmedAt !== null,
    collegeHasReviewer: row.collegeHasReviewer,
    pairTaken: row.pairTaken,
    ending: row.ending && toEndingGround(row.ending),
    termination: newestTermination(row),
  };
}
