import { bindingOfPerson } from '../../database/queries/binding-of-person.ts';
import { collegeHasReviewer } from '../../database/queries/college-has-reviewer.ts';
import type { InviteBody } from '../../commands/send-invitation.ts';
import { archiveProfileJson } from '../../database/queries/archive-profile.ts';
import { favoriteIsCurrent } from '../../database/queries/favorite-current.ts';
import { openOrSigned, openSigning, statusIn } from '../../database/queries/open-statuses.ts';
import { emptyArchiveProfile, type ArchiveProfile } from '../../domain/archive-profile.ts';
import { bindingReasons } from '../../domain/binding.ts';
import { shanghaiDate, type Instant, type WorkingCalendar } from '../../domain/calendar.ts';
import { groundFacts, groundOn } from '../../domain/ground.ts';
import type { SigningCommand, SigningFacts, SigningState } from '../../domain/signing.ts';
import type { ReviewStage } from '../../domain/vocabulary/review-stage.ts';
import type { SigningStatus } from '../../domain/vocabulary/signing-status.ts';
import type { TrainingMode } from '../../domain/vocabulary/training-mode.ts';
import type { VerificationState } from '../../domain/vocabulary/verification-state.ts';
import { actorStillMay } from '../actor-still-may.ts';
import type { Moment } from '../process-definition.ts';

interface Row {
  employerState: VerificationState;
  favoriteCurrent: boolean;
  opensOn: string;
  closesOn: string;
  archiveProfile: ArchiveProfile | null;
  pairOpen: boolean;
  pairSigned: boolean;
  profileConfirmedAt: Instant | null;
  graduateRemovedAt: Instant | null;
  trainingMode: TrainingMode;
  lockedAt: Instant | null;
  otherDestination: boolean;
  boundBy: string | null;
  boundStatus: SigningStatus | null;
  invalidationWaits: boolean;
  schoolChain: ReviewStage[];
  collegeHasReviewer: boolean;
  actorStillMay: boolean;
  calendarVersion: string;
  calendarYears: WorkingCalendar['years'];
}

/** Locks what a command's decision depends on, then reads its facts in one statement that sees what was just locked. */
export async function readSigningFacts(moment: Moment<SigningState, SigningCommand>): Promise<SigningFacts> {
  const { trx, processId, seq, command, waiting, now } = moment;
  const favoriteId = await lockGround(moment);
  const { rows } = await trx.raw<{ rows: Row[] }>(
    `select e.verification_state as employer_state,
       f.removed_at is null and ${favoriteIsCurrent('f', 'g')} as favorite_current,
       c.opens_on, c.closes_on,
       (select ${archiveProfileJson} from archive_profile p where p.employer_id = e.id) as archive_profile,
       coalesce(bool_or(${statusIn('o.status', openSigning)}), false) as pair_open,
       coalesce(bool_or(o.status = 'SIGNED'), false) as pair_signed,
       g.profile_confirmed_at, g.removed_at as graduate_removed_at, g.training_mode, g.locked_at,
       exists (select from destination d
         where d.graduate_id = g.id and d.voided_at is null and d.signing_id is null) as other_destination,
       b.signing_id as bound_by, bs.status as bound_status,
       exists (select from command u
         where u.process_id = :processId and u.kind = 'invalidate' and u.outcome is null
           and not (u.received_at > :receivedAt and exists (select from invalidation_row r
             join invalidation_batch i on i.id = r.batch_id
             where r.command_id = u.id and i.reason = 'COHORT_CLOSED'))) as invalidation_waits,
       s.signing_chain as school_chain,
       ${collegeHasReviewer('coalesce(own.college_id, g.college_id)')} as college_has_reviewer,
       ${actorStillMay(waiting.actorRelation, { case: 'f', college: 'own.college_id' })} as actor_still_may,
       w.version as calendar_version, w.years as calendar_years
     from favorite f
       join graduate g on g.id = f.graduate_id
       join employer e on e.id = f.employer_id
       join cohort c on c.year = f.cohort_year
       join school s on s.school_code = f.school_code
       left join signing own on own.id = :processId
       left join signing o on o.employer_id = f.employer_id and o.graduate_id = f.graduate_id and o.id <> :processId
         and ${statusIn('o.status', openOrSigned)}
       ${bindingOfPerson}
       left join signing bs on bs.id = b.signing_id
       cross join (select version, years from working_calendar order by valid_from desc limit 1) w
     where f.id = :favoriteId
     group by e.id, f.id, g.id, c.year, s.school_code, own.id, b.signing_id, bs.id, w.version, w.years`,
    { processId, favoriteId, actor: waiting.actorAccountId, receivedAt: waiting.receivedAt },
  );
  const [row] = rows;
  if (!row) throw new Error('GROUND_MISSING');
  // What people sent on the cohort's last day counts, however late it is decided; a lapse is judged when it is recorded.
  const cohortJudgedAt = command.type === 'lapse' ? now : waiting.receivedAt;
  return {
    now,
    receivedAt: waiting.receivedAt,
    seq,
    actorStillMay: row.actorStillMay,
    actorLevel: levelOf(waiting.actorRelation),
    ...groundFacts(groundOn(shanghaiDate(cohortJudgedAt), row)),
    invalidationWaits: row.invalidationWaits,
    archiveProfile: row.archiveProfile ?? emptyArchiveProfile,
    pair: { open: row.pairOpen, signed: row.pairSigned },
    profileConfirmed: row.profileConfirmedAt !== null,
    bindingReasons: bindingReasons({
      trainingMode: row.trainingMode,
      schoolLocked: row.lockedAt !== null,
      otherDestination: row.otherDestination,
      binding:
        row.boundBy === null
          ? null
          : { isThisSigning: row.boundBy === processId, isSigned: row.boundStatus === 'SIGNED' },
    }),
    schoolChain: row.schoolChain,
    collegeHasReviewer: row.collegeHasReviewer,
    calendar: { version: row.calendarVersion, years: row.calendarYears },
  };
}

/** The commands of a signing that is there already whose outcome the ground of unit and cohort decides. */
const groundDecides: readonly SigningCommand['type'][] = ['accept', 'approve', 'lapse'];

/**
 * Locks in the common order: the signing (held already), graduate, then the rest. Rows that a decision claims are locked for
 * update, rows that it only relies on are shared. Answers the favorite's id.
 */
async function lockGround({ trx, processId, command, waiting }: Moment<SigningState, SigningCommand>) {
  if (command.type === 'invite') {
    const { favoriteId } = waiting.body as InviteBody;
    // PostgreSQL locks in the order of the clauses. The favorite for update: two invitations of one pair are decided one after the
    // other, and a removal waits.
    await trx.raw(
      `select from favorite f
         join graduate g on g.id = f.graduate_id
         join employer e on e.id = f.employer_id
         join cohort c on c.year = f.cohort_year
       where f.id = ? for share of g for update of f for share of e, c`,
      favoriteId,
    );
    return favoriteId;
  }
  const lock = command.type === 'accept' ? 'for no key update of g' : 'for share of g';
  // What brings the signing further, or says how it ends, waits for whoever disables the unit or closes the cohort, and they for it.
  const further = groundDecides.includes(command.type) ? 'for share of e, c' : '';
  const { rows } = await trx.raw<{ rows: { favoriteId: string }[] }>(
    `select s.favorite_id from signing s
       join graduate g on g.id = s.graduate_id
       join employer e on e.id = s.employer_id
       join cohort c on c.year = s.cohort_year
     where s.id = ? ${lock} ${further}`,
    processId,
  );
  const [signing] = rows;
  if (!signing) throw new Error('SIGNING_MISSING');
  return signing.favoriteId;
}

function levelOf(relation: string): ReviewStage | null {
  return relation === 'COLLEGE' || relation === 'SCHOOL' ? relation : null;
}
