import type { Instant } from './calendar.ts';
import type { ErrorCode } from './errors.ts';
import type { InvalidationReason } from './vocabulary/invalidation-reason.ts';
import type { VerificationState } from './vocabulary/verification-state.ts';

/** What a signing stands on, as read under lock. */
export interface SigningGround {
  employerState: VerificationState;
  graduateRemoved: boolean;
  /** Whether the last day of the cohort is over. */
  cohortOver: boolean;
}

/** What an invitation needs beside it. */
export interface InvitationGround extends SigningGround {
  /** Whether the favorite is there and shows the graduate as the school's record does. */
  favoriteCurrent: boolean;
  cohortOpen: boolean;
  cohortClosesOn: string;
}

/** The ground as the rows tell it, `today` being a day in Shanghai. */
export function groundOn(
  today: string,
  row: {
    employerState: VerificationState;
    graduateRemovedAt: Instant | null;
    favoriteCurrent: boolean;
    opensOn: string;
    closesOn: string;
  },
): InvitationGround {
  return {
    employerState: row.employerState,
    graduateRemoved: row.graduateRemovedAt !== null,
    favoriteCurrent: row.favoriteCurrent,
    cohortOver: today > row.closesOn,
    cohortOpen: row.opensOn <= today && today <= row.closesOn,
    cohortClosesOn: row.closesOn,
  };
}

/** What of the ground decides a signing's commands. */
export interface GroundFacts {
  employerVerified: boolean;
  /** Whether the favorite is there and shows the graduate as the school's record does. */
  favoriteCurrent: boolean;
  cohortOpen: boolean;
  /** Its last day, YYYY-MM-DD in Shanghai: nobody is promised to be waited for beyond it. */
  cohortClosesOn: string;
  /** Why the signing has lost its ground though nobody has told it yet, or null: then nothing brings it further. */
  groundLoss: GroundLoss | null;
}

/** The ground as facts: read under lock by the decision, without by whatever offers an act. */
export function groundFacts(ground: InvitationGround): GroundFacts {
  const { employerState, graduateRemoved, favoriteCurrent, cohortOpen, cohortClosesOn } = ground;
  return {
    employerVerified: employerState === 'VERIFIED',
    favoriteCurrent: favoriteCurrent && !graduateRemoved,
    cohortOpen,
    cohortClosesOn,
    groundLoss: groundLoss(ground),
  };
}

/** A loss of ground that the rows themselves tell, before any command about it has come to the process. */
export type GroundLoss = Extract<InvalidationReason, 'EMPLOYER_DISABLED' | 'GRADUATE_RECORD_REMOVED' | 'COHORT_CLOSED'>;

/** Why a signing has lost its ground, or null. A unit to be verified again keeps what runs. Source: domain.md §8, §3.5. */
export function groundLoss({ employerState, graduateRemoved, cohortOver }: SigningGround): GroundLoss | null {
  if (employerState === 'REVOKED') return 'EMPLOYER_DISABLED';
  if (graduateRemoved) return 'GRADUATE_RECORD_REMOVED';
  return cohortOver ? 'COHORT_CLOSED' : null;
}

const refusals = {
  EMPLOYER_DISABLED: 'EMPLOYER_DISABLED',
  GRADUATE_RECORD_REMOVED: 'GRADUATE_REMOVED',
  COHORT_CLOSED: 'COHORT_CLOSED',
} as const satisfies Record<GroundLoss, ErrorCode>;

/**
 * What somebody is told who would bring a signing further that has lost its ground, or null. What was received before a correction
 * and is decided after it finds the invalidation that waits behind it: it would sign the record as it no longer is.
 */
export function groundRefusal(facts: { groundLoss: GroundLoss | null; invalidationWaits: boolean }): ErrorCode | null {
  if (facts.groundLoss) return refusals[facts.groundLoss];
  return facts.invalidationWaits ? 'ACTION_NOT_ALLOWED' : null;
}

/** A field of the school's record that it may correct. Source: api.md §8. */
export type GraduateField =
  | ('name' | 'idNumber' | 'examNo' | 'collegeId' | 'educationLevel' | 'major' | 'cohort' | 'trainingMode' | 'phone')
  | ('homeRegion' | 'sex' | 'nation');

/** Of these a signing says who signs: open ones lose their ground, one in force forbids the correction. Source: domain.md §8. */
const identifying: readonly GraduateField[] = ['name', 'idNumber', 'cohort'];

/** These a favorite froze: whoever would invite has to look again. Source: domain.md §5. */
const frozenInFavorites: readonly GraduateField[] = [...identifying, 'educationLevel', 'major'];

/** Whether a correction takes the ground from the graduate's open signings. */
export function takesGround(corrected: readonly GraduateField[]): boolean {
  return corrected.some((field) => identifying.includes(field));
}

/** Whether a correction makes favorites outdated. */
export function outdatesFavorites(corrected: readonly GraduateField[]): boolean {
  return corrected.some((field) => frozenInFavorites.includes(field));
}

/** Whether a correction changes what a graduate has confirmed: what letters tell of them, and how they may be employed. */
export function unconfirms(corrected: readonly GraduateField[]): boolean {
  return outdatesFavorites(corrected) || corrected.includes('trainingMode');
}

/**
 * Where a unit stands once it is enabled again: where it stood before, as far as that was a verification that succeeded and the
 * unit is still the one that was verified. What was under way has ended meanwhile. Source: domain.md §3.5.
 */
export function stateOnceEnabled(before: VerificationState, unitUnchanged: boolean): VerificationState {
  if (before === 'VERIFIED') return unitUnchanged ? 'VERIFIED' : 'REVERIFY_REQUIRED';
  return before === 'REVERIFY_REQUIRED' ? before : 'UNVERIFIED';
}
